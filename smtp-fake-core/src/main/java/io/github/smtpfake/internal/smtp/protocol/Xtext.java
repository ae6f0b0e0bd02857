package io.github.smtpfake.internal.smtp.protocol;

/** Text in which {@code +}, {@code =} and non-printable bytes are encoded as {@code +HH} (RFC 3461, 4). */
final class Xtext {

    private Xtext() {}

    /** Returns whether the text is valid xtext that may also contain non-ASCII characters (RFC 6533, 3). */
    static boolean isValidUtf8(String text) {
        return isValid(text, true);
    }

    static boolean isValid(String text) {
        return isValid(text, false);
    }

    private static boolean isValid(String text, boolean utf8) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '+') {
                if (i + 2 >= text.length() || !isHex(text.charAt(i + 1)) || !isHex(text.charAt(i + 2))) {
                    return false;
                }
                i += 2;
            } else if (c <= ' ' || c == '=' || c == 127 || (c > 127 && !(utf8 && c >= 0xA0))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isHex(char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F');
    }
}
