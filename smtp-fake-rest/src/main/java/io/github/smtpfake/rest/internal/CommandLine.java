package io.github.smtpfake.rest.internal;

import io.github.smtpfake.rest.internal.cli.Arguments;
import io.github.smtpfake.rest.internal.cli.Given;
import io.github.smtpfake.rest.internal.cli.UsageException;
import io.github.smtpfake.rest.internal.cli.Values;
import io.github.smtpfake.rest.internal.text.NearestName;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The options that the user gave. An argument takes precedence over a variable. Among arguments and among variables, one of
 * this server takes precedence over one of Mailpit.
 */
public final class CommandLine implements Arguments.OtherOptions {
    private final Map<Option, List<Given>> values = new EnumMap<>(Option.class);
    private final List<String> ignored = new ArrayList<>();
    private @Nullable MailpitConfiguration mailpit;

    private CommandLine() {}

    /**
     * Reads the options from arguments and environment variables.
     *
     * @throws UsageException if an option is unknown, lacks its value or is given too often
     */
    public static CommandLine parse(String[] arguments, Map<String, String> environment) throws UsageException {
        CommandLine line = new CommandLine();
        line.values.putAll(
                Arguments.parse(arguments, 0, List.of(Option.values()), 0, line).values());
        line.readMailpit(environment);
        line.readVariables(environment);
        return line;
    }

    /** Reads a flag of Mailpit; not for other callers than {@link Arguments}. */
    @Override
    public int read(String[] arguments, int index) throws UsageException {
        return arguments[index].startsWith("-") ? mailpit().readFlag(arguments, index) : 0;
    }

    private MailpitConfiguration mailpit() {
        MailpitConfiguration existing = mailpit;
        if (existing == null) {
            existing = new MailpitConfiguration();
            mailpit = existing;
        }
        return existing;
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
        return mailpit == null ? null : mailpit.chaos();
    }

    /**
     * Returns the variables and flags that have no effect: those of Mailpit that have no equivalent, and variables that have
     * the prefix of an option but are unknown, with suggestions, in no particular order.
     */
    public List<String> ignored() {
        return ignored;
    }

    /** Reads the settings of Mailpit, and applies those that flags have set. */
    private void readMailpit(Map<String, String> environment) throws UsageException {
        boolean hasVariable = false;
        for (String name : environment.keySet()) {
            hasVariable |= name.startsWith(MailpitConfiguration.PREFIX);
        }
        if (hasVariable) {
            mailpit().readVariables(environment);
        }
        if (mailpit != null) {
            mailpit.translate();
            ignored.addAll(mailpit.ignored());
            apply(mailpit, false);
        }
    }

    private void readVariables(Map<String, String> environment) throws UsageException {
        for (Map.Entry<String, String> variable : environment.entrySet()) {
            if (variable.getKey().startsWith(Option.VARIABLE_PREFIX)) {
                readVariable(variable.getKey(), variable.getValue());
            }
        }
        if (mailpit != null) {
            apply(mailpit, true);
        }
    }

    /** Applies the settings of Mailpit that variables have set, or those that flags have set. */
    private void apply(MailpitConfiguration settings, boolean variables) {
        boolean hasHost = has(Option.HOST);
        for (Map.Entry<Option, List<Given>> option : settings.values().entrySet()) {
            boolean isHost = option.getKey() == Option.SMTP_HOST || option.getKey() == Option.HTTP_HOST;
            boolean isVariable = option.getValue().get(0).source().startsWith(MailpitConfiguration.PREFIX);
            if (isVariable == variables && !(isHost && hasHost)) {
                values.putIfAbsent(option.getKey(), option.getValue());
            }
        }
    }

    private void readVariable(String name, String text) throws UsageException {
        for (Option option : Option.values()) {
            if (option.hasVariable() && option.variable().equals(name)) {
                boolean isGiven = !option.isSwitch() || Values.isOn(new Given(name, text));
                if (isGiven && !has(option)) {
                    values.put(option, fromVariable(option, text));
                }
                return;
            }
        }
        ignored.add(name + suggestion(name));
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
