package io.github.smtpfake.internal.smtp.protocol;

import io.github.smtpfake.internal.smtp.wire.Line;

/**
 * Keeps passwords and tokens out of the record of a session. A client whose AUTH was rejected may still send the responses
 * that it had prepared, so all lines after AUTH are masked until a known command arrives.
 */
final class SecretMasker {
    private static final String AUTH = "AUTH";
    /** RFC 4422, 3.1. */
    private static final int LONGEST_MECHANISM = 20;

    private static final String MASK = "****";

    /** Replaces bytes that nobody can read. */
    private static final String TLS = "(TLS handshake)";

    /** Whether the next line may be a response to a challenge. */
    private boolean expectsResponse;

    /** Returns a command without secrets. */
    String maskCommand(Line line) {
        if (line.state() == Line.State.TLS) {
            return TLS;
        }
        String text = line.text();
        if (isAuth(text)) {
            expectsResponse = true;
            return maskAuth(text);
        }
        if (expectsResponse && !text.isEmpty()) {
            expectsResponse = Command.parse(line).verb() == Verb.UNKNOWN;
        }
        return expectsResponse && !text.isEmpty() ? MASK : shortened(line);
    }

    private static String shortened(Line line) {
        return line.state() == Line.State.TOO_LONG ? line.text() + "…" : line.printable();
    }

    /** Returns a response without secrets: masked, unless it is empty or the asterisk that cancels AUTH. */
    String maskResponse(Line line) {
        if (line.state() == Line.State.TLS) {
            return TLS;
        }
        expectsResponse = true;
        return line.text().isEmpty() || line.text().equals("*") ? line.text() : MASK;
    }

    private static boolean isAuth(String line) {
        return line.strip().regionMatches(true, 0, AUTH, 0, AUTH.length());
    }

    /** Masks all of an AUTH command except its mechanism, even if the command is malformed. */
    private static String maskAuth(String line) {
        String command = line.strip();
        int end = endOfMechanism(command);
        return end == command.length() ? command : command.substring(0, end) + " " + MASK;
    }

    /** Returns the index after the mechanism, or after AUTH if no mechanism follows. */
    private static int endOfMechanism(String command) {
        int start = AUTH.length();
        while (start < command.length() && isSpace(command.charAt(start))) {
            start++;
        }
        int end = start;
        while (end < command.length() && isMechanismCharacter(command.charAt(end))) {
            end++;
        }
        boolean named = start > AUTH.length()
                && end - start <= LONGEST_MECHANISM
                && (end == command.length() || isSpace(command.charAt(end)));
        return named ? end : AUTH.length();
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t';
    }

    private static boolean isMechanismCharacter(char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    }
}
