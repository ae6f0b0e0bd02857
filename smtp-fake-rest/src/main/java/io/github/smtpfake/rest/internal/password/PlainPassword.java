package io.github.smtpfake.rest.internal.password;

/** A password in plain text. */
public final class PlainPassword implements StoredPassword {
    private final String text;

    PlainPassword(String text) {
        this.text = text;
    }

    /** Returns the password. */
    public String text() {
        return text;
    }
}
