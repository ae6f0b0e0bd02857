package io.github.smtpfake.testing;

/**
 * The sizes of inputs that show how time and memory grow. A build uses a fifth of each size, which still separates linear
 * from quadratic growth. The system property {@code smtpfake.full} set to {@code true} uses the full sizes.
 */
public final class InputSize {
    private static final int SHORT_FORM = 5;

    private InputSize() {}

    /** Returns the size to use: the full size, or a fifth of it. */
    public static int of(int full) {
        return Boolean.getBoolean("smtpfake.full") ? full : full / SHORT_FORM;
    }
}
