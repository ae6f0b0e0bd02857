package io.github.smtpfake.rest.internal.cli;

import io.github.smtpfake.rest.internal.text.NearestName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The arguments of a command: options as {@code --name value} or {@code --name=value}, and operands without a name. Every
 * start parses arguments, so the code avoids lambdas, which slow down the start of a JVM.
 */
public final class Arguments<F extends Flag> {
    private final Collection<F> known;
    private final int maxOperands;
    private final Map<F, List<Given>> values = new LinkedHashMap<>();
    private final List<String> operands = new ArrayList<>(1);

    private Arguments(Collection<F> known, int maxOperands) {
        this.known = known;
        this.maxOperands = maxOperands;
    }

    /**
     * Parses the arguments.
     *
     * @param from the index of the first argument to parse
     * @param maxOperands the maximum number of arguments that are not options
     * @throws UsageException if an option is unknown, lacks its value or is given too often
     */
    public static <F extends Flag> Arguments<F> parse(
            String[] arguments, int from, Collection<F> known, int maxOperands) throws UsageException {
        Arguments<F> parsed = new Arguments<>(known, maxOperands);
        parsed.read(arguments, from);
        return parsed;
    }

    /** Returns the values of each given option, in the order of the arguments. */
    public Map<F, List<Given>> values() {
        return values;
    }

    /** Returns the arguments that are not options. */
    public List<String> operands() {
        return operands;
    }

    private void read(String[] arguments, int from) throws UsageException {
        for (int i = from; i < arguments.length; i++) {
            String argument = arguments[i];
            if (!argument.startsWith("-") && operands.size() < maxOperands) {
                operands.add(argument);
                continue;
            }
            int equals = argument.indexOf('=');
            F option = option(equals < 0 ? argument : argument.substring(0, equals));
            if (!option.requiresValue()) {
                if (equals >= 0) {
                    throw new UsageException(option.flag() + " does not accept a value");
                }
                add(option, "");
            } else if (equals >= 0) {
                add(option, argument.substring(equals + 1));
            } else if (++i < arguments.length) {
                requireValue(option, arguments[i]);
                add(option, arguments[i]);
            } else {
                throw new UsageException(missingValue(option));
            }
        }
    }

    private static String missingValue(Flag option) {
        return option.flag() + " requires a value: " + option.flag() + " " + option.argument();
    }

    /** Rejects a value that looks like an option, because most likely the value was forgotten. */
    private static void requireValue(Flag option, String argument) throws UsageException {
        if (argument.matches("--[a-z][a-z0-9-]*(=.*)?")) {
            throw new UsageException(missingValue(option) + ", but " + argument
                    + " follows. If that is the value, write " + option.flag() + "=" + argument);
        }
    }

    private void add(F option, String text) throws UsageException {
        List<Given> given = values.get(option);
        if (given == null) {
            given = new ArrayList<>(1);
            values.put(option, given);
        } else if (option.requiresValue() && !option.isRepeatable()) {
            throw new UsageException(option.flag() + " may be given only once");
        }
        given.add(new Given(option.flag(), text));
    }

    private F option(String flag) throws UsageException {
        List<String> flags = new ArrayList<>();
        for (F option : known) {
            if (option.flag().equals(flag)) {
                return option;
            }
            flags.add(option.flag());
        }
        String suggestion = NearestName.of(flag, flags)
                .map(name -> ". Did you mean " + name + "?")
                .orElse("");
        throw new UsageException("Unknown option " + flag + suggestion);
    }
}
