package io.github.smtpfake.internal.text;

/**
 * Examines and changes ASCII characters only. The rules of {@link String} also map letters of other alphabets, such as the
 * dotless i, to ASCII letters.
 */
public final class Ascii {

    private Ascii() {}

    /** Returns the text with its ASCII letters in upper case and all other characters unchanged. */
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

    /** Uses a loop, because the first use of a stream costs a new JVM milliseconds. */
    public static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 127) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLowerCase(char c) {
        return c >= 'a' && c <= 'z';
    }
}
