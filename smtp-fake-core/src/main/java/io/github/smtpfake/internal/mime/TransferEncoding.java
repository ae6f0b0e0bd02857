package io.github.smtpfake.internal.mime;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Locale;

/**
 * Decodes transfer encodings (RFC 2045, 6). Damage affects only the bytes at that place: padding and line ends may be
 * missing, and invalid characters are skipped or kept.
 */
public final class TransferEncoding {
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

    /**
     * Decodes a body.
     *
     * @param encoding the name of its encoding, ignoring case; if it is unknown, the body is returned as it is
     */
    public static Decoded decode(String encoding, byte[] encoded) {
        return switch (encoding.toLowerCase(Locale.ROOT)) {
            case "base64" -> base64(encoded);
            case "quoted-printable" -> quotedPrintable(encoded);
            default -> new Decoded(encoded, 0);
        };
    }

    /** Returns whether {@link #decode} returns the bytes as they are. */
    static boolean isIdentity(String encoding) {
        return !encoding.equalsIgnoreCase("base64") && !encoding.equalsIgnoreCase("quoted-printable");
    }

    static Decoded base64(byte[] encoded) {
        byte[] decoded = new byte[(int) (encoded.length * 3L / 4)];
        int length = 0;
        int bits = 0;
        int pending = 0;
        int defects = 0;
        for (int i = 0; i < encoded.length; i++) {
            int sextet = SEXTETS[encoded[i] & 0xFF];
            if (sextet >= 0) {
                pending = pending << 6 | sextet;
                bits += 6;
                if (bits >= 8) {
                    bits -= 8;
                    decoded[length++] = (byte) (pending >> bits);
                }
            } else if (encoded[i] == '=' && (bits == 2 || bits == 4)) {
                // Padding ends the text; mailing lists append footers.
                return new Decoded(Arrays.copyOf(decoded, length), defects + defectsOfPadding(encoded, i, bits));
            } else if (!isSpace(encoded[i])) {
                defects++;
            }
        }
        return new Decoded(Arrays.copyOf(decoded, length), bits == 0 ? defects : defects + 1);
    }

    /** RFC 2045, 6.8: padding completes a group of four characters, and nothing follows it. */
    private static int defectsOfPadding(byte[] encoded, int start, int bits) {
        int padding = 0;
        for (int i = start; i < encoded.length; i++) {
            if (encoded[i] == '=') {
                padding++;
            } else if (!isSpace(encoded[i])) {
                return 1;
            }
        }
        return padding == bits / 2 ? 0 : 1;
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\t' || b == '\r' || b == '\n';
    }

    static Decoded quotedPrintable(byte[] encoded) {
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(encoded.length);
        int defects = 0;
        int i = 0;
        while (i < encoded.length) {
            int afterSpaces = afterSpaces(encoded, encoded[i] == '=' ? i + 1 : i);
            int lineEnd = lineEnd(encoded, afterSpaces);
            if (encoded[i] == '=' && lineEnd >= 0) {
                i = lineEnd;
            } else if (encoded[i] == '=' && hexPair(encoded, i + 1) >= 0) {
                decoded.write(hexPair(encoded, i + 1));
                i += 3;
            } else if (afterSpaces > i && encoded[i] != '=') {
                // White space at the end of a line was added in transit.
                if (lineEnd < 0) {
                    decoded.write(encoded, i, afterSpaces - i);
                }
                i = afterSpaces;
            } else {
                defects += encoded[i] == '=' || encoded[i] < 0 ? 1 : 0;
                decoded.write(encoded[i++]);
            }
        }
        return new Decoded(decoded.toByteArray(), defects);
    }

    private static int afterSpaces(byte[] text, int start) {
        int i = start;
        while (i < text.length && (text[i] == ' ' || text[i] == '\t')) {
            i++;
        }
        return i;
    }

    /** Returns the index after the line end at this index, or -1 if there is none; the end of the text is a line end. */
    private static int lineEnd(byte[] text, int at) {
        if (at == text.length) {
            return at;
        }
        if (text[at] == '\n') {
            return at + 1;
        }
        return text[at] == '\r' && at + 1 < text.length && text[at + 1] == '\n' ? at + 2 : -1;
    }

    /** Returns the byte that two hexadecimal digits represent, or -1 if there are no such digits at this index. */
    static int hexPair(byte[] text, int at) {
        if (at + 1 >= text.length) {
            return -1;
        }
        int high = Character.digit(text[at], 16);
        int low = Character.digit(text[at + 1], 16);
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }
}
