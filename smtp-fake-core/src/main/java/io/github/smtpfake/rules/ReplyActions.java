package io.github.smtpfake.rules;

import java.util.Objects;

/** Actions that change the reply of the server. */
final class ReplyActions {

    private ReplyActions() {}

    record Reply(ReplyText text) implements RuleAction {

        Reply {
            Objects.requireNonNull(text, "text");
        }

        @Override
        public boolean appliesAt(Stage stage) {
            return stage.hasReply();
        }

        @Override
        public void requireFits(Stage stage) {
            RuleAction.super.requireFits(stage);
            boolean fits = text.isRejection() || Integer.toString(text.code()).equals(stage.positiveCode());
            if (!fits) {
                throw new IllegalArgumentException("reply \"" + text + "\" does not fit the stage " + stage.jsonName()
                        + ": use a code of 400 to 599"
                        + (stage.positiveCode().isEmpty() ? "" : ", or " + stage.positiveCode())
                        + "; to send an invalid reply, use malformedReply(..)");
            }
        }

        @Override
        public String describe() {
            String line = text.toString().replace("\n", " / ");
            return text.isRejection() ? line : line + " (accepted)";
        }

        @Override
        public String jsonName() {
            return "reply";
        }

        @Override
        public void accept(Visitor visitor) {
            visitor.reply(text.code(), text.status(), text.lines());
        }
    }

    record MalformedReply(String line) implements RuleAction {
        private static final int LONGEST = 2_000;

        MalformedReply {
            Objects.requireNonNull(line, "line");
            if (line.matches("[2-5][0-9]{2}([ -].*)?")) {
                throw new IllegalArgumentException(
                        "malformedReply(\"" + line + "\") begins like a valid reply: use reply(..) for it");
            }
            if (line.length() > LONGEST || !line.chars().allMatch(c -> c < 256 && c != '\r' && c != '\n')) {
                throw new IllegalArgumentException(
                        "malformedReply must be one line of at most " + LONGEST + " Latin-1 characters");
            }
        }

        @Override
        public boolean appliesAt(Stage stage) {
            return stage.hasReply();
        }

        @Override
        public String describe() {
            return "malformed reply \"" + line + "\"";
        }

        @Override
        public String jsonName() {
            return "malformedReply";
        }

        @Override
        public void accept(Visitor visitor) {
            visitor.malformedReply(line);
        }
    }

    record DropReply() implements RuleAction {

        @Override
        public boolean appliesAt(Stage stage) {
            return stage.hasReply();
        }

        @Override
        public String describe() {
            return "drop the reply";
        }

        @Override
        public String jsonName() {
            return "dropReply";
        }

        @Override
        public void accept(Visitor visitor) {
            visitor.dropReply();
        }
    }
}
