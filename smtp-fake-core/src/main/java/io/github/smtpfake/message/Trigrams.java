package io.github.smtpfake.message;

import io.github.smtpfake.internal.text.LowerCase;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The set of all sequences of three characters in some texts, ignoring case, as a Bloom filter. A text can be rejected
 * without reading it if it lacks one of those in the searched text; otherwise it must be read. Case is ignored as by
 * the conditions of queries, with {@link LowerCase}. Not thread-safe.
 */
final class Trigrams {
    /** The largest number of words of a filter. */
    private static final int MAX_WORDS = 128;

    private static final int HASH_BITS = 13;
    private static final int BITS_PER_TRIGRAM = 2;
    private static final int LENGTH = 3;
    private static final long THREE_CHARACTERS = 0xFFFF_FFFF_FFFFL;

    /** The lower case of each character of ASCII. */
    private static final char[] LOWER = new char[0x80];

    static {
        for (char c = 0; c < LOWER.length; c++) {
            LOWER[c] = (char) AsciiNeedle.lower(c);
        }
    }

    /** All hashes of trigrams, one bit each. */
    private final long[] found = new long[MAX_WORDS];

    /** Adds all trigrams of a text. */
    void add(String text) {
        if (text.length() >= LENGTH && !addAscii(text)) {
            addLower(LowerCase.of(text));
        }
    }

    /** Adds the trigrams of a text up to its first character outside ASCII. Returns whether there is none. */
    private boolean addAscii(String text) {
        long key = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                return false;
            }
            key = next(key, LOWER[c]);
            if (i >= LENGTH - 1) {
                add(hash(key));
            }
        }
        return true;
    }

    private void addLower(String lower) {
        long key = 0;
        for (int i = 0; i < lower.length(); i++) {
            key = next(key, lower.charAt(i));
            if (i >= LENGTH - 1) {
                add(hash(key));
            }
        }
    }

    private void add(int hash) {
        found[hash >>> 6] |= 1L << hash;
    }

    /** Returns a filter of at most the given number of bytes. Many trigrams in few bytes make it useless, but not wrong. */
    byte[] filter(int maxBytes) {
        int count = 0;
        for (long word : found) {
            count += Long.bitCount(word);
        }
        int words = Math.min(maxBytes / Long.BYTES, Math.min(MAX_WORDS, (BITS_PER_TRIGRAM * count + 63) / 64));
        ByteBuffer filter = ByteBuffer.allocate(words * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; words > 0 && i < MAX_WORDS; i++) {
            int at = i % words * Long.BYTES;
            filter.putLong(at, filter.getLong(at) | found[i]);
        }
        return filter.array();
    }

    /**
     * Returns whether a text with this filter may contain another text. The answer may be true by mistake, but never
     * false.
     *
     * @param filters an array that contains the filter
     * @param part the searched text in the case of {@link LowerCase}
     */
    static boolean mayContain(byte[] filters, int start, int bytes, String part) {
        if (part.length() < LENGTH) {
            return true;
        }
        if (bytes == 0) {
            return false;
        }
        long key = 0;
        for (int i = 0; i < part.length(); i++) {
            key = next(key, part.charAt(i));
            if (i >= LENGTH - 1) {
                int bit = hash(key) % (bytes * 8);
                if ((filters[start + (bit >>> 3)] & 1 << (bit & 7)) == 0) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Returns the last three characters of a text that continues with the given one. */
    private static long next(long key, char c) {
        return (key << Character.SIZE | c) & THREE_CHARACTERS;
    }

    private static int hash(long key) {
        return (int) (key * 0x9E3779B97F4A7C15L >>> Long.SIZE - HASH_BITS);
    }
}
