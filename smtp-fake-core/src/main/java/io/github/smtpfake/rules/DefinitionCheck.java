package io.github.smtpfake.rules;

import io.github.smtpfake.rules.RuleAction.Store.When;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Refuses definitions of which a part does not fit the rest. */
final class DefinitionCheck {

    private DefinitionCheck() {}

    static void check(Stage stage, List<RuleCondition> conditions, List<RuleAction> actions) {
        for (RuleCondition condition : conditions) {
            if (!stage.knows(condition)) {
                throw new IllegalArgumentException(Wording.of(condition) + " is not known at " + stage.jsonName()
                        + ": take it out, or take " + oneOf(knowing(condition)));
            }
        }
        for (RuleAction action : actions) {
            if (!stage.takes(action)) {
                throw new IllegalArgumentException(Wording.of(action) + " is not possible at " + stage.jsonName()
                        + ": take " + oneOf(taking(action)));
            }
            if (action instanceof RuleAction.Reply reply) {
                checkCode(stage, reply.text());
            }
        }
        checkTogether(actions);
    }

    private static Stream<Stage> knowing(RuleCondition condition) {
        return Arrays.stream(Stage.values()).filter(stage -> stage.knows(condition));
    }

    private static Stream<Stage> taking(RuleAction action) {
        return Arrays.stream(Stage.values()).filter(stage -> stage.takes(action));
    }

    private static String oneOf(Stream<Stage> stages) {
        return stages.map(Stage::jsonName).collect(Collectors.joining(", "));
    }

    private static void checkCode(Stage stage, ReplyText text) {
        boolean fits = text.code() >= 400 || stage.positiveCodes().equals(Integer.toString(text.code()));
        if (!fits) {
            throw new IllegalArgumentException("reply \"" + text + "\" does not fit " + stage.jsonName()
                    + ": take a code of 400 to 599"
                    + (stage.positiveCodes().isEmpty() ? "" : ", or " + stage.positiveCodes())
                    + "; what is no proper reply goes with malformedReply(..)");
        }
    }

    private static void checkTogether(List<RuleAction> actions) {
        List<RuleAction> last = actions.stream()
                .filter(action -> !(action instanceof RuleAction.Delay || action instanceof RuleAction.Store))
                .toList();
        if (last.size() > 1) {
            throw new IllegalArgumentException(
                    Wording.of(last.get(0)) + " and " + Wording.of(last.get(1)) + " exclude each other: take one");
        }
        long distinct = actions.stream().map(Object::getClass).distinct().count();
        if (distinct < actions.size()) {
            throw new IllegalArgumentException("an action stands twice in " + actions + ": take one");
        }
        actions.stream()
                .filter(RuleAction.Store.class::isInstance)
                .map(RuleAction.Store.class::cast)
                .forEach(store -> checkStore(store.when(), last.stream().findFirst()));
    }

    private static void checkStore(When when, Optional<RuleAction> last) {
        boolean refuses = last.stream().anyMatch(action -> action instanceof RuleAction.Reply reply && reply.refuses());
        if (when == When.AFTER_FAILING && !refuses) {
            throw new IllegalArgumentException(
                    "store afterFailing needs a reply of 400 to 599, such as \"451 4.3.0 try later\"");
        }
        boolean breaks = last.stream()
                .anyMatch(action -> action instanceof RuleAction.Disconnect
                        || action instanceof RuleAction.Stall
                        || action instanceof RuleAction.MalformedReply);
        if (when == When.BEFORE_FAILING && !refuses && !breaks) {
            throw new IllegalArgumentException(
                    "store beforeFailing needs a failure: a reply of 400 to 599, a disconnect or silence");
        }
    }
}
