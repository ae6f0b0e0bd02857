package io.github.smtpfake.rest.internal.password;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A password in plain text. It is compared in constant time. */
public final class PlainPassword implements StoredPassword {
    private final String text;

    PlainPassword(String text) {
        this.text = text;
    }

    /** Returns the password. */
    public String text() {
        return text;
    }

    @Override
    public boolean matches(String given) {
        return MessageDigest.isEqual(text.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
