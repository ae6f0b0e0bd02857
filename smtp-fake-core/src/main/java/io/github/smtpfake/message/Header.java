package io.github.smtpfake.message;

import java.util.Objects;

/**
 * A header field of a message (RFC 5322, section 2.2).
 *
 * @param name the name as it was sent; names are compared ignoring case
 * @param value the value, unfolded and with encoded words decoded (RFC 2047)
 * @param rawValue the value as it was sent, unfolded but not decoded
 */
public record Header(String name, String value, String rawValue) {

    /** Checks the arguments. */
    public Header {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(rawValue, "rawValue");
    }

    /** Returns name and decoded value: {@code Subject: Welcome}. */
    @Override
    public String toString() {
        return name + ": " + value;
    }
}
