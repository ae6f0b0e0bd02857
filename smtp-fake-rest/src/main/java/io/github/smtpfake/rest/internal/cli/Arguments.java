package io.github.smtpfake.rest.internal.cli;

import io.github.smtpfake.rest.internal.text.NearestName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The arguments of a command: options as {@code --name value} or {@code --name=value}, and operands without a name. Read
 * at every start, hence without lambdas, which cost a new JVM much.
 */
public final class Arguments<F extends Flag> {
    private final Collection<F> known;
    private final int mostOperands;
    private final Map<F, List<Given>> values = new LinkedHashMap<>();
    private final List<String> operands = new ArrayList<>(1);

    private Arguments(Collection<F> known, int mostOperands) {
        this.known = known;
        this.mostOperands = mostOperands;
    }

    /**
     * Reads the arguments from the one at an index on.
     *
     * @param mostOperands how many there may be that are no options
     * @throws UsageException if an option is unknown, lacks its value or is given too often
     */
    public static <F extends Flag> Arguments<F> parse(
            String[] arguments, int from, Collection<F> known, int mostOperands) throws UsageException {
        Arguments<F> parsed = new Arguments<>(known, mostOperands);
        parsed.read(arguments, from);
        return parsed;
    }

    /** Returns what was given of each option, in the order in which they were given. */
    public Map<F, List<Given>> values() {
        return values;
    }

    /** Returns the arguments that are no options. */
    public List<String> operands() {
        return operands;
    }

    private void read(String[] arguments, int from) throws UsageException {
        for (int i = from; i < arguments.length; i++) {
            String argument = arguments[i];
            if (!argument.startsWith("-") && operands.size() < mostOperands) {
                operands.add(argument);
                continue;
            }
            int equals = argument.indexOf('=');
            F option = option(equals < 0 ? argument : argument.substring(0, equals));
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

    private void add(F option, String text) throws UsageException {
        List<Given> given = values.get(option);
        if (given == null) {
            given = new ArrayList<>(1);
            values.put(option, given);
        } else if (option.takesValue() && !option.isRepeatable()) {
            throw new UsageException(option.flag() + " is given twice");
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
        String hint = NearestName.of(flag, flags)
                .map(near -> ", did you mean " + near + "?")
                .orElse("");
        throw new UsageException("unknown option " + flag + hint);
    }
}
