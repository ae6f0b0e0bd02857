package io.github.smtpfake.internal.text;

/** A text that allows only a fixed number of reads. Not thread-safe. */
final class StepCounter implements CharSequence {
    private final String text;
    private int remaining;

    /** Thrown if the text is read too often. */
    static final class ExhaustedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        ExhaustedException() {
            super("The text was read too often", null, false, false);
        }
    }

    StepCounter(String text, int steps) {
        this.text = text;
        this.remaining = steps;
    }

    @Override
    public char charAt(int index) {
        if (remaining == 0) {
            throw new ExhaustedException();
        }
        remaining--;
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.substring(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
