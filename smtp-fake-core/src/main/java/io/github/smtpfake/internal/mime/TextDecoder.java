package io.github.smtpfake.internal.mime;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Turns bytes into text by the charset that they are said to have, and readably where that is wrong or missing. */
public final class TextDecoder {
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    // What senders say, and the wider charset that they mean (WHATWG Encoding Standard, 4.2).
    private static final Map<String, String> WIDER = Map.of(
            "ISO-8859-1", "windows-1252",
            "GB2312", "GB18030",
            "GBK", "GB18030",
            "EUC-KR", "x-windows-949",
            "Shift_JIS", "windows-31j");

    private TextDecoder() {}

    /** Decodes by the label; without a usable one as UTF-8 if the bytes are valid as that, else as windows-1252. */
    public static String decode(byte[] bytes, String label) {
        return charset(label)
                .filter(charset -> !charset.equals(StandardCharsets.US_ASCII))
                .map(charset -> new String(bytes, charset))
                .orElseGet(() -> guess(bytes));
    }

    /** Decodes as UTF-8 if the bytes are valid as that, else as windows-1252. */
    public static String guess(byte[] bytes) {
        return new String(bytes, isUtf8(bytes) ? StandardCharsets.UTF_8 : WINDOWS_1252);
    }

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
                : Charsets.labelled(label.strip()).map(TextDecoder::wider);
    }

    private static Charset wider(Charset said) {
        String meant = WIDER.get(said.name());
        // A JVM may have been built without the larger charsets.
        return meant == null ? said : Charsets.labelled(meant).orElse(said);
    }
}
