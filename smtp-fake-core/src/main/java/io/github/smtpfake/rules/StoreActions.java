package io.github.smtpfake.rules;

/** Actions that decide whether the server stores a message against what it replies. */
enum StoreActions implements RuleAction {
    BEFORE_FAILING("store before failing") {
        @Override
        public void accept(Visitor visitor) {
            visitor.storeBeforeFailing();
        }
    },
    AFTER_FAILING("store after failing") {
        @Override
        public void accept(Visitor visitor) {
            visitor.storeAfterFailing();
        }
    },
    DISCARD("accept and discard") {
        @Override
        public void accept(Visitor visitor) {
            visitor.acceptAndDiscard();
        }
    };

    private final String description;

    StoreActions(String description) {
        this.description = description;
    }

    @Override
    public boolean appliesAt(Stage stage) {
        return stage == Stage.END_OF_DATA;
    }

    @Override
    public String describe() {
        return description;
    }

    @Override
    public String jsonName() {
        return "store";
    }
}
