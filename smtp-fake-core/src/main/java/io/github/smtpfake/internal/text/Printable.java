package io.github.smtpfake.internal.text;

import java.util.Locale;

/** Makes text from the network safe to print on one line of a report or log. */
public final class Printable {

    private Printable() {}

    /**
     * Returns the text with control and format characters written as {@code \\uXXXX}.
     *
     * @param length the maximum number of code points; longer text is cut and ends with an ellipsis
     */
    public static String line(String text, int length) {
        StringBuilder line = new StringBuilder(Math.min(text.length(), length) + 1);
        int index = 0;
        for (int count = 0; index < text.length() && count < length; count++) {
            int point = text.codePointAt(index);
            append(line, point);
            index += Character.charCount(point);
        }
        return index == text.length() ? line.toString() : line.append('…').toString();
    }

    private static void append(StringBuilder line, int point) {
        switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> line.append(String.format(Locale.ROOT, "\\u%04x", point));
            default -> line.appendCodePoint(point);
        }
    }
}
