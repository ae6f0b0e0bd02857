package io.github.smtpfake.rest.internal.text;

import java.security.SecureRandom;

/** Generates and recognizes ids in the format of messages that arrive over SMTP: 22 base62 characters. Thread-safe. */
public final class RandomIds {
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int LENGTH = 22;
    private static final SecureRandom RANDOM = new SecureRandom();

    private RandomIds() {}

    /** Returns a new id. */
    public static String next() {
        StringBuilder id = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            id.append(DIGITS.charAt(RANDOM.nextInt(DIGITS.length())));
        }
        return id.toString();
    }

    /** Returns whether a text has the format of an id. */
    public static boolean isId(String text) {
        return text.length() == LENGTH && text.chars().allMatch(c -> DIGITS.indexOf(c) >= 0);
    }
}
