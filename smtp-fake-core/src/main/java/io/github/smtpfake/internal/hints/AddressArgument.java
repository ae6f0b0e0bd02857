package io.github.smtpfake.internal.hints;

import io.github.smtpfake.internal.text.Printable;
import java.util.Objects;
import java.util.Optional;

/** Checks an argument that is compared with addresses. */
public final class AddressArgument {
    private static final int LONGEST = 200;
    /** The null path, which some callers accept for an empty address. */
    private static final String NULL_PATH = "<>";

    private AddressArgument() {}

    /** Returns the printable address within a text such as {@code Ada <ada@example.org>}; empty if the text has no angle brackets. */
    public static Optional<String> withinBrackets(String text) {
        String stripped = text.strip();
        int open = stripped.lastIndexOf('<');
        return open < 0 || !stripped.endsWith(">") || stripped.equals(NULL_PATH)
                ? Optional.empty()
                : Optional.of(Printable.line(stripped.substring(open + 1, stripped.length() - 1), LONGEST));
    }

    /**
     * Returns the address, unless it has a display name or angle brackets, with which it would equal no address.
     *
     * @throws IllegalArgumentException if it ends with an address in angle brackets; the message names that address
     */
    public static String require(String address) {
        Optional<String> bare = withinBrackets(Objects.requireNonNull(address, "address"));
        if (bare.isPresent()) {
            throw new IllegalArgumentException("address must not have a display name or angle brackets, but is " + '"'
                    + Printable.line(address, LONGEST) + "\"; use \"" + bare.get() + '"');
        }
        return address;
    }
}
