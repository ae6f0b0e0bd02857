package io.github.smtpfake.internal.css;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A declaration of a style sheet, such as {@code margin: 0 auto}.
 *
 * @param property the property in lower case
 * @param words the numbers, keywords and names of functions in the value, in lower case. A function ends with its opening
 *     parenthesis and is followed by the words of its arguments, except for those of {@code url(}. Texts in quotes are left out.
 */
public record CssDeclaration(String property, List<String> words) {
    /** No value that mail needs has more words. */
    private static final int MAX_WORDS = 500;

    /** Reads a declaration without its semicolon. Returns empty if the text is not a declaration. */
    static Optional<CssDeclaration> of(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            return Optional.empty();
        }
        String property = text.substring(0, colon).strip().toLowerCase(Locale.ROOT);
        return isName(property) ? Optional.of(new CssDeclaration(property, words(text, colon + 1))) : Optional.empty();
    }

    private static boolean isName(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '-' && c != '_' && !(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9')) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static List<String> words(String text, int start) {
        List<String> words = new ArrayList<>();
        int wordStart = start;
        for (int i = start; i <= text.length() && words.size() < MAX_WORDS; i++) {
            char c = i < text.length() ? text.charAt(i) : ' ';
            if (c == '(') {
                String function = text.substring(wordStart, i + 1).toLowerCase(Locale.ROOT);
                words.add(function);
                i = function.equals("url(") ? endOfUrl(text, i + 1) : i;
                wordStart = i + 1;
            } else if (isSeparator(c)) {
                addWord(text, wordStart, i, words);
                i = c == '"' || c == '\'' ? CssScanner.endOfString(text, i) - 1 : i;
                wordStart = c == '!' ? i : i + 1;
            }
        }
        return List.copyOf(words);
    }

    private static boolean isSeparator(char c) {
        return Character.isWhitespace(c) || c == ',' || c == '/' || c == ')' || c == '!' || c == '"' || c == '\'';
    }

    private static void addWord(String text, int start, int end, List<String> words) {
        if (start < end) {
            words.add(text.substring(start, end).toLowerCase(Locale.ROOT));
        }
    }

    /** Returns the index of the closing parenthesis, or of the end of the text. */
    private static int endOfUrl(String text, int start) {
        int i = start;
        while (i < text.length() && text.charAt(i) != ')') {
            char c = text.charAt(i);
            i = c == '"' || c == '\'' ? CssScanner.endOfString(text, i) : i + 1;
        }
        return i;
    }

    /** Returns whether the value contains the given word. */
    public boolean has(String word) {
        return words.contains(word);
    }

    /** Returns whether a word of the value satisfies a condition. */
    public boolean hasAny(Predicate<String> condition) {
        return words.stream().anyMatch(condition);
    }

    /** Returns whether the value contains a number with the given unit. */
    public boolean hasUnit(String unit) {
        return hasAny(word -> word.endsWith(unit) && isNumber(word.substring(0, word.length() - unit.length())));
    }

    private static boolean isNumber(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!(c >= '0' && c <= '9') && c != '.' && !(i == 0 && (c == '-' || c == '+'))) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /** Returns whether the value contains a number below zero. */
    public boolean hasNegativeNumber() {
        return hasAny(word -> word.length() > 1 && word.charAt(0) == '-' && isNumberStart(word.charAt(1)));
    }

    /** Returns whether the value contains a number other than zero. */
    public boolean hasNumberOtherThanZero() {
        return hasNegativeNumber() || hasAny(word -> isNumberStart(word.charAt(0)) && !isZero(word));
    }

    private static boolean isNumberStart(char c) {
        return c >= '0' && c <= '9' || c == '.';
    }

    private static boolean isZero(String word) {
        for (int i = 0; i < word.length() && isNumberStart(word.charAt(i)); i++) {
            if (word.charAt(i) != '0' && word.charAt(i) != '.') {
                return false;
            }
        }
        return true;
    }

    /** Returns whether the declaration has the mark {@code !important}. */
    public boolean isImportant() {
        int size = words.size();
        return size > 0
                && (words.get(size - 1).equals("!important")
                        || size > 1
                                && words.get(size - 1).equals("important")
                                && words.get(size - 2).equals("!"));
    }
}
