package io.github.smtpfake.internal.text;

/**
 * The case of ASCII letters. Java's own rules know more than those: to them a dotless or a long letter of another
 * alphabet is the same as an ASCII one.
 */
public final class Ascii {

    private Ascii() {}

    /** Returns the text with its ASCII letters in upper case and all else as it is. */
    public static String upperCase(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isLowerCase(text.charAt(i))) {
                return upperCaseFrom(i, text.toCharArray());
            }
        }
        return text;
    }

    private static String upperCaseFrom(int start, char[] text) {
        for (int i = start; i < text.length; i++) {
            if (isLowerCase(text[i])) {
                text[i] = (char) (text[i] - 'a' + 'A');
            }
        }
        return new String(text);
    }

    private static boolean isLowerCase(char c) {
        return c >= 'a' && c <= 'z';
    }
}
