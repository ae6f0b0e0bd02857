package io.github.smtpfake.testing;

/**
 * The sizes of inputs that show how time and memory grow. A build uses a part of each size, which still separates linear from
 * quadratic growth. The system property {@code smtpfake.full} set to {@code true} uses the full sizes.
 */
public final class InputSize {
    private static final int SHORT_FORM = 5;
    private static final int SHORT_FORM_OF_MILLIONS = 20;

    private InputSize() {}

    /** Returns the size to use: the full size, or a fifth of it. */
    public static int of(int full) {
        return part(full, SHORT_FORM);
    }

    /** Returns the size to use for an input of millions of bytes: the full size, or a twentieth of it. */
    public static int ofMillions(int full) {
        return part(full, SHORT_FORM_OF_MILLIONS);
    }

    private static int part(int full, int divisor) {
        return Boolean.getBoolean("smtpfake.full") ? full : full / divisor;
    }
}
