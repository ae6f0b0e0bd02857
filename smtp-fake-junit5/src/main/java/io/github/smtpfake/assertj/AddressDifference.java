package io.github.smtpfake.assertj;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The difference between two lists of addresses, ignoring order and case. */
record AddressDifference(List<String> missing, List<String> unexpected) {
    private static final int EXPLAINED = 3;

    static AddressDifference between(List<String> expected, List<String> found) {
        return new AddressDifference(without(expected, found), without(found, expected));
    }

    boolean isEmpty() {
        return missing.isEmpty() && unexpected.isEmpty();
    }

    /** Returns the addresses that remain after one equal address has been removed for each of the others. */
    private static List<String> without(List<String> addresses, List<String> others) {
        List<String> remaining = new ArrayList<>(addresses);
        for (String other : others) {
            remaining.stream().filter(other::equalsIgnoreCase).findFirst().ifPresent(remaining::remove);
        }
        return remaining;
    }

    /**
     * Returns a line for the missing and one for the unexpected addresses, and then the explanations, each after a line break.
     *
     * @param origin explains the addresses
     */
    String describe(AddressOrigin origin) {
        return line("Missing: ", missing)
                + line("Unexpected: ", unexpected)
                + explained(missing, origin::ofMissing)
                + explained(unexpected, origin::ofUnexpected);
    }

    private static String explained(List<String> addresses, Function<String, Optional<String>> explain) {
        return addresses.stream()
                .flatMap(address -> explain.apply(address).stream())
                .limit(EXPLAINED)
                .map("\n"::concat)
                .collect(Collectors.joining());
    }

    private static String line(String label, List<String> addresses) {
        return addresses.isEmpty() ? "" : "\n" + label + Failure.cut(String.join(", ", addresses));
    }
}
