package io.github.smtpfake.internal.calendar;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A line of a calendar after unfolding: a property with parameters (RFC 5545, 3.1).
 *
 * @param name in upper case
 * @param parameters values by name in upper case, without quotes; of several values, the text between the first and the last
 * @param value as it was sent
 */
record ContentLine(String name, Map<String, String> parameters, String value) {

    /** Parses a line; empty if it is not a property. */
    static Optional<ContentLine> parse(String line) {
        int end = 0;
        while (end < line.length() && isNameCharacter(line.charAt(end))) {
            end++;
        }
        if (end == 0 || end == line.length()) {
            return Optional.empty();
        }
        String name = line.substring(0, end).toUpperCase(Locale.ROOT);
        Map<String, String> parameters = new LinkedHashMap<>();
        int position = end;
        while (position < line.length() && line.charAt(position) == ';') {
            int next = endOfParameter(line, position + 1);
            addParameter(line.substring(position + 1, next), parameters);
            position = next;
        }
        return position < line.length() && line.charAt(position) == ':'
                ? Optional.of(new ContentLine(name, parameters, line.substring(position + 1)))
                : Optional.empty();
    }

    private static boolean isNameCharacter(char character) {
        return character >= 'A' && character <= 'Z'
                || character >= 'a' && character <= 'z'
                || character >= '0' && character <= '9'
                || character == '-';
    }

    /** Returns the position of the semicolon or colon after a parameter. Neither of them ends it within quotes. */
    private static int endOfParameter(String line, int start) {
        boolean quoted = false;
        int position = start;
        while (position < line.length()) {
            char character = line.charAt(position);
            if (character == '"') {
                quoted = !quoted;
            } else if (!quoted && (character == ';' || character == ':')) {
                break;
            }
            position++;
        }
        return position;
    }

    private static void addParameter(String parameter, Map<String, String> parameters) {
        int equals = parameter.indexOf('=');
        if (equals > 0) {
            String value = parameter.substring(equals + 1).strip();
            boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
            parameters.putIfAbsent(
                    parameter.substring(0, equals).strip().toUpperCase(Locale.ROOT),
                    withoutCarets(quoted ? value.substring(1, value.length() - 1) : value));
        }
    }

    /** Decodes quotes, line ends and carets in a parameter (RFC 6868). */
    private static String withoutCarets(String value) {
        return value.indexOf('^') < 0 ? value : unescape(value, '^', Map.of('n', '\n', '\'', '"', '^', '^'));
    }

    Optional<String> parameter(String parameter) {
        return Optional.ofNullable(parameters.get(parameter)).filter(text -> !text.isEmpty());
    }

    /** Returns the value as text, without escapes (RFC 5545, 3.3.11). */
    String text() {
        return unescape(value, '\\', Map.of('n', '\n', 'N', '\n', ',', ',', ';', ';', '\\', '\\'));
    }

    private static String unescape(String text, char escape, Map<Character, Character> escaped) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            Character meant =
                    text.charAt(i) == escape && i + 1 < text.length() ? escaped.get(text.charAt(i + 1)) : null;
            plain.append(meant == null ? text.charAt(i) : meant.charValue());
            if (meant != null) {
                i++;
            }
        }
        return plain.toString();
    }
}
