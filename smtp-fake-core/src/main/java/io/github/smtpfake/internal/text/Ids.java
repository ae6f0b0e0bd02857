package io.github.smtpfake.internal.text;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Generates ids of 22 random base62 characters, which are 130 bits. Ids need no secure generator, because they protect
 * nothing. Its first use would be slower than the rest of a server's start.
 */
public final class Ids {
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int LENGTH = 22;

    private Ids() {}

    /** Returns a new id. */
    public static String next() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        byte[] id = new byte[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            id[i] = (byte) ALPHABET.charAt(random.nextInt(ALPHABET.length()));
        }
        return new String(id, StandardCharsets.ISO_8859_1);
    }
}
