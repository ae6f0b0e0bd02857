package io.github.smtpfake.rules;

/**
 * How fast octets may travel.
 *
 * @param bytesPerSecond at least 1
 */
public record Rate(long bytesPerSecond) {

    /** @throws IllegalArgumentException if it is less than 1 */
    public Rate {
        Check.atLeast("bytesPerSecond", bytesPerSecond, 1);
    }

    @Override
    public String toString() {
        return bytesPerSecond + "B/s";
    }
}
