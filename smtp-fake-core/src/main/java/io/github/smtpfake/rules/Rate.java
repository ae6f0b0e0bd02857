package io.github.smtpfake.rules;

/**
 * A transfer rate.
 *
 * @param bytesPerSecond at least 1
 */
public record Rate(long bytesPerSecond) {

    /**
     * Creates a rate.
     *
     * @throws IllegalArgumentException if it is less than 1
     */
    public Rate {
        Check.atLeast("bytesPerSecond", bytesPerSecond, 1);
    }

    /** Returns the number and its unit: {@code 1000B/s}. */
    @Override
    public String toString() {
        return bytesPerSecond + "B/s";
    }
}
