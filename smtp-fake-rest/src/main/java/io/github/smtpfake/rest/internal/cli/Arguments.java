package io.github.smtpfake.rest.internal.cli;

import io.github.smtpfake.rest.internal.text.NearestName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a command: options as {@code --name value} or {@code --name=value}, and operands without a name. Every
 * start parses arguments, so the code avoids lambdas, which slow down the start of a JVM.
 */
public final class Arguments<F extends Flag> {
    private final Collection<F> known;
    private final int maxOperands;
    private final @Nullable OtherOptions others;
    private final Map<F, List<Given>> values = new LinkedHashMap<>();
    private final List<String> operands = new ArrayList<>(1);

    private Arguments(Collection<F> known, int maxOperands, @Nullable OtherOptions others) {
        this.known = known;
        this.maxOperands = maxOperands;
        this.others = others;
    }

    /** Options that a command accepts in addition to its own. */
    public interface OtherOptions {

        /**
         * Reads the option at this index, and its value.
         *
         * @return the number of arguments that they occupy, or 0 if the option is unknown here, too
         * @throws UsageException if the value is missing
         */
        int read(String[] arguments, int index) throws UsageException;
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
        return parse(arguments, from, known, maxOperands, null);
    }

    /**
     * Parses the arguments.
     *
     * @param from the index of the first argument to parse
     * @param maxOperands the maximum number of arguments that are not options
     * @param others reads the options that are not among the known ones, or null
     * @throws UsageException if an option is unknown, lacks its value or is given too often
     */
    public static <F extends Flag> Arguments<F> parse(
            String[] arguments, int from, Collection<F> known, int maxOperands, @Nullable OtherOptions others)
            throws UsageException {
        Arguments<F> parsed = new Arguments<>(known, maxOperands, others);
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
            String flag = equals < 0 ? argument : argument.substring(0, equals);
            F option = find(flag.equals("-h") ? "--help" : flag);
            if (option == null) {
                int read = others == null ? 0 : others.read(arguments, i);
                if (read == 0) {
                    throw unknown(flag);
                }
                i += read - 1;
            } else if (!option.requiresValue()) {
                if (equals >= 0) {
                    throw new UsageException(option.flag() + " does not accept a value");
                }
                add(option, "");
            } else if (equals >= 0) {
                add(option, argument.substring(equals + 1));
            } else {
                add(option, valueAfter(option.flag(), option.argument(), arguments, i));
                i++;
            }
        }
    }

    /**
     * Returns the value that follows an option.
     *
     * @param placeholder the placeholder of the value in the help; empty if there is none
     * @param index the index of the option
     * @throws UsageException if no argument follows, or one that looks like an option, because most likely the value was
     *     forgotten
     */
    public static String valueAfter(String flag, String placeholder, String[] arguments, int index)
            throws UsageException {
        String missing = flag + " requires a value" + (placeholder.isEmpty() ? "" : ": " + flag + " " + placeholder);
        if (index + 1 == arguments.length) {
            throw new UsageException(missing);
        }
        String value = arguments[index + 1];
        if (value.matches("--[a-z][a-z0-9-]*(=.*)?")) {
            throw new UsageException(
                    missing + ", but " + value + " follows. If that is the value, write " + flag + "=" + value);
        }
        return value;
    }

    private void add(F option, String text) throws UsageException {
        List<Given> given = values.get(option);
        if (given == null) {
            given = new ArrayList<>(1);
            values.put(option, given);
        } else if (option.isOverridable()) {
            given.clear();
        } else if (option.requiresValue() && !option.isRepeatable()) {
            throw new UsageException(option.flag() + " may be given only once");
        }
        given.add(new Given(option.flag(), text));
    }

    private @Nullable F find(String flag) {
        for (F option : known) {
            if (option.flag().equals(flag)) {
                return option;
            }
        }
        return null;
    }

    private UsageException unknown(String flag) {
        List<String> flags = new ArrayList<>();
        for (F option : known) {
            flags.add(option.flag());
        }
        return new UsageException("Unknown option " + flag + NearestName.suggestion(flag, flags));
    }
}
