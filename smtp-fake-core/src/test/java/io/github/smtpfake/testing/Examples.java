package io.github.smtpfake.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes values so that a reader sees every character, and can copy most of them into a test. */
final class Examples {
    private static final int MAX_LENGTH = 2_000;

    private Examples() {}

    static String show(Object value) {
        String text = describe(value);
        return text.length() <= MAX_LENGTH
                ? text
                : text.substring(0, MAX_LENGTH) + "… (" + text.length() + " characters)";
    }

    private static String describe(Object value) {
        if (value instanceof String text) {
            return quoted(text);
        }
        if (value instanceof byte[] bytes) {
            return "bytes " + quoted(new String(bytes, ISO_8859_1));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Examples::describe).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> describe(entry.getKey()) + "=" + describe(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value instanceof Sample.Pair<?, ?> pair) {
            return describe(pair.first()) + " and " + describe(pair.second());
        }
        return String.valueOf(value);
    }

    private static String quoted(String text) {
        return text.chars().mapToObj(Examples::escaped).collect(Collectors.joining("", "\"", "\""));
    }

    private static String escaped(int character) {
        return switch (character) {
            case '\r' -> "\\r";
            case '\n' -> "\\n";
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            default ->
                character >= ' ' && character < 127
                        ? String.valueOf((char) character)
                        : String.format("\\u%04x", character);
        };
    }
}
