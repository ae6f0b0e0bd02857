package io.github.smtpfake.internal.text;

/** Thrown if a {@link BoundedPattern} takes too many steps or too much stack to search a text. */
public final class PatternLimitException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    PatternLimitException(String message) {
        super(message);
    }
}
