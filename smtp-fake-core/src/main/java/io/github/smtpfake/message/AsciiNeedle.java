package io.github.smtpfake.message;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.smtpfake.internal.mime.RawMessage;
import io.github.smtpfake.internal.mime.Window;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * Finds a text of ASCII characters among bytes, ignoring case. Searches for its two rarest characters, in eight places at
 * once, and compares the others only where both are found. Immutable and thread-safe.
 */
final class AsciiNeedle {
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** The most frequent characters of a text, most frequent first. All others are rare. */
    private static final String FREQUENT = " etaoinsrhldcumfpgwyb.,vk";

    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

    /** The bit in which the lower case of a letter differs from the upper case. */
    private static final int CASE = 0x20;

    private final byte[] lower;
    private final int rarest;
    private final int nextRarest;

    private AsciiNeedle(String text) {
        this.lower = text.getBytes(US_ASCII);
        this.rarest = rarest(-1);
        this.nextRarest = lower.length > 1 ? rarest(rarest) : rarest;
    }

    /**
     * Returns the needle for a text; empty if it has characters outside ASCII, which no text of ASCII contains.
     *
     * @param text a text in lower case
     */
    static Optional<AsciiNeedle> of(String text) {
        return text.chars().allMatch(c -> c < 0x80) ? Optional.of(new AsciiNeedle(text)) : Optional.empty();
    }

    /** Returns the index of the rarest character, except for the one at the given index. */
    private int rarest(int other) {
        int found = other == 0 ? 1 : 0;
        for (int i = found + 1; i < lower.length; i++) {
            if (i != other && rarity(lower[i]) > rarity(lower[found])) {
                found = i;
            }
        }
        return found;
    }

    private static int rarity(byte c) {
        int index = FREQUENT.indexOf(c);
        return index < 0 ? FREQUENT.length() : index;
    }

    /** Returns whether a range of a message on the heap, whose bytes are ASCII, contains the text. */
    boolean isIn(RawMessage raw, int start, int end) {
        for (int position = start; position < end; ) {
            Window window = raw.window(position);
            int stop = Math.min(window.end(), end);
            if (isIn(window.bytes(), window.index(position), window.index(stop))
                    || stop < end && isAcross(raw, start, stop, end)) {
                return true;
            }
            position = stop;
        }
        return lower.length == 0;
    }

    /** Returns whether the text is partly before and partly after a position. */
    private boolean isAcross(RawMessage raw, int start, int position, int end) {
        int most = lower.length - 1;
        byte[] around = raw.range(Math.max(start, position - most), (int) Math.min(end, (long) position + most));
        return isIn(around, 0, around.length);
    }

    /** Returns whether the bytes from start (inclusive) to end (exclusive), which are ASCII, contain the text. */
    boolean isIn(byte[] bytes, int start, int end) {
        if (lower.length == 0) {
            return true;
        }
        int last = end - lower.length;
        int lastWord = Math.min(last, bytes.length - Long.BYTES - Math.max(rarest, nextRarest));
        int at = start;
        for (; at <= lastWord; at += Long.BYTES) {
            long found = places(bytes, at, rarest) & places(bytes, at, nextRarest);
            for (; found != 0; found &= found - 1) {
                int candidate = at + (Long.numberOfTrailingZeros(found) >>> 3);
                if (candidate <= last && isAt(bytes, candidate)) {
                    return true;
                }
            }
        }
        for (; at <= last; at++) {
            if (isAt(bytes, at)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns a word with the high bit set in each byte that equals the needle's character at the given index, ignoring case.
     * Other bits may be set by mistake, because setting the bit of the case may turn a non-letter into that character, or
     * because a borrow reaches the next byte.
     */
    private long places(byte[] bytes, int at, int index) {
        long word = (long) WORDS.get(bytes, at + index);
        byte wanted = lower[index];
        long differences = wanted >= 'a' && wanted <= 'z' ? (word | ONES * CASE) ^ ONES * wanted : word ^ ONES * wanted;
        return differences - ONES & ~differences & HIGH_BITS;
    }

    private boolean isAt(byte[] bytes, int start) {
        for (int i = 0; i < lower.length; i++) {
            if (lower(bytes[start + i]) != lower[i]) {
                return false;
            }
        }
        return true;
    }

    /** Returns the lower case of an ASCII letter, and all other values unchanged. */
    static int lower(int c) {
        return c >= 'A' && c <= 'Z' ? c + CASE : c;
    }
}
