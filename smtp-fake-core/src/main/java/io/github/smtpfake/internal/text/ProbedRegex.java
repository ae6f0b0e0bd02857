package io.github.smtpfake.internal.text;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Rewrites a regular expression so that its matcher cannot loop without reading the text.
 *
 * <p>At the end of a text, the matcher of the JDK tries alternatives and repeats empty groups without reading a character:
 * {@code (|){60}(?=x)} has 2<sup>60</sup> ways to fail there, and {@code (){2000000000}} counts to two billion. So a probe
 * is inserted at the start of each group and alternative, and before each anchor. A probe matches nothing and always
 * succeeds, but reads the character before or after its position. Between two probes the matcher can only take as many
 * steps as the expression is long.
 *
 * <p>Constructs that would make it hard to see where groups start are rejected.
 */
final class ProbedRegex {
    /** "No impossible character follows, and none precedes." One of the two reads a character if the text has any. */
    private static final String PROBE = "(?![^\\s\\S])(?<![^\\s\\S])";

    private static final String ANCHORS = "bBAGzZ";
    private static final String OTHER_ESCAPES = "dDsSwWhHvVRXtnrfaeuxpP0";

    private final String regex;
    private final StringBuilder probed = new StringBuilder(PROBE);
    private int position;

    private ProbedRegex(String regex) {
        this.regex = regex;
    }

    /** @throws IllegalArgumentException if the pattern contains a construct that is not supported */
    static Pattern of(Pattern pattern) {
        int flags = pattern.flags();
        ProbedRegex rewriter =
                new ProbedRegex((flags & Pattern.LITERAL) != 0 ? Pattern.quote(pattern.pattern()) : pattern.pattern());
        if ((flags & Pattern.COMMENTS) != 0) {
            throw rewriter.unsupported("comments (flag x)");
        }
        if ((flags & Pattern.CANON_EQ) != 0) {
            throw rewriter.unsupported("canonical equivalence (flag CANON_EQ)");
        }
        rewriter.rewrite();
        try {
            return Pattern.compile(rewriter.probed.toString(), flags & ~Pattern.LITERAL);
        } catch (PatternSyntaxException e) {
            throw rewriter.unsupported("a construct that cannot be bounded (" + e.getDescription() + ")");
        }
    }

    private IllegalArgumentException unsupported(String what) {
        return new IllegalArgumentException(
                "The pattern \"" + Printable.line(regex, 200) + "\" contains " + what + ", which is not supported");
    }

    private void rewrite() {
        while (position < regex.length()) {
            switch (regex.charAt(position)) {
                case '\\' -> escape();
                case '[' -> characterClass();
                case '(' -> group();
                case '|' -> {
                    copy(1);
                    probed.append(PROBE);
                }
                case '^', '$' -> anchor(1);
                default -> copy(1);
            }
        }
    }

    private void copy(int length) {
        probed.append(regex, position, position + length);
        position += length;
    }

    private char at(int index) {
        return index < regex.length() ? regex.charAt(index) : 0;
    }

    private void anchor(int length) {
        probed.append("(?:").append(PROBE);
        copy(length);
        probed.append(')');
    }

    private void escape() {
        char escaped = at(position + 1);
        if (escaped == 'Q') {
            quote();
        } else if (escaped == 'k' || escaped >= '1' && escaped <= '9') {
            throw unsupported("a back reference");
        } else if (ANCHORS.indexOf(escaped) >= 0 && !regex.startsWith("\\b{", position)) {
            anchor(2);
        } else {
            copyEscape(escaped);
        }
    }

    private void copyEscape(char escaped) {
        boolean plain = !isAsciiLetterOrDigit(escaped) || OTHER_ESCAPES.indexOf(escaped) >= 0;
        if (!plain) {
            throw unsupported("the escape \\" + escaped + (escaped == 'b' ? "{" : ""));
        }
        copy(2);
    }

    private static boolean isAsciiLetterOrDigit(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }

    /** Copies quoted text as one escape for each character, so that none looks like an operator. */
    private void quote() {
        int start = position + 2;
        int end = regex.indexOf("\\E", start);
        regex.substring(start, end < 0 ? regex.length() : end)
                .codePoints()
                .forEach(point ->
                        probed.append("\\x{").append(Integer.toHexString(point)).append('}'));
        position = end < 0 ? regex.length() : end + 2;
    }

    private void characterClass() {
        copy(at(position + 1) == '^' ? 2 : 1);
        if (at(position) == ']') {
            throw unsupported("a character class that starts with ] (escape it as \\])");
        }
        while (position < regex.length() && regex.charAt(position) != ']') {
            if (regex.charAt(position) == '[' || regex.startsWith("&&", position)) {
                throw unsupported("a character class within another");
            }
            if (regex.startsWith("\\Q", position)) {
                quote();
            } else if (regex.charAt(position) == '\\') {
                copyEscape(at(position + 1));
            } else {
                copy(1);
            }
        }
        copy(1);
    }

    private void group() {
        if (at(position + 1) != '?') {
            copy(1);
            probed.append(PROBE);
            return;
        }
        int end = position + 2;
        if (at(end) == '<' && at(end + 1) != '=' && at(end + 1) != '!') {
            end = regex.indexOf('>', end);
        } else if (at(end) == '<') {
            end++;
        } else if (":=!>".indexOf(at(end)) < 0) {
            end = endOfFlags(end);
        }
        boolean hasContent = regex.charAt(end) != ')';
        copy(end + 1 - position);
        if (hasContent) {
            probed.append(PROBE);
        }
    }

    private int endOfFlags(int start) {
        int end = start;
        for (; regex.charAt(end) != ':' && regex.charAt(end) != ')'; end++) {
            if (regex.charAt(end) == 'x') {
                throw unsupported("comments (flag x)");
            }
        }
        return end;
    }
}
