package io.github.smtpfake.internal.text;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Makes ids: 22 random base62 characters, 130 bits. They name things and protect nothing, so they do not come from a
 * secure generator, whose first use would cost a new JVM more than all the rest of the start.
 */
public final class Ids {
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int LENGTH = 22;

    private Ids() {}

    public static String next() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        byte[] id = new byte[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            id[i] = (byte) ALPHABET.charAt(random.nextInt(ALPHABET.length()));
        }
        return new String(id, StandardCharsets.ISO_8859_1);
    }
}
