package io.github.smtpfake.internal.mime;

/** Decodes quoted-printable (RFC 2045, 6.7). Keeps invalid characters; line ends may be LF. */
final class QuotedPrintableDecoder extends TransferDecoder {
    private static final int NONE = -1;

    /** Whether an equals sign was read whose meaning depends on what follows. */
    private boolean afterEquals;

    /** The first of two hexadecimal digits after an equals sign. */
    private int hexDigit = NONE;

    /** White space that is part of the text only if the line does not end after it. */
    private final ByteSink spaces = new ByteSink(0);

    /** Whether a CR was read after white space or an equals sign. */
    private boolean afterCr;

    @Override
    void decode(byte[] encoded, int start, int end, ByteSink decoded) {
        decoded.reserve(end - start);
        for (int i = start; i < end; i++) {
            byte b = encoded[i];
            if (!afterEquals && spaces.length() == 0) {
                decodeNext(b, decoded);
            } else {
                decodeAfter(b, decoded);
            }
        }
    }

    private void decodeNext(byte b, ByteSink decoded) {
        if (b == '=') {
            afterEquals = true;
        } else if (isSpace(b)) {
            spaces.write(b);
        } else {
            if (b < 0) {
                addDefect();
            }
            decoded.write(b);
        }
    }

    /** Decodes a byte after an equals sign or white space. */
    private void decodeAfter(byte b, ByteSink decoded) {
        if (hexDigit != NONE) {
            decodeHexPair(b, decoded);
        } else if (b == '\n') {
            // White space at the end of a line was added in transit, and an equals sign there joins two lines.
            if (!afterEquals) {
                if (afterCr) {
                    decoded.write('\r');
                }
                decoded.write('\n');
            }
            clear();
        } else if (b == '\r' && !afterCr) {
            afterCr = true;
        } else if (isSpace(b) && !afterCr) {
            spaces.write(b);
        } else if (afterEquals && !afterCr && spaces.length() == 0 && Character.digit(b, 16) >= 0) {
            hexDigit = b;
        } else {
            flush(decoded);
            decodeNext(b, decoded);
        }
    }

    private void decodeHexPair(byte b, ByteSink decoded) {
        int low = Character.digit(b, 16);
        int high = hexDigit;
        if (low >= 0) {
            decoded.write(Character.digit(high, 16) << 4 | low);
            clear();
        } else {
            flush(decoded);
            decodeNext(b, decoded);
        }
    }

    /** Writes what was kept as it was sent. */
    private void flush(ByteSink decoded) {
        if (afterEquals) {
            addDefect();
            decoded.write('=');
        }
        if (hexDigit != NONE) {
            decoded.write(hexDigit);
        }
        decoded.write(spaces);
        if (afterCr) {
            decoded.write('\r');
        }
        clear();
    }

    private void clear() {
        afterEquals = false;
        hexDigit = NONE;
        spaces.clear();
        afterCr = false;
    }

    /** The end of the text is the end of a line. */
    @Override
    void end(ByteSink decoded) {
        if (hexDigit != NONE || afterCr) {
            flush(decoded);
        }
        clear();
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\t';
    }
}
