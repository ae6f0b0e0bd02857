package io.github.smtpfake.internal.mime;

import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Decodes parameters that declare a charset or are split into pieces (RFC 2231), or that contain encoded words. */
final class ExtendedParameters {
    /** The name, an optional number of the piece, and an optional star for an encoded piece. */
    private static final Pattern EXTENDED_NAME = Pattern.compile("([^*]+)(?:\\*(\\d{1,9}))?(\\*)?");

    private final StringBuilder text = new StringBuilder();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private String charset = "";

    private record Piece(String text, boolean encoded) {}

    private ExtendedParameters() {}

    static Map<String, String> decode(Map<String, String> sent) {
        Map<String, String> plain = new LinkedHashMap<>();
        Map<String, TreeMap<Integer, Piece>> extended = new LinkedHashMap<>();
        sent.forEach((name, value) -> {
            Matcher matcher = EXTENDED_NAME.matcher(name);
            if (name.indexOf('*') < 0 || !matcher.matches()) {
                plain.put(name, decoded(name, value));
            } else {
                int number = matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2));
                extended.computeIfAbsent(matcher.group(1), key -> new TreeMap<>())
                        .putIfAbsent(number, new Piece(value, matcher.group(3) != null));
            }
        });
        extended.forEach((name, pieces) -> {
            String joined = new ExtendedParameters().join(pieces);
            boolean encoded = pieces.values().stream().anyMatch(Piece::encoded);
            String value = encoded ? joined : decoded(name, joined);
            if (!value.isEmpty()) {
                plain.put(name, value);
            }
        });
        return plain;
    }

    /** RFC 2047, 5 forbids encoded words here, but many clients send them. A boundary may look like one. */
    private static String decoded(String name, String value) {
        return name.equals("boundary") ? value : EncodedWords.decode(value);
    }

    private String join(SortedMap<Integer, Piece> pieces) {
        boolean first = true;
        for (Piece piece : pieces.values()) {
            if (piece.encoded()) {
                bytes.writeBytes(Percents.bytes(first ? withoutCharset(piece.text()) : piece.text()));
            } else {
                flush();
                text.append(piece.text());
            }
            first = false;
        }
        flush();
        return text.toString();
    }

    /** Stores the charset and removes it and the language: {@code utf-8'en'...}. */
    private String withoutCharset(String value) {
        int charsetEnd = value.indexOf('\'');
        int languageEnd = value.indexOf('\'', charsetEnd + 1);
        if (charsetEnd < 0 || languageEnd < 0) {
            return value;
        }
        charset = value.substring(0, charsetEnd);
        return value.substring(languageEnd + 1);
    }

    /** Decodes adjacent encoded pieces together, because a character may be split between two of them. */
    private void flush() {
        text.append(TextDecoder.decode(bytes.toByteArray(), charset));
        bytes.reset();
    }
}
