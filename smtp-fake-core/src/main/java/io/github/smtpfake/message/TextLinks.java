package io.github.smtpfake.message;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the links in plain text as a person sees them. */
final class TextLinks {
    private static final String MAILTO = "mailto";
    private static final Pattern ADDRESS = Pattern.compile("[^\\s<>\"@]{1,64}+@");
    private static final Pattern WEB = Pattern.compile("https?|ftp", Pattern.CASE_INSENSITIVE);

    private static final Pattern NEEDS_HOST = Pattern.compile("(?:https?|ftp|file)://", Pattern.CASE_INSENSITIVE);

    private static final int LONGEST_SCHEME = 40;

    /** The limit of DNS (RFC 1035, 2.3.4); it also bounds how often text between many links is read. */
    private static final int LONGEST_HOST = 255;

    private static final int LONGEST_IN_BRACKETS = 4_000;
    private static final String BRACKETS = "()[]{}";
    private static final String PUNCTUATION = ".,;:!?'";

    private final String text;
    private final List<Link> links = new ArrayList<>();

    private TextLinks(String text) {
        this.text = text;
    }

    static List<Link> of(String text) {
        TextLinks links = new TextLinks(text);
        links.findAll();
        return links.links;
    }

    /** Every link has a colon, and few other places of a text have one. */
    private void findAll() {
        int from = 0;
        for (int colon = text.indexOf(':'); colon >= 0; colon = text.indexOf(':', Math.max(from, colon + 1))) {
            int mailto = colon - MAILTO.length();
            if (mailto >= from && isMailto(mailto)) {
                from = findMailto(mailto, colon + 1);
            } else if (text.startsWith("//", colon + 1)) {
                from = findLocation(from, colon, colon + "://".length());
            }
        }
    }

    private boolean isMailto(int start) {
        return text.regionMatches(true, start, MAILTO, 0, MAILTO.length())
                && (start == 0 || !isWord(text.charAt(start - 1)));
    }

    private static boolean isWord(char c) {
        return c == '_' || Character.isLetterOrDigit(c);
    }

    /** Returns the index after the link, or after its mark if it is none. */
    private int findMailto(int start, int afterMark) {
        Matcher address = ADDRESS.matcher(text).region(afterMark, text.length());
        return address.lookingAt() ? add(start, address.end()) : afterMark;
    }

    private int findLocation(int from, int mark, int afterMark) {
        int start = schemeStart(from, mark);
        if (start == mark) {
            return afterMark;
        }
        int close = start > 0 && text.charAt(start - 1) == '<' ? closingBracket(afterMark) : -1;
        if (close < 0) {
            return add(start, afterMark);
        }
        // RFC 3986, appendix C: in angle brackets, an address may span lines.
        addLink(text.substring(start, close).replaceAll("\\s", ""));
        return close;
    }

    /** Returns the index of the scheme before a mark, or that of the mark if there is no scheme. */
    private int schemeStart(int from, int mark) {
        int start = mark;
        while (start > from && mark - start < LONGEST_SCHEME && isSchemeCharacter(text.charAt(start - 1))) {
            start--;
        }
        // After a sentence without a space, as in "here.https://".
        int label = labelStart(start, mark);
        if (WEB.matcher(text.substring(label, mark)).matches()) {
            start = label;
        }
        while (start < mark && !isAsciiLetter(text.charAt(start))) {
            start++;
        }
        return start;
    }

    /** Returns the index after the last dot between two others. */
    private int labelStart(int start, int end) {
        int label = end;
        while (label > start && text.charAt(label - 1) != '.') {
            label--;
        }
        return label;
    }

    private static boolean isSchemeCharacter(char c) {
        return isAsciiLetter(c) || c >= '0' && c <= '9' || c == '+' || c == '-' || c == '.';
    }

    private static boolean isAsciiLetter(char c) {
        return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
    }

    private int closingBracket(int start) {
        int limit = Math.min(text.length(), start + LONGEST_IN_BRACKETS + 1);
        for (int i = start; i < limit; i++) {
            char c = text.charAt(i);
            if (c == '>') {
                return i == start ? -1 : i;
            }
            if (c == '<' || c == '"') {
                return -1;
            }
        }
        return -1;
    }

    /** Adds the link from an index, whose host starts at another, and returns the index after it. */
    private int add(int start, int host) {
        Host found = hostAt(host);
        if (found.end() == host
                && NEEDS_HOST.matcher(text.substring(start, host)).matches()) {
            return host;
        }
        int end = found.isBeforeText() ? found.end() : pathEnd(found.end(), isInternational(host, found.end()));
        String address = withoutPunctuation(text.substring(start, end));
        if (address.length() > host - start) {
            addLink(address);
        }
        return Math.max(end, host);
    }

