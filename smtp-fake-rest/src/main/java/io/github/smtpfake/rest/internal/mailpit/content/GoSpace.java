package io.github.smtpfake.rest.internal.mailpit.content;

/** White space as programs in Go regard it, which is that of Unicode. */
final class GoSpace {

    private GoSpace() {}

    static boolean isSpace(int point) {
        return point <= ' '
                ? point == ' ' || point >= '\t' && point <= '\r'
                : point == 0x85 || point >= 0xA0 && Character.isSpaceChar(point);
    }

    /** Returns the text without white space at its start and end. */
    static String strip(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    /** Returns the text without white space at its start and end, and with one space for each other run of it. */
    static String collapse(String text) {
        StringBuilder collapsed = new StringBuilder(text.length());
        boolean separated = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isSpace(c)) {
                separated = true;
            } else {
                collapsed.append(separated && !collapsed.isEmpty() ? " " : "").append(c);
                separated = false;
            }
        }
        return collapsed.toString();
    }
}
