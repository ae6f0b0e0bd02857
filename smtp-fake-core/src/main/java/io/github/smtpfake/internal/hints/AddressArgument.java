package io.github.smtpfake.internal.hints;

import io.github.smtpfake.internal.text.Printable;
import java.util.Objects;

/** Checks an argument that is compared with addresses. */
public final class AddressArgument {
    private static final int LONGEST = 200;
    /** The null path, which some callers accept for an empty address. */
    private static final String NULL_PATH = "<>";

    private AddressArgument() {}

    /**
     * Returns the address, unless it has a display name or angle brackets, with which it would equal no address.
     *
     * @throws IllegalArgumentException if it ends with an address in angle brackets; the message names that address
     */
    public static String require(String address) {
        String text = Objects.requireNonNull(address, "address").strip();
        int open = text.lastIndexOf('<');
        if (open < 0 || !text.endsWith(">") || text.equals(NULL_PATH)) {
            return address;
        }
        String bare = text.substring(open + 1, text.length() - 1);
        throw new IllegalArgumentException("address must not have a display name or angle brackets, but is \""
                + Printable.line(text, LONGEST) + "\". Use \"" + Printable.line(bare, LONGEST) + "\".");
    }
}