    private void addLink(String address) {
        links.add(new Link(address, address));
    }

    /**
     * Where a host ends.
     *
     * @param isBeforeText whether East Asian text follows it without a space
     */
    private record Host(int end, boolean isBeforeText) {}

    /**
     * Finds the end of the host at an index. East Asian letters after the ASCII letters of a label are text, unless this label
     * has none before it and another after it, as in {@code sushi寿司.jp}.
     */
    private Host hostAt(int start) {
        int limit = Math.min(text.length(), start + LONGEST_HOST);
        int label = start;
        boolean ascii = true;
        int textAfterFirstLabel = -1;
        int i = start;
        while (i < limit && "/?#".indexOf(text.charAt(i)) < 0 && !endsAddress(i)) {
            int point = text.codePointAt(i);
            if (point == '.') {
                label = i + 1;
                ascii = true;
            } else if (label > start && textAfterFirstLabel >= 0) {
                // There is another label, so the host is international.
                textAfterFirstLabel = -1;
            }
            if (point >= 128) {
                if (ascii && i > label && isEastAsianLetter(point)) {
                    if (label > start) {
                        return new Host(i, true);
                    }
                    textAfterFirstLabel = i;
                }
                ascii = false;
            }
            i += Character.charCount(point);
        }
        return textAfterFirstLabel < 0 ? new Host(i, false) : new Host(textAfterFirstLabel, true);
    }

    private boolean isInternational(int start, int end) {
        return text.substring(start, end).chars().anyMatch(c -> c > 127);
    }

    /** East Asian letters belong to the address only if they may be in its host, too. */
    private int pathEnd(int start, boolean international) {
        int end = start;
        while (end < text.length() && !endsAddress(end)) {
            int point = text.codePointAt(end);
            if (!international && isEastAsianLetter(point)) {
                break;
            }
            end += Character.charCount(point);
        }
        return end;
    }

    private boolean endsAddress(int index) {
        int point = text.codePointAt(index);
        if (point < 128) {
            return point <= ' ' || point == 127 || "<>\"`".indexOf(point) >= 0;
        }
        return switch (Character.getType(point)) {
            case Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.CONTROL,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> true;
            // Joiners are parts of words.
            case Character.FORMAT -> point != 0x200C && point != 0x200D;
            case Character.UPPERCASE_LETTER,
                    Character.LOWERCASE_LETTER,
                    Character.MODIFIER_LETTER,
                    Character.OTHER_LETTER,
                    Character.LETTER_NUMBER,
                    Character.DECIMAL_DIGIT_NUMBER -> false;
            default -> isEastAsianPunctuation(point);
        };
    }

    /** CJK Symbols and Punctuation, and Halfwidth and Fullwidth Forms. */
    private static boolean isEastAsianPunctuation(int point) {
        return point >= 0x3000 && point <= 0x303F || point >= 0xFF00 && point <= 0xFFEF;
    }

    private static boolean isEastAsianLetter(int point) {
        if (point < 0x1100) {
            return false;
        }
        return switch (Character.UnicodeScript.of(point)) {
            case HAN, HIRAGANA, KATAKANA, HANGUL, BOPOMOFO -> true;
            // The marks for long vowels and between words.
            default -> point == 0x30FC || point == 0x30FB;
        };
    }

    /**
     * Removes trailing characters of the surrounding sentence: punctuation, or a bracket that the address does not
     * open.
     */
    private static String withoutPunctuation(String address) {
        int[] balance = new int[BRACKETS.length() / 2];
        for (int i = 0; i < address.length(); i++) {
            int bracket = BRACKETS.indexOf(address.charAt(i));
            if (bracket >= 0) {
                balance[bracket / 2] += bracket % 2 == 0 ? 1 : -1;
            }
        }
        int end = address.length();
        for (; end > 0; end--) {
            char last = address.charAt(end - 1);
            int bracket = BRACKETS.indexOf(last);
            if (bracket % 2 == 1 && balance[bracket / 2] < 0) {
                balance[bracket / 2]++;
            } else if (!isPunctuation(last)) {
                break;
            }
        }
        return address.substring(0, end);
    }

    private static boolean isPunctuation(char c) {
        int type = Character.getType(c);
        return PUNCTUATION.indexOf(c) >= 0
                || c > 127 && (type == Character.OTHER_PUNCTUATION || type == Character.DASH_PUNCTUATION);
    }
}
