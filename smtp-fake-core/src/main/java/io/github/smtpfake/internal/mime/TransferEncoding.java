package io.github.smtpfake.internal.mime;

import java.io.InputStream;
import java.util.Locale;

/**
 * The transfer encodings (RFC 2045, 6). Damage affects only the bytes at that place: padding and line ends may be
 * missing, and invalid characters are skipped or kept.
 */
public enum TransferEncoding {
    /** The bytes are sent as they are. */
    IDENTITY,
    BASE64,
    QUOTED_PRINTABLE;

    /** Returns the encoding with a name, ignoring case. An unknown encoding means that the bytes are used as they are. */
    public static TransferEncoding of(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "base64" -> BASE64;
            case "quoted-printable" -> QUOTED_PRINTABLE;
            default -> IDENTITY;
        };
    }

    private TransferDecoder newDecoder() {
        return switch (this) {
            case IDENTITY -> new TransferDecoder.Identity();
            case BASE64 -> new Base64Decoder();
            case QUOTED_PRINTABLE -> new QuotedPrintableDecoder();
        };
    }

    /** Returns a stream that decodes another stream while it is read. */
    public DecodedStream decode(InputStream encoded) {
        return new DecodedStream(encoded, newDecoder());
    }

    byte[] decode(byte[] encoded) {
        TransferDecoder decoder = newDecoder();
        ByteSink decoded = new ByteSink(encoded.length);
        decoder.decode(encoded, 0, encoded.length, decoded);
        decoder.end(decoded);
        return decoded.toByteArray();
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
