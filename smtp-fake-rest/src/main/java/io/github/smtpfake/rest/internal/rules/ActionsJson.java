package io.github.smtpfake.rest.internal.rules;

import io.github.smtpfake.internal.text.Durations;
import io.github.smtpfake.rest.internal.json.JsonValue;
import io.github.smtpfake.rest.internal.text.Sizes;
import io.github.smtpfake.rules.Rate;
import io.github.smtpfake.rules.ReplyText;
import io.github.smtpfake.rules.RuleAction;
import io.github.smtpfake.rules.RuleAction.Disconnect.Manner;
import io.github.smtpfake.rules.RuleAction.Store.When;
import io.github.smtpfake.rules.TlsFault;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code then}: an array of objects with one member each, in the order in which they are done. */
final class ActionsJson {
    private static final List<String> NAMES = List.of(
            "delay", "reply", "malformedReply", "dropReply", "disconnect", "silence", "throttle", "store", "tls");
    private static final String PER_SECOND = "/s";
    private static final Map<Manner, String> MANNERS =
            new EnumMap<>(Map.of(Manner.CLOSE, "close", Manner.RESET, "reset"));
    private static final Map<When, String> WHENS = new EnumMap<>(
            Map.of(When.BEFORE_FAILING, "beforeFailing", When.AFTER_FAILING, "afterFailing", When.NO, "no"));

    private ActionsJson() {}

    static List<Map<String, Object>> write(List<RuleAction> actions) {
        return actions.stream().map(ActionsJson::write).toList();
    }

    private static Map<String, Object> write(RuleAction action) {
        if (action instanceof RuleAction.Delay delay) {
            return Map.of("delay", Durations.text(delay.duration()));
        }
        if (action instanceof RuleAction.Reply reply) {
            return Map.of("reply", reply.text().toString());
        }
        if (action instanceof RuleAction.MalformedReply malformed) {
            return Map.of("malformedReply", malformed.line());
        }
        if (action instanceof RuleAction.DropReply) {
            return Map.of("dropReply", true);
        }
        if (action instanceof RuleAction.Disconnect disconnect) {
            return Map.of("disconnect", name(disconnect.manner(), MANNERS));
        }
        if (action instanceof RuleAction.Stall) {
            return Map.of("silence", true);
        }
        if (action instanceof RuleAction.Throttle throttle) {
            return Map.of("throttle", Sizes.text(throttle.rate().bytesPerSecond()) + PER_SECOND);
        }
        if (action instanceof RuleAction.Store store) {
            return Map.of("store", name(store.when(), WHENS));
        }
        return Map.of("tls", ((RuleAction.Present) action).fault().jsonName());
    }

    private static <E> String name(E constant, Map<E, String> names) {
        String name = names.get(constant);
        if (name == null) {
            throw new IllegalStateException("JSON has no name for " + constant);
        }
        return name;
    }

    /** Returns the actions, each with where it stands. */
    static Map<RuleAction, JsonValue> read(JsonValue then) {
        Map<RuleAction, JsonValue> actions = new LinkedHashMap<>();
        for (JsonValue element : then.elements()) {
            List<String> names = element.requireOnly(NAMES).names();
            if (names.size() != 1) {
                throw element.wrong(
                        "must have one action, not " + names.size() + "; each goes into an object of its own");
            }
            JsonValue value = element.required(names.get(0));
            RuleAction action = Fields.check(value, () -> read(names.get(0), value));
            if (actions.put(action, value) != null) {
                throw value.wrong("stands there twice");
            }
        }
        return actions;
    }

    private static RuleAction read(String name, JsonValue value) {
        return switch (name) {
            case "delay" -> new RuleAction.Delay(Durations.parse(value.text()));
            case "reply" -> new RuleAction.Reply(ReplyText.parse(value.text()));
            case "malformedReply" -> new RuleAction.MalformedReply(value.text());
            case "dropReply" -> mustBeTrue(value, new RuleAction.DropReply());
            case "disconnect" -> new RuleAction.Disconnect(constant(value, MANNERS));
            case "silence" -> mustBeTrue(value, new RuleAction.Stall());
            case "throttle" -> new RuleAction.Throttle(rate(value));
            case "store" -> new RuleAction.Store(constant(value, WHENS));
            case "tls" -> new RuleAction.Present(fault(value));
            default -> throw new IllegalStateException("No action is called " + name);
        };
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

    private static TlsFault fault(JsonValue value) {
        List<String> names = new ArrayList<>();
        for (TlsFault fault : TlsFault.values()) {
            if (fault.jsonName().equals(value.text())) {
                return fault;
            }
            names.add(fault.jsonName());
        }
        throw oneOf(value, names);
    }

    private static <E> E constant(JsonValue value, Map<E, String> names) {
        return names.entrySet().stream()
                .filter(entry -> entry.getValue().equals(value.text()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> oneOf(value, names.values().stream().toList()));
    }

    private static RuntimeException oneOf(JsonValue value, List<String> names) {
        return value.wrong("must be one of " + String.join(", ", names) + ", not \"" + value.text() + "\"");
    }
}
