package io.github.smtpfake.internal.mime;

import java.util.Arrays;

/** Decodes base64 (RFC 2045, 6.8). Skips invalid characters; padding and line ends may be missing. */
final class Base64Decoder extends TransferDecoder {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final byte[] SEXTETS = sextets();

    private int bits;
    private int pending;

    /** Padding ends the text; mailing lists append footers. */
    private boolean ended;

    private int padding;
    private boolean textFollows;

    private static byte[] sextets() {
        byte[] sextets = new byte[256];
        Arrays.fill(sextets, (byte) -1);
        for (byte i = 0; i < ALPHABET.length(); i++) {
            sextets[ALPHABET.charAt(i)] = i;
        }
        return sextets;
    }

    @Override
    void decode(byte[] encoded, int start, int end, ByteSink decoded) {
        decoded.reserve((int) ((end - start) * 3L / 4) + 3);
        for (int i = start; i < end; i++) {
            byte b = encoded[i];
            int sextet = SEXTETS[b & 0xFF];
            if (ended) {
                padding += b == '=' ? 1 : 0;
                textFollows |= b != '=' && !isSpace(b);
            } else if (sextet >= 0) {
                pending = pending << 6 | sextet;
                bits += 6;
                if (bits >= 8) {
                    bits -= 8;
                    decoded.write(pending >> bits);
                }
            } else if (b == '=' && (bits == 2 || bits == 4)) {
                ended = true;
                padding = 1;
            } else if (!isSpace(b)) {
                addDefect();
            }
        }
    }

    /** RFC 2045, 6.8: padding completes a group of four characters, and nothing follows it. */
    @Override
    void end(ByteSink decoded) {
        if (ended ? textFollows || padding != bits / 2 : bits != 0) {
            addDefect();
        }
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\t' || b == '\r' || b == '\n';
    }
}
