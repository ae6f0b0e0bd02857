package io.github.smtpfake.internal.text;

/** A pattern in which {@code *} stands for any number of characters. Case is ignored. Immutable and thread-safe. */
public final class Wildcard {
    private final String pattern;

    /**
     * Creates a pattern.
     *
     * @param pattern the pattern; every character except {@code *} stands for itself
     */
    public Wildcard(String pattern) {
        this.pattern = pattern;
    }

    /** Returns whether a pattern contains no {@code *}. */
    public static boolean isLiteral(String pattern) {
        return pattern.indexOf('*') < 0;
    }

    /** Returns whether the whole text matches. The time is at most proportional to the product of both lengths. */
    public boolean matches(String text) {
        int atText = 0;
        int atPattern = 0;
        int star = -1;
        int resume = 0;
        while (atText < text.length()) {
            if (atPattern < pattern.length() && pattern.charAt(atPattern) == '*') {
                star = atPattern++;
                resume = atText;
            } else if (atPattern < pattern.length() && same(pattern.charAt(atPattern), text.charAt(atText))) {
                atPattern++;
                atText++;
            } else if (star >= 0) {
                atPattern = star + 1;
                atText = ++resume;
            } else {
                return false;
            }
        }
        while (atPattern < pattern.length() && pattern.charAt(atPattern) == '*') {
            atPattern++;
        }
        return atPattern == pattern.length();
    }

    private static boolean same(char a, char b) {
        return a == b || fold(a) == fold(b);
    }

    /** Returns the same character for all that a pattern considers equal. */
    public static char fold(char c) {
        return Character.toLowerCase(Character.toUpperCase(c));
    }

    @Override
    public String toString() {
        return pattern;
    }
}
