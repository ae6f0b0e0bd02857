package io.github.smtpfake.message;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Locale;

/**
 * Undoes transfer encodings (RFC 2045, 6). Damage costs no more than the octets that it hit: padding and line ends may
 * be missing, and what is none of the encoding is passed over or kept.
 */
final class TransferEncoding {
    private static final String BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final byte[] SEXTETS = sextets();

    private TransferEncoding() {}

    private static byte[] sextets() {
        byte[] sextets = new byte[256];
        Arrays.fill(sextets, (byte) -1);
        for (byte i = 0; i < BASE64.length(); i++) {
            sextets[BASE64.charAt(i)] = i;
        }
        return sextets;
    }

    /** Undoes the encoding that the value of a Content-Transfer-Encoding header names; an unknown one is left alone. */
    static byte[] decode(String header, byte[] encoded) {
        String name = ParameterizedValue.parse(header).value();
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "base64" -> base64(encoded);
            case "quoted-printable" -> quotedPrintable(encoded);
            default -> encoded;
        };
    }

    static byte[] base64(byte[] encoded) {
        byte[] decoded = new byte[(int) (encoded.length * 3L / 4)];
        int length = 0;
        int bits = 0;
        int pending = 0;
        for (byte octet : encoded) {
            int sextet = SEXTETS[octet & 0xFF];
            if (sextet >= 0) {
                pending = pending << 6 | sextet;
                bits += 6;
                if (bits >= 8) {
                    bits -= 8;
                    decoded[length++] = (byte) (pending >> bits);
                }
            } else if (octet == '=' && (bits == 2 || bits == 4)) {
                // Padding ends the text; mailing lists put footers behind it.
                break;
            }
        }
        return Arrays.copyOf(decoded, length);
    }

    static byte[] quotedPrintable(byte[] encoded) {
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(encoded.length);
        int i = 0;
        while (i < encoded.length) {
            int behindBlanks = behindBlanks(encoded, encoded[i] == '=' ? i + 1 : i);
            int lineEnd = lineEnd(encoded, behindBlanks);
            if (encoded[i] == '=' && lineEnd >= 0) {
                i = lineEnd;
            } else if (encoded[i] == '=' && hexPair(encoded, i + 1) >= 0) {
                decoded.write(hexPair(encoded, i + 1));
                i += 3;
            } else if (behindBlanks > i && encoded[i] != '=') {
                // White space at the end of a line was added on the way.
                if (lineEnd < 0) {
                    decoded.write(encoded, i, behindBlanks - i);
                }
                i = behindBlanks;
            } else {
                decoded.write(encoded[i++]);
            }
        }
        return decoded.toByteArray();
    }

    private static int behindBlanks(byte[] text, int start) {
        int i = start;
        while (i < text.length && (text[i] == ' ' || text[i] == '\t')) {
            i++;
        }
        return i;
    }

    /** Returns the index behind the line end that stands here, or -1; the end of the text is one, too. */
    private static int lineEnd(byte[] text, int at) {
        if (at == text.length) {
            return at;
        }
        if (text[at] == '\n') {
            return at + 1;
        }
        return text[at] == '\r' && at + 1 < text.length && text[at + 1] == '\n' ? at + 2 : -1;
    }

    /** Returns the octet that two hexadecimal digits stand for, or -1 where there are none. */
    static int hexPair(byte[] text, int at) {
        if (at + 1 >= text.length) {
            return -1;
        }
        int high = Character.digit(text[at], 16);
        int low = Character.digit(text[at + 1], 16);
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }
}
