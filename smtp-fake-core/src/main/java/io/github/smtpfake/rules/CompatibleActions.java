package io.github.smtpfake.rules;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks that the actions of one rule can be executed together. */
final class CompatibleActions implements RuleAction.Visitor {
    private @Nullable RuleAction visited;

    /** The action that determines the server's answer; a rule has at most one. */
    private @Nullable RuleAction outcome;

    private boolean fails;
    private boolean failsByReply;
    private boolean storesBefore;
    private boolean storesAfter;

    private CompatibleActions() {}

    /**
     * Requires that the actions can be executed together.
     *
     * @throws IllegalArgumentException if they cannot; the message names the fix
     */
    static void require(List<RuleAction> actions) {
        CompatibleActions check = new CompatibleActions();
        Set<String> names = new HashSet<>();
        for (RuleAction action : actions) {
            check.visited = action;
            action.accept(check);
            if (!names.add(action.jsonName())) {
                throw new IllegalArgumentException(action.jsonName() + " appears twice in one rule: keep one of them");
            }
        }
        check.requireFailureForStore();
    }

    private void requireFailureForStore() {
        if (storesAfter && !failsByReply) {
            throw new IllegalArgumentException(
                    "store after failing needs a reply of 400 to 599, such as \"451 4.3.0 try later\"");
        }
        if (storesBefore && !fails) {
            throw new IllegalArgumentException(
                    "store before failing needs a failure: a reply of 400 to 599, a malformed reply, a disconnect or a"
                            + " stall");
        }
    }

    private void outcome(boolean isFailure) {
        RuleAction action = visited;
        RuleAction earlier = outcome;
        if (earlier != null && action != null && !earlier.jsonName().equals(action.jsonName())) {
            throw new IllegalArgumentException(
                    earlier.describe() + " and " + action.describe() + " exclude each other: use one of them");
        }
        outcome = action;
        fails = isFailure;
    }

    @Override
    public void delay(Duration duration) {
        // Compatible with every other action.
    }

    @Override
    public void reply(int code, String status, List<String> lines) {
        boolean rejects = ReplyText.isRejection(code);
        outcome(rejects);
        failsByReply = rejects;
    }

    @Override
    public void malformedReply(String line) {
        outcome(true);
    }

    @Override
    public void dropReply() {
        outcome(false);
    }

    @Override
    public void disconnect(boolean reset) {
        outcome(true);
    }

    @Override
    public void stall() {
        outcome(true);
    }

    @Override
    public void throttle(Rate rate) {
        outcome(false);
    }

    @Override
    public void storeBeforeFailing() {
        storesBefore = true;
    }

    @Override
    public void storeAfterFailing() {
        storesAfter = true;
    }

    @Override
    public void acceptAndDiscard() {
        // The client may receive any reply: the message is not stored either way.
    }

    @Override
    public void present(TlsFault fault) {
        outcome(false);
    }
}
