package io.github.smtpfake.rest.internal.rules;

import io.github.smtpfake.internal.text.Durations;
import io.github.smtpfake.rest.internal.json.JsonValue;
import io.github.smtpfake.rest.internal.text.Sizes;
import io.github.smtpfake.rules.Rate;
import io.github.smtpfake.rules.RuleAction;
import io.github.smtpfake.rules.Stage;
import io.github.smtpfake.rules.TlsFault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** Reads {@code then}: an array of objects with one action each, in the order in which they are executed. */
final class ActionsJson {
    private static final String PER_SECOND = "/s";
    private static final String CLOSE = "close";
    private static final String RESET = "reset";
    private static final String BEFORE_FAILING = "beforeFailing";
    private static final String AFTER_FAILING = "afterFailing";
    private static final String NO = "no";

    /** The reader of each action, by its name. */
    private static final Map<String, Function<JsonValue, RuleAction>> READERS = new LinkedHashMap<>();

    private static final Map<String, Supplier<RuleAction>> DISCONNECTS = new LinkedHashMap<>();
    private static final Map<String, Supplier<RuleAction>> STORES = new LinkedHashMap<>();
    private static final Map<String, Supplier<RuleAction>> TLS_FAULTS = new LinkedHashMap<>();

    static {
        READERS.put("delay", value -> RuleAction.delay(Durations.parse(value.text())));
        READERS.put("reply", value -> RuleAction.reply(value.text()));
        READERS.put("malformedReply", value -> RuleAction.malformedReply(value.text()));
        READERS.put("dropReply", value -> mustBeTrue(value, RuleAction.dropReply()));
        READERS.put("disconnect", value -> oneOf(value, DISCONNECTS));
        READERS.put("stall", value -> mustBeTrue(value, RuleAction.stall()));
        READERS.put("throttle", value -> RuleAction.throttle(rate(value)));
        READERS.put("store", value -> oneOf(value, STORES));
        READERS.put("tls", value -> oneOf(value, TLS_FAULTS));
        DISCONNECTS.put(CLOSE, RuleAction::disconnect);
        DISCONNECTS.put(RESET, RuleAction::reset);
        STORES.put(BEFORE_FAILING, RuleAction::storeBeforeFailing);
        STORES.put(AFTER_FAILING, RuleAction::storeAfterFailing);
        STORES.put(NO, RuleAction::acceptAndDiscard);
        for (TlsFault fault : TlsFault.values()) {
            TLS_FAULTS.put(fault.jsonName(), () -> RuleAction.present(fault));
        }
    }

    private ActionsJson() {}

    /** Returns the actions, each of which fits the stage. Does not check whether they can be combined. */
    static List<RuleAction> read(Stage stage, JsonValue then) {
        List<RuleAction> actions = new ArrayList<>();
        for (JsonValue element : then.elements()) {
            List<String> names = element.requireOnly(READERS.keySet()).names();
            if (names.size() != 1) {
                throw element.wrong("must have one action, not " + names.size() + "; use one object for each action");
            }
            String name = names.get(0);
            JsonValue value = element.required(name);
            actions.add(Fields.check(value, () -> read(stage, name, value)));
        }
        return actions;
    }

    private static RuleAction read(Stage stage, String name, JsonValue value) {
        RuleAction action = READERS.getOrDefault(name, ActionsJson::unknown).apply(value);
        action.requireFits(stage);
        return action;
    }

    private static RuleAction unknown(JsonValue value) {
        throw value.wrong("is unknown");
    }

    private static RuleAction mustBeTrue(JsonValue value, RuleAction action) {
        if (!value.bool()) {
            throw value.wrong("must be true, or left out");
        }
        return action;
    }

    private static Rate rate(JsonValue value) {
        String text = value.text();
        if (!text.endsWith(PER_SECOND)) {
            throw value.wrong("must be a speed such as 1kB/s");
        }
        return new Rate(Sizes.parse(text.substring(0, text.length() - PER_SECOND.length())));
    }

    private static RuleAction oneOf(JsonValue value, Map<String, Supplier<RuleAction>> actions) {
        Supplier<RuleAction> action = actions.get(value.text());
        if (action == null) {
            throw value.wrong(
                    "must be one of " + String.join(", ", actions.keySet()) + ", not \"" + value.text() + "\"");
        }
        return action.get();
    }
}
