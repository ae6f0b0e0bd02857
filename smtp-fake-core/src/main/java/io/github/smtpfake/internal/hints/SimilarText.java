package io.github.smtpfake.internal.hints;

import io.github.smtpfake.internal.text.Wildcard;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The part of a text that is most similar to a wanted text, which the text does not contain. Similarity is the share of the
 * pairs of adjacent characters of the wanted text that a part of the same length also has, ignoring case.
 *
 * @param start the index where the part begins
 * @param end the index where it ends
 */
public record SimilarText(int start, int end) {
    /** A part with fewer of the pairs is only similar by chance. */
    private static final double MIN_SHARE = 0.6;
    /** A shorter text is similar to many parts. */
    private static final int MIN_LENGTH = 5;

    /** The maximum number of characters that {@link #line} shows before and after the part. */
    private static final int CONTEXT = 60;

    /** Counts the pairs of a window that the wanted text has, too. */
    private static final class Window {
        private final Map<Integer, int[]> pairs = new HashMap<>();
        private int common;
        private int best;
        private int bestStart;

        Window(String wanted) {
            for (int i = 0; i + 1 < wanted.length(); i++) {
                pairs.computeIfAbsent(pair(wanted, i), key -> new int[2])[0]++;
            }
        }

        void add(String text, int index) {
            int[] counts = pairs.get(pair(text, index));
            if (counts != null && ++counts[1] <= counts[0]) {
                common++;
            }
        }

        void remove(String text, int index) {
            int[] counts = pairs.get(pair(text, index));
            if (counts != null && counts[1]-- <= counts[0]) {
                common--;
            }
        }

        void compare(int start) {
            if (common > best) {
                best = common;
                bestStart = start;
            }
        }

        private static int pair(String text, int index) {
            return Wildcard.fold(text.charAt(index)) << Character.SIZE | Wildcard.fold(text.charAt(index + 1));
        }
    }

    /** Returns the part; empty if no part is similar enough. Takes time proportional to the length of the text. */
    public static Optional<SimilarText> find(String wanted, String text) {
        int length = Math.min(wanted.length(), text.length());
        if (length < MIN_LENGTH) {
            return Optional.empty();
        }
        Window window = new Window(wanted);
        int start = 0;
        for (int end = 2; end <= text.length(); end++) {
            window.add(text, end - 2);
            if (end - start > length) {
                window.remove(text, start++);
            }
            window.compare(start);
        }
        return window.best < MIN_SHARE * (wanted.length() - 1)
                ? Optional.empty()
                : Optional.of(new SimilarText(window.bestStart, Math.min(text.length(), window.bestStart + length)));
    }

    /** Returns the 1-based number of the line in which the part begins. */
    public int lineNumber(String text) {
        return 1 + (int) text.substring(0, start).chars().filter(c -> c == '\n').count();
    }

    /** Returns the text from the beginning of the part to the end of its last line. */
    public String from(String text) {
        int lineEnd = text.indexOf('\n', Math.max(end - 1, 0));
        return text.substring(start, lineEnd < 0 ? text.length() : lineEnd).stripTrailing();
    }

    /** Returns the lines to which the part belongs, without their surroundings; cuts long lines. */
    public String line(String text) {
        int from = Math.max(text.lastIndexOf('\n', start - 1) + 1, start - CONTEXT);
        int lineEnd = text.indexOf('\n', Math.max(end - 1, 0));
        int to = Math.min(lineEnd < 0 ? text.length() : lineEnd, end + CONTEXT);
        boolean isCutBefore = from > 0 && text.charAt(from - 1) != '\n';
        boolean isCutAfter = to < text.length() && text.charAt(to) != '\n';
        return (isCutBefore ? "…" : "") + text.substring(from, to).strip() + (isCutAfter ? "…" : "");
    }
}
