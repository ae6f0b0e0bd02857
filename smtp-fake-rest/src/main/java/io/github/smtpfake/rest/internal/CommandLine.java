package io.github.smtpfake.rest.internal;

import io.github.smtpfake.rest.internal.cli.Arguments;
import io.github.smtpfake.rest.internal.cli.Given;
import io.github.smtpfake.rest.internal.cli.UsageException;
import io.github.smtpfake.rest.internal.text.NearestName;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The options that the user gave. An argument takes precedence over a {@code SMTP_FAKE_…} variable, which takes precedence over
 * a variable of Mailpit.
 */
public final class CommandLine {
    private final Map<Option, List<Given>> values = new EnumMap<>(Option.class);
    private final List<String> unknownVariables = new ArrayList<>();
    private @Nullable Given chaos;

    private CommandLine() {}

    /**
     * Reads the options from arguments and environment variables.
     *
     * @throws UsageException if an option is unknown, lacks its value or is given too often
     */
    public static CommandLine parse(String[] arguments, Map<String, String> environment) throws UsageException {
        CommandLine line = new CommandLine();
        line.values.putAll(
                Arguments.parse(arguments, 0, List.of(Option.values()), 0).values());
        line.readVariables(environment);
        return line;
    }

    /** Returns whether the option is given. */
    public boolean has(Option option) {
        return values.containsKey(option);
    }

    /** Returns the value of an option, or null if it is not given. */
    @Nullable
    Given value(Option option) {
        List<Given> given = values.get(option);
        return given == null ? null : given.get(0);
    }

    /** Returns all values of a repeatable option. */
    List<Given> all(Option option) {
        return values.getOrDefault(option, List.of());
    }

    /** Returns Mailpit's chaos triggers, for which there is no option, or null. */
    @Nullable
    Given chaos() {
        return chaos;
    }

    /** Returns the variables that have the prefix of an option but are unknown, with suggestions, in no particular order. */
    public List<String> unknownVariables() {
        return unknownVariables;
    }

    private void readVariables(Map<String, String> environment) throws UsageException {
        boolean mailpit = false;
        for (Map.Entry<String, String> variable : environment.entrySet()) {
            if (variable.getKey().startsWith(Option.VARIABLE_PREFIX)) {
                readVariable(variable.getKey(), variable.getValue());
            }
            mailpit |= variable.getKey().startsWith(MailpitVariables.PREFIX);
        }
        if (mailpit) {
            readMailpitVariables(MailpitVariables.of(environment));
        }
    }

    private void readMailpitVariables(MailpitVariables variables) {
        boolean hasHost = has(Option.HOST);
        for (Map.Entry<Option, List<Given>> option : variables.values().entrySet()) {
            boolean isHost = option.getKey() == Option.SMTP_HOST || option.getKey() == Option.HTTP_HOST;
            if (!(isHost && hasHost)) {
                values.putIfAbsent(option.getKey(), option.getValue());
            }
        }
        unknownVariables.addAll(variables.unknown());
        chaos = variables.chaos();
    }

    private void readVariable(String name, String text) throws UsageException {
        for (Option option : Option.values()) {
            if (option.hasVariable() && option.variable().equals(name)) {
                boolean isGiven = !option.isSwitch() || isTrue(name, text);
                if (isGiven && !has(option)) {
                    values.put(option, fromVariable(option, text));
                }
                return;
            }
        }
        unknownVariables.add(name + suggestion(name));
    }

    private static String suggestion(String name) {
        List<String> names = new ArrayList<>();
        for (Option option : Option.values()) {
            if (option.hasVariable()) {
                names.add(option.name());
            }
        }
        return NearestName.of(name.substring(Option.VARIABLE_PREFIX.length()), names)
                .map(known -> " (did you mean " + Option.VARIABLE_PREFIX + known + "?)")
                .orElse("");
    }

    private static boolean isTrue(String variable, String text) throws UsageException {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true", "1", "yes" -> true;
            case "false", "0", "no", "" -> false;
            default -> throw new UsageException(variable + " must be true or false, not \"" + text + "\"");
        };
    }

    private static List<Given> fromVariable(Option option, String text) {
        if (!option.isRepeatable()) {
            return List.of(new Given(option.variable(), text));
        }
        List<Given> given = new ArrayList<>();
        for (String part : text.split(",")) {
            given.add(new Given(option.variable(), part.strip()));
        }
        return given;
    }
}
