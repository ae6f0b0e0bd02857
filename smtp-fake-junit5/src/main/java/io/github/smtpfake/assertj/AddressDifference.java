package io.github.smtpfake.assertj;

import java.util.ArrayList;
import java.util.List;

/** How two lists of addresses differ when, as in mail, neither order nor case counts. */
record AddressDifference(List<String> missing, List<String> unexpected) {

    static AddressDifference between(List<String> expected, List<String> found) {
        return new AddressDifference(without(expected, found), without(found, expected));
    }

    boolean isEmpty() {
        return missing.isEmpty() && unexpected.isEmpty();
    }

    /** Returns what is left of the first list when each of the second has taken one equal away. */
    private static List<String> without(List<String> addresses, List<String> others) {
        List<String> left = new ArrayList<>(addresses);
        for (String other : others) {
            left.stream().filter(other::equalsIgnoreCase).findFirst().ifPresent(left::remove);
        }
        return left;
    }

    @Override
    public String toString() {
        String text = missing.isEmpty() ? "" : "\nmissing\n  " + Failure.cut(missing.toString());
        return unexpected.isEmpty() ? text : text + "\nnot expected\n  " + Failure.cut(unexpected.toString());
    }
}
