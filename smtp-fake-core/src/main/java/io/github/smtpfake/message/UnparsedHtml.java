package io.github.smtpfake.message;

import io.github.smtpfake.internal.text.LowerCase;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Excludes most HTML that does not show a word, without parsing it, which takes twenty times as long. Used by one thread.
 */
final class UnparsedHtml {
    /** What makes a parser combine or create text in other ways than this class expects. */
    private static final String[] UNUSUAL = {"\0", "<![cdata[", "<base", "<isindex"};

    /** Character references, in lower case, to text with ASCII letters or to white space, which addresses lose. */
    private static final String[] REFERENCES = {"fjlig", "idot", "tab", "newline"};

    private static final int MAX_DIGITS = 8;

    /** Longer HTML, values of attributes and words are not examined, so that hostile ones cost little. */
    private static final int LONGEST_HTML = 64 * 1024;

    private static final int LONGEST_VALUE = 2_000;
    private static final int LONGEST_WORD = 100;

    private final String html;
    private final String word;
    private boolean isBegunBeforeTag;
    private boolean isEndedAfterTag;

    private UnparsedHtml(String html, String word) {
        this.html = html;
        this.word = word;
    }

    /**
     * Returns whether the text that a reader sees, or the address of a link, may contain a word. The answer may be true by
     * mistake, but never false.
     *
     * @param word a text as {@link io.github.smtpfake.internal.query.SearchText} normalizes it; always found unless it consists
     *     of ASCII letters and digits
     */
    static boolean mayShow(String html, String word) {
        if (html.length() > LONGEST_HTML || !isExaminable(word)) {
            return true;
        }
        UnparsedHtml searched = new UnparsedHtml(LowerCase.of(html), word);
        return searched.isUncertain() || searched.isSplit();
    }

    /** Returns whether HTML is short enough, so that reading it needs no memory that counts. */
    static boolean isExaminable(VerbatimText html) {
        return html.length() <= LONGEST_HTML;
    }

    private static boolean isExaminable(String word) {
        return word.length() <= LONGEST_WORD && word.chars().allMatch(UnparsedHtml::isAsciiWord);
    }

    private boolean isUncertain() {
        return html.contains(word)
                || Stream.of(UNUSUAL).anyMatch(html::contains)
                || mayReferToLetter()
                || hasBrokenAddress();
    }

    private static boolean isAsciiWord(int c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
    }

    /** Returns whether a character reference may stand for a part of the word. */
    private boolean mayReferToLetter() {
        for (int at = html.indexOf('&'); at >= 0; at = html.indexOf('&', at + 1)) {
            int start = at + 1;
            if (html.startsWith("#", start)
                    ? isLetter(number(start + 1))
                    : Stream.of(REFERENCES).anyMatch(name -> html.startsWith(name, start))) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether a character belongs to a word in lower case, or is white space that addresses lose. */
    private static boolean isLetter(int point) {
        return point < ' '
                || point <= Character.MAX_CODE_POINT
                        && Character.toString(point)
                                .toLowerCase(Locale.ROOT)
                                .chars()
                                .anyMatch(UnparsedHtml::isAsciiWord);
    }

    /** Returns the number of a character reference; 0 if it is invalid. */
    private int number(int start) {
        boolean isHex = html.startsWith("x", start);
        int radix = isHex ? 16 : 10;
        int number = 0;
        int end = start + (isHex ? 1 : 0);
        int stop = end + MAX_DIGITS;
        while (end < Math.min(stop, html.length()) && Character.digit(html.charAt(end), radix) >= 0) {
            number = number * radix + Character.digit(html.charAt(end), radix);
            end++;
        }
        return end == stop ? 0 : number;
    }

    /** Returns whether the address of a link may have line ends, which browsers remove. */
    private boolean hasBrokenAddress() {
        for (int at = html.indexOf("href"); at >= 0; at = html.indexOf("href", at + 1)) {
            int start = valueStart(at + "href".length());
            int end = valueEnd(start);
            for (int i = start; i < end; i++) {
                if (isLineEnd(html.charAt(i))) {
                    return true;
                }
            }
            if (isLong(start, end)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isLineEnd(char c) {
        return c == '\n' || c == '\r' || c == '\t';
    }

    /**
     * Returns whether the word may consist of several pieces, of which the first one is before a tag and the last one after a tag.
     * The alternative text of an image is a piece, too.
     */
    private boolean isSplit() {
        endPiece(html.length());
        startPiece(0);
        for (int i = 0; i < html.length(); i++) {
            char c = html.charAt(i);
            if (c == '<') {
                endPiece(i);
            } else if (c == '>') {
                startPiece(i + 1);
            } else if (c == 'a' && html.startsWith("alt", i)) {
                int start = valueStart(i + "alt".length());
                int end = valueEnd(start);
                if (isLong(start, end)) {
                    return true;
                }
                startPiece(start);
                endPiece(end);
            }
        }
        return isBegunBeforeTag && isEndedAfterTag;
    }

    private void endPiece(int end) {
        for (int length = 1; !isBegunBeforeTag && length < word.length(); length++) {
            isBegunBeforeTag = html.regionMatches(end - length, word, 0, length);
        }
    }

    private void startPiece(int start) {
        for (int first = 1; !isEndedAfterTag && first < word.length(); first++) {
            isEndedAfterTag = html.regionMatches(start, word, first, word.length() - first);
        }
    }

    /** Returns where the value of an attribute starts whose name ends at an index; the same index if it has no value. */
    private int valueStart(int nameEnd) {
        int start = afterSpace(nameEnd);
        if (!html.startsWith("=", start)) {
            return nameEnd;
        }
        start = afterSpace(start + 1);
        return html.startsWith("\"", start) || html.startsWith("'", start) ? start + 1 : start;
    }

    private int afterSpace(int index) {
        int after = index;
        while (after < html.length() && html.charAt(after) <= ' ') {
            after++;
        }
        return after;
    }

    /** Returns where the value of an attribute ends that starts at an index, or the end of its first characters. */
    private int valueEnd(int start) {
        char before = html.charAt(start - 1);
        int stop = Math.min(html.length(), start + LONGEST_VALUE);
        int end = start;
        while (end < stop && !isEnd(html.charAt(end), before)) {
            end++;
        }
        return end;
    }

    private static boolean isEnd(char c, char before) {
        return before == '"' || before == '\'' ? c == before : c <= ' ' || c == '>';
    }

    private static boolean isLong(int start, int end) {
        return end - start == LONGEST_VALUE;
    }
}
