package io.github.smtpfake.internal.mime;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Decodes text by its declared charset, or by a guess if that charset is wrong or missing. */
public final class TextDecoder {
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    // The charsets that senders declare, and the larger charsets that they use instead (WHATWG Encoding Standard, 4.2).
    private static final Map<String, String> LARGER = Map.of(
            "ISO-8859-1", "windows-1252",
            "GB2312", "GB18030",
            "GBK", "GB18030",
            "EUC-KR", "x-windows-949",
            "Shift_JIS", "windows-31j");

    private TextDecoder() {}

    /** Decodes bytes by the label of a charset, or by a {@linkplain #guess guess} if the label is unknown or ASCII. */
    public static String decode(byte[] bytes, String label) {
        return charset(label)
                .filter(charset -> !charset.equals(StandardCharsets.US_ASCII))
                .map(charset -> new String(bytes, charset))
                .orElseGet(() -> guess(bytes));
    }

    /** Decodes bytes as UTF-8 if they are valid UTF-8, and as windows-1252 otherwise. */
    public static String guess(byte[] bytes) {
        return new String(bytes, isUtf8(bytes) ? StandardCharsets.UTF_8 : WINDOWS_1252);
    }

    /** Returns whether all bytes are valid in the charset with a label; true if the label is unknown. */
    public static boolean isValid(byte[] bytes, String label) {
        Optional<Charset> charset = charset(label);
        if (charset.isEmpty()) {
            return true;
        }
        try {
            charset.get()
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** Returns whether the bytes are valid UTF-8. */
    public static boolean isUtf8(byte[] bytes) {
        int start = 0;
        while (start < bytes.length && bytes[start] >= 0) {
            start++;
        }
        try {
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, start, bytes.length - start));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static Optional<Charset> charset(String label) {
        return label.isBlank()
                ? Optional.empty()
                : Charsets.labelled(label.strip()).map(TextDecoder::larger);
    }

    private static Charset larger(Charset declared) {
        String used = LARGER.get(declared.name());
        // A Java runtime may lack the larger charsets.
        return used == null ? declared : Charsets.labelled(used).orElse(declared);
    }
}
