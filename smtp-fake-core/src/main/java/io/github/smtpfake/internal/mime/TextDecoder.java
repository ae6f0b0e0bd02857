package io.github.smtpfake.internal.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Decodes text by its declared charset, or by a guess if that charset is wrong or missing. */
public final class TextDecoder {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /** How many bytes of HTML may contain its charset (HTML Standard, 4.2.5.4). */
    private static final int HTML_HEAD = 1_024;

    private static final Pattern META_CHARSET =
            Pattern.compile("(?i)<meta\\s[^>]*?charset\\s*+=\\s*+[\"']?\\s*+([^\\s\"'/>;]++)");

    private TextDecoder() {}

    /** Decodes bytes by the label of a charset, or by a {@linkplain #guess guess} if the label is unknown or ASCII. */
    public static String decode(byte[] bytes, String label) {
        return charset(label)
                .filter(charset -> !charset.equals(Charsets.US_ASCII))
                .map(charset -> charset.decode(bytes))
                .orElseGet(() -> guess(bytes));
    }

    /**
     * Decodes the text of a part, without its byte order mark.
     *
     * @param label the charset of the part, or an empty string
     */
    public static String decodeText(byte[] bytes, String label) {
        return withoutMark(hasUtf8Mark(bytes) && isUtf8(bytes) ? new String(bytes, UTF_8) : decode(bytes, label));
    }

    /**
     * Decodes the HTML of a part, without its byte order mark.
     *
     * @param label the charset of the part; if it is empty, the HTML may name its charset
     */
    public static String decodeHtml(byte[] bytes, String label) {
        return decodeText(bytes, label.isBlank() ? metaCharset(bytes) : label);
    }

    private static String metaCharset(byte[] bytes) {
        Matcher meta = META_CHARSET.matcher(new String(bytes, 0, Math.min(bytes.length, HTML_HEAD), ISO_8859_1));
        String label = meta.find() ? meta.group(1) : "";
        // The text is not in UTF-16 if this was found.
        return label.regionMatches(true, 0, "utf-16", 0, 6) ? "utf-8" : label;
    }

    private static boolean hasUtf8Mark(byte[] bytes) {
        return bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF;
    }

    private static String withoutMark(String text) {
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }

    /** Decodes bytes as UTF-8 if they are valid UTF-8, and as windows-1252 otherwise. */
    public static String guess(byte[] bytes) {
        return isUtf8(bytes) ? new String(bytes, UTF_8) : Charsets.windows1252().decode(bytes);
    }

    /** Returns whether all bytes are valid in the charset with a label; true if the label is unknown. */
    public static boolean isValid(byte[] bytes, String label) {
        return charset(label).map(charset -> charset.isValid(bytes)).orElse(true);
    }

    private static boolean isUtf8(byte[] bytes) {
        return Charsets.UTF_8.isValid(bytes);
    }

    private static Optional<MailCharset> charset(String label) {
        return label.isBlank() ? Optional.empty() : Charsets.labelled(label.strip());
    }
}
