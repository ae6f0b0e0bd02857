package io.github.smtpfake.internal.css;

import java.util.Locale;
import java.util.Set;

/**
 * The selectors of a style rule.
 *
 * @param outline the text in lower case, without the contents of brackets and strings
 */
public record CssSelector(String outline) {
    static final CssSelector NONE = new CssSelector("");

    static CssSelector of(String text) {
        StringBuilder outline = new StringBuilder(text.length());
        int brackets = 0;
        for (int i = 0; i < text.length(); ) {
            char c = text.charAt(i);
            if (c == '"' || c == '\'') {
                i = CssScanner.endOfString(text, i);
                continue;
            }
            brackets = Math.max(0, brackets - (c == ']' ? 1 : 0));
            if (brackets == 0 && c != '\\') {
                outline.append(c);
            }
            brackets += c == '[' ? 1 : 0;
            i += c == '\\' ? 2 : 1;
        }
        return new CssSelector(outline.toString().toLowerCase(Locale.ROOT));
    }

    /** Returns whether a selector has a condition on an attribute, such as {@code [title]}. */
    public boolean hasAttribute() {
        return outline.indexOf('[') >= 0;
    }

    /** Returns whether a selector selects children, such as {@code td > p}. */
    public boolean hasChildCombinator() {
        return outline.indexOf('>') >= 0;
    }

    /**
     * Returns whether a selector has the given pseudo-class, or pseudo-element with one or two colons.
     *
     * @param name the name in lower case, such as {@code hover}
     */
    public boolean hasPseudo(String name) {
        int start = outline.indexOf(':' + name);
        while (start >= 0) {
            int end = start + 1 + name.length();
            if (end == outline.length() || !isNamePart(outline.charAt(end))) {
                return true;
            }
            start = outline.indexOf(':' + name, end);
        }
        return false;
    }

    /** Returns whether all selectors select only elements of the given types, such as {@code table}. */
    public boolean selectsOnly(Set<String> types) {
        int end = outline.length();
        while (end > 0) {
            int comma = outline.lastIndexOf(',', end - 1);
            if (!types.contains(type(comma + 1, end))) {
                return false;
            }
            end = comma;
        }
        return !outline.isEmpty();
    }

    /** Returns the type of the elements that a selector selects; an empty string if they may have any type. */
    private String type(int from, int to) {
        int end = to;
        while (end > from && Character.isWhitespace(outline.charAt(end - 1))) {
            end--;
        }
        int start = end;
        while (start > from && !isCombinator(outline.charAt(start - 1))) {
            start--;
        }
        int typeEnd = start;
        while (typeEnd < end && isNamePart(outline.charAt(typeEnd))) {
            typeEnd++;
        }
        return outline.substring(start, typeEnd);
    }

    private static boolean isCombinator(char c) {
        return Character.isWhitespace(c) || c == '>' || c == '+' || c == '~';
    }

    private static boolean isNamePart(char c) {
        return c == '-' || c == '_' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
    }
}
