package io.github.smtpfake.message;

import io.github.smtpfake.internal.text.Printable;
import java.util.List;
import java.util.stream.Collectors;

/** Returns the only element of a message that is wanted, and lists what there is if there is none or more than one. */
final class OnlyOne {
    private static final int MAX_LINES = 10;
    private static final int MAX_LENGTH = 200;

    private OnlyOne() {}

    /**
     * Returns the only element.
     *
     * @param what what is wanted, such as {@code link "Confirm"}
     * @param found the elements that are wanted
     * @param kind the plural of the kind of element, such as {@code links}
     * @param all all elements of that kind, listed if none is wanted
     * @throws AssertionError if there is none or more than one
     */
    static <T> T of(String what, List<T> found, String kind, List<?> all) {
        if (found.size() == 1) {
            return found.get(0);
        }
        String expected = "Expected exactly 1 " + Printable.line(what, MAX_LENGTH) + ", but ";
        if (found.size() > 1) {
            throw new AssertionError(expected + "there are " + found.size() + ":" + lines(found));
        }
        throw new AssertionError(expected
                + (all.isEmpty()
                        ? "the message has no " + kind + "."
                        : "there is none. The " + kind + " of the message are:" + lines(all)));
    }

    private static String lines(List<?> elements) {
        String lines = elements.stream()
                .limit(MAX_LINES)
                .map(element -> "\n  " + Printable.line(String.valueOf(element), MAX_LENGTH))
                .collect(Collectors.joining());
        int more = elements.size() - MAX_LINES;
        return more > 0 ? lines + "\n  … and " + more + " more" : lines;
    }
}
