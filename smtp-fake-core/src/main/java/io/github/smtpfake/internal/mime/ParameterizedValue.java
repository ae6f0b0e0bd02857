package io.github.smtpfake.internal.mime;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parsed value of a header such as Content-Type (RFC 2045, 5.1). Reads as much as possible of a damaged header.
 *
 * @param value the text before the first semicolon, without comments; empty if that text is a parameter already
 * @param parameters the decoded parameters by their names in lower case (RFC 2231, RFC 2047); of several with the same
 *     name, the first
 * @param repeated the names of parameters that were sent more than once
 * @param unquoted the names of parameters whose values contain characters that are allowed only in quotes
 */
public record ParameterizedValue(
        String value, Map<String, String> parameters, Set<String> repeated, Set<String> unquoted) {

    /** The name of a parameter. Unlike a media type it has no slash. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9*_-]+");

    /** A comment may follow a type without a space. */
    private static final Pattern MEDIA_TYPE = Pattern.compile("([!-')-.0-~]+/[!-')-.0-~]+)(\\(.*)?", Pattern.DOTALL);

    /** Parses the value of a header. */
    public static ParameterizedValue parse(String header) {
        Scanner scanner = new Scanner(header);
        Map<String, String> sent = new LinkedHashMap<>();
        Set<String> repeated = new LinkedHashSet<>();
        Set<String> unquoted = new LinkedHashSet<>();
        String value = scanner.withoutQuotes("=;");
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
                if (sent.putIfAbsent(name, scanner.text(";")) != null) {
                    repeated.add(name);
                } else if (scanner.needsQuotes()) {
                    unquoted.add(name);
                }
            }
        }
        return new ParameterizedValue(value, ExtendedParameters.decode(sent), repeated, unquoted);
    }

    /** Returns the value of a parameter, or empty if it is missing. */
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /** Returns the value in lower case if it is a media type, or empty if it is other text. */
    public Optional<String> mediaType() {
        Matcher type = MEDIA_TYPE.matcher(value);
        return type.matches() ? Optional.of(type.group(1).toLowerCase(Locale.ROOT)) : Optional.empty();
    }

    private static final class Scanner {
        private static final String SPECIALS = "()<>@,:\\/[]?= \t\r\n";

        private final String header;
        private int position;

        /** Whether the last text has characters outside quotes that are allowed only in quotes. */
        private boolean needsQuotes;

        private boolean hasUnclosedComment;

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

        boolean needsQuotes() {
            return needsQuotes;
        }

        /** Reads up to one of the stops like {@link #text}, but ignores quotes, so that one without end hides no parameters. */
        String withoutQuotes(String stops) {
            return text(stops, false);
        }

        /** Reads up to one of the stops, without comments and without unquoted white space at either end. */
        String text(String stops) {
            return text(stops, true);
        }

        private String text(String stops, boolean hasQuotes) {
            StringBuilder text = new StringBuilder();
            int keep = 0;
            int quotedEnd = 0;
            for (; position < header.length() && stops.indexOf(header.charAt(position)) < 0; position++) {
                char c = header.charAt(position);
                if (c == '"' && !hasQuotes) {
                    continue;
                }
                if (c == '"') {
                    quoted(text);
                    keep = text.length();
                    quotedEnd = keep;
                } else if (c == '(' && isSpaceBefore()) {
                    comment(text, stops);
                    keep = text.isEmpty() || isSpace(text.charAt(text.length() - 1)) ? keep : text.length();
                } else if (!isSpace(c)) {
                    text.append(c);
                    keep = text.length();
                } else if (!text.isEmpty()) {
                    text.append(c);
                }
            }
            text.setLength(keep);
            needsQuotes = text.chars().skip(quotedEnd).anyMatch(c -> SPECIALS.indexOf(c) >= 0);
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

        /**
         * Skips comments and stops at the last closing parenthesis. Comments are text if the value continues after them, as
         * in {@code report (1).pdf}, and so is a parenthesis without end.
         */
        private void comment(StringBuilder text, String stops) {
            int last = position;
            int next = position;
            while (next < header.length() && header.charAt(next) == '(' && !hasUnclosedComment) {
                int end = commentEnd(next);
                hasUnclosedComment = end < 0;
                if (end >= 0) {
                    last = end;
                    next = afterSpaces(end + 1);
                }
            }
            boolean continues = next < header.length() && stops.indexOf(header.charAt(next)) < 0;
            if (continues && (last == position || !text.isEmpty())) {
                text.append(header, position, last + 1);
            }
            position = last;
        }

        private int afterSpaces(int start) {
            int i = start;
            while (i < header.length() && isSpace(header.charAt(i))) {
                i++;
            }
            return i;
        }

        /** Returns the index of the parenthesis that closes the comment at an index, or -1. */
        private int commentEnd(int start) {
            int depth = 0;
            for (int i = start; i < header.length(); i++) {
                switch (header.charAt(i)) {
                    case '(' -> depth++;
                    case ')' -> depth--;
                    case '\\' -> i++;
                    default -> {
                        // The content of a comment does not matter.
                    }
                }
                if (depth == 0) {
                    return i;
                }
            }
            return -1;
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
