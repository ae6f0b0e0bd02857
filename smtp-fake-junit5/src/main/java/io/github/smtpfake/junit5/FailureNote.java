package io.github.smtpfake.junit5;

/** What the extension has to say to a failure that is not its own, and hangs onto it; it happened nowhere. */
final class FailureNote extends Exception {
    private static final long serialVersionUID = 1L;

    FailureNote(String message) {
        super(message, null, false, false);
    }

    @Override
    @SuppressWarnings("OverrideThrowableToString") // Stack traces show this instead of the name of the class.
    public String toString() {
        return "smtp-fake: " + getMessage();
    }
}
