package io.github.smtpfake.rest.internal.mailpit;

import io.github.smtpfake.rest.internal.mailpit.Chaos.Kind;
import io.github.smtpfake.rest.internal.mailpit.ChaosJson.Trigger;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses chaos triggers in the syntax of a variable: {@code Sender:451:50,Recipient:550:100}, in any case. */
final class ChaosTriggers {
    private static final Pattern TRIGGER = Pattern.compile("([a-z]+):([45]\\d\\d):(\\d{1,3})");
    private static final String REQUIREMENT =
            "must be triggers such as Sender:451:50,Recipient:550:100,Authentication:535:10, each with a code from 400 to"
                    + " 599 and a percentage";

    private ChaosTriggers() {}

    /**
     * Parses the triggers.
     *
     * @throws IllegalArgumentException if a trigger is invalid; the message is the rest of a sentence that begins with the
     *     variable
     */
    static Map<Kind, Trigger> parse(String text) {
        Map<Kind, Trigger> triggers = new EnumMap<>(Kind.class);
        for (String part : text.split(",")) {
            Matcher found = TRIGGER.matcher(part.strip().toLowerCase(Locale.ROOT));
            if (!found.matches() || Integer.parseInt(found.group(3)) > 100) {
                throw new IllegalArgumentException(REQUIREMENT);
            }
            triggers.put(
                    kind(found.group(1)),
                    new Trigger(Integer.parseInt(found.group(2)), Integer.parseInt(found.group(3))));
        }
        return triggers;
    }

    private static Kind kind(String name) {
        return switch (name) {
            case "sender" -> Kind.SENDER;
            case "recipient", "recipients" -> Kind.RECIPIENT;
            case "authentication", "auth" -> Kind.AUTHENTICATION;
            default -> throw new IllegalArgumentException(REQUIREMENT);
        };
    }
}
