package io.github.smtpfake.rest;

import io.github.smtpfake.rest.text.NearestName;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The options as they were given: {@code --name value}, {@code --name=value} or a variable, in this order of precedence. */
final class CommandLine {
    static final String VARIABLE_PREFIX = "SMTP_FAKE_";

    /** What a value came from, as an error message names it, and the text of it. */
    record Given(String source, String text) {}

    private final Map<Option, List<Given>> values = new EnumMap<>(Option.class);
    private final List<String> unknownVariables = new ArrayList<>();

    private CommandLine() {}

    static CommandLine parse(String[] arguments, Map<String, String> environment) throws UsageException {
        CommandLine line = new CommandLine();
        line.readArguments(arguments);
        line.readVariables(environment);
        return line;
    }

    boolean has(Option option) {
        return values.containsKey(option);
    }

    @Nullable
    Given value(Option option) {
        List<Given> given = values.get(option);
        return given == null ? null : given.get(0);
    }

    List<Given> all(Option option) {
        return values.getOrDefault(option, List.of());
    }

    /** Returns the variables that look like options and are none, in no order. */
    List<String> unknownVariables() {
        return unknownVariables;
    }

    private void readArguments(String[] arguments) throws UsageException {
        for (int i = 0; i < arguments.length; i++) {
            String argument = arguments[i];
            int equals = argument.indexOf('=');
            Option option = option(equals < 0 ? argument : argument.substring(0, equals));
            if (!option.takesValue()) {
                if (equals >= 0) {
                    throw new UsageException(option.flag() + " takes no value");
                }
                add(option, "");
            } else if (equals >= 0) {
                add(option, argument.substring(equals + 1));
            } else if (++i < arguments.length) {
                add(option, arguments[i]);
            } else {
                throw new UsageException(option.flag() + " needs a value: " + option.flag() + " " + option.argument());
            }
        }
    }

    private void add(Option option, String text) throws UsageException {
        List<Given> given = values.get(option);
        if (given == null) {
            given = new ArrayList<>(1);
            values.put(option, given);
        } else if (option.takesValue() && !option.isRepeatable()) {
            throw new UsageException(option.flag() + " is given twice");
        }
        given.add(new Given(option.flag(), text));
    }

    private static Option option(String flag) throws UsageException {
        List<String> flags = new ArrayList<>();
        for (Option option : Option.values()) {
            if (option.flag().equals(flag)) {
                return option;
            }
            flags.add(option.flag());
        }
        String hint = NearestName.of(flag, flags)
                .map(near -> ", did you mean " + near + "?")
                .orElse("");
        throw new UsageException("unknown option " + flag + hint);
    }

    private void readVariables(Map<String, String> environment) throws UsageException {
        for (Map.Entry<String, String> variable : environment.entrySet()) {
            if (variable.getKey().startsWith(VARIABLE_PREFIX)) {
                readVariable(variable.getKey(), variable.getValue());
            }
        }
    }

    private void readVariable(String name, String text) throws UsageException {
        for (Option option : Option.values()) {
            if (option.hasVariable() && option.variable().equals(name)) {
                boolean counts = !option.isSwitch() || isTrue(name, text);
                if (counts && !has(option)) {
                    values.put(option, fromVariable(option, text));
                }
                return;
            }
        }
        unknownVariables.add(name);
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
