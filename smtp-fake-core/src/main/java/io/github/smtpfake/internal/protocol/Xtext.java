package io.github.smtpfake.internal.protocol;

import java.util.HexFormat;

/** Text in which {@code +}, {@code =} and octets that are not printable are written {@code +HH} (RFC 3461, 4). */
final class Xtext {

    private Xtext() {}

    static boolean isValid(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '+') {
                if (i + 2 >= text.length() || !isHex(text.charAt(i + 1)) || !isHex(text.charAt(i + 2))) {
                    return false;
                }
                i += 2;
            } else if (c <= ' ' || c == '=' || c == 127) {
                return false;
            }
        }
        return true;
    }

    private static boolean isHex(char c) {
        return HexFormat.isHexDigit(c);
    }
}
