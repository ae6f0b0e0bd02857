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

    private static final Map<String, ValueSchema> SCHEMAS = new LinkedHashMap<>();

    static {
        DISCONNECTS.put(CLOSE, RuleAction::disconnect);
        DISCONNECTS.put(RESET, RuleAction::reset);
        STORES.put(BEFORE_FAILING, RuleAction::storeBeforeFailing);
        STORES.put(AFTER_FAILING, RuleAction::storeAfterFailing);
        STORES.put(NO, RuleAction::acceptAndDiscard);
        for (TlsFault fault : TlsFault.values()) {
            TLS_FAULTS.put(fault.jsonName(), () -> RuleAction.present(fault));
        }
        add(
                "delay",
                ValueSchema.text("500ms", "Waits before the other actions; at most 1h."),
                value -> RuleAction.delay(Durations.parse(value.text())));
        add(
                "reply",
                ValueSchema.text(
                        "451 4.3.0 try later",
                        "Sends this reply. A code of 400 to 599 rejects the command; 421 also closes the connection."),
                value -> RuleAction.reply(value.text()));
        add(
                "malformedReply",
                ValueSchema.text("???", "Sends a line that is no valid reply, and rejects the command."),
                value -> RuleAction.malformedReply(value.text()));
        add(
                "dropReply",
                ValueSchema.onlyTrue("Accepts the command but sends no reply."),
                value -> mustBeTrue(value, RuleAction.dropReply()));
        add(
                "disconnect",
                ValueSchema.oneOf(
                        List.copyOf(DISCONNECTS.keySet()), "Closes or resets the connection without a reply."),
                value -> oneOf(value, DISCONNECTS));
        add(
                "stall",
                ValueSchema.onlyTrue("Leaves the connection open, but answers no further command."),
                value -> mustBeTrue(value, RuleAction.stall()));
        add(
                "throttle",
                ValueSchema.text("1kB/s", "Limits the speed of the connection or of the message."),
                value -> RuleAction.throttle(rate(value)));
        add(
                "store",
                ValueSchema.oneOf(
                        List.copyOf(STORES.keySet()),
                        "Stores the message although the client observes a failure, or discards it although it"
                                + " observes success."),
                value -> oneOf(value, STORES));
        add(
                "tls",
                ValueSchema.oneOf(List.copyOf(TLS_FAULTS.keySet()), "Makes the TLS handshake fail."),
                value -> oneOf(value, TLS_FAULTS));
    }

    private static void add(String name, ValueSchema schema, Function<JsonValue, RuleAction> reader) {
        SCHEMAS.put(name, schema);
        READERS.put(name, reader);
    }

    private ActionsJson() {}

    /** Returns the kind of the value of each action. */
    static Map<String, ValueSchema> schemas() {
        return SCHEMAS;
    }

    /** Returns the names of the actions that are possible at a stage. */
    static List<String> namesAt(Stage stage) {
        return SCHEMAS.entrySet().stream()
                .filter(entry -> entry.getValue().samples().stream()
                        .map(READERS.get(entry.getKey()))
                        .anyMatch(action -> action.appliesAt(stage)))
                .map(Map.Entry::getKey)
                .toList();
    }

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
