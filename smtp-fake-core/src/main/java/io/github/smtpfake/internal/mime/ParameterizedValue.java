package io.github.smtpfake.internal.mime;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The parsed value of a header such as Content-Type (RFC 2045, 5.1). Reads as much as possible of a damaged header.
 *
 * @param value the text before the first semicolon, without comments; empty if that text is a parameter already
 * @param parameters the decoded parameters by their names in lower case (RFC 2231, RFC 2047); of several with the same
 *     name, the first
 */
public record ParameterizedValue(String value, Map<String, String> parameters) {

    /** The name of a parameter. Unlike a media type it has no slash. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9*_-]+");

    /** Parses the value of a header. */
    public static ParameterizedValue parse(String header) {
        Scanner scanner = new Scanner(header);
        Map<String, String> sent = new LinkedHashMap<>();
        String value = scanner.text("=;");
        if (scanner.accept('=')) {
            String rest = scanner.text(";");
            if (NAME.matcher(value).matches()) {
                sent.put(value.toLowerCase(Locale.ROOT), rest);
                value = "";
            } else {
                value = value + "=" + rest;
            }
        }
        while (scanner.accept(';')) {
            String name = scanner.text("=;").toLowerCase(Locale.ROOT);
            if (scanner.accept('=')) {
                sent.putIfAbsent(name, scanner.text(";"));
            }
        }
        return new ParameterizedValue(value, ExtendedParameters.decode(sent));
    }

    /** Returns the value of a parameter, or empty if it is missing. */
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    private static final class Scanner {
        private final String header;
        private int position;

        Scanner(String header) {
            this.header = header;
        }

        boolean accept(char c) {
            if (position >= header.length() || header.charAt(position) != c) {
                return false;
            }
            position++;
            return true;
        }

        /** Reads up to one of the stops, without comments and without unquoted white space at either end. */
        String text(String stops) {
            StringBuilder text = new StringBuilder();
            int keep = 0;
            for (; position < header.length() && stops.indexOf(header.charAt(position)) < 0; position++) {
                char c = header.charAt(position);
                if (c == '"') {
                    quoted(text);
                    keep = text.length();
                } else if (c == '(' && isSpaceBefore()) {
                    comment();
                } else if (!isSpace(c)) {
                    text.append(c);
                    keep = text.length();
                } else if (!text.isEmpty()) {
                    text.append(c);
                }
            }
            text.setLength(keep);
            return text.toString();
        }

        /** Reads a quoted string and stops at its closing quote. */
        private void quoted(StringBuilder text) {
            for (position++; position < header.length() && header.charAt(position) != '"'; position++) {
                if (header.charAt(position) == '\\' && position + 1 < header.length()) {
                    position++;
                }
                text.append(header.charAt(position));
            }
        }

        /** Skips a comment and stops at its closing parenthesis. */
        private void comment() {
            int depth = 0;
            for (; position < header.length(); position++) {
                switch (header.charAt(position)) {
                    case '(' -> depth++;
                    case ')' -> depth--;
                    case '\\' -> position++;
                    default -> {
                        // The content of a comment is skipped.
                    }
                }
                if (depth == 0) {
                    return;
                }
            }
        }

        /** A parenthesis within an unquoted name such as {@code report(1).pdf} does not start a comment. */
        private boolean isSpaceBefore() {
            return position == 0 || isSpace(header.charAt(position - 1));
        }

        private static boolean isSpace(char c) {
            return c == ' ' || c == '\t' || c == '\r' || c == '\n';
        }
    }
}
