package io.github.smtpfake.message;

/**
 * A mailbox as a header names it (RFC 5322, section 3.4), decoded.
 *
 * @param name the display name, or empty where there is none
 * @param address the address, such as {@code ada@example.org}; empty where the header has only a name
 */
public record Address(String name, String address) {

    /** Returns the address, behind its name where it has one: {@code Ada <ada@example.org>}; else the name alone. */
    @Override
    public String toString() {
        if (address.isEmpty()) {
            return name;
        }
        return name.isEmpty() ? address : name + " <" + address + ">";
    }
}
