package io.github.smtpfake.message;

import java.util.Objects;

/**
 * A mailbox of a header (RFC 5322, section 3.4), decoded.
 *
 * @param name the display name; empty if there is none
 * @param address the address, such as {@code ada@example.org}; empty if the header has only a name
 */
public record Address(String name, String address) {

    /** Checks the arguments. */
    public Address {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(address, "address");
    }

    /** Returns name and address, {@code Ada <ada@example.org>}, or the one of them that is not empty. */
    @Override
    public String toString() {
        if (address.isEmpty()) {
            return name;
        }
        return name.isEmpty() ? address : name + " <" + address + ">";
    }
}
