package io.github.smtpfake.internal.smtp.protocol;

import io.github.smtpfake.internal.smtp.wire.Line;

/**
 * Keeps passwords and tokens out of whatever is remembered of a session. A client whose AUTH was refused may send on what
 * it had ready for the challenges, and that is no command, so what follows AUTH is masked until a command comes.
 */
final class Secrets {
    private static final String AUTH = "AUTH";
    /** RFC 4422, 3.1. */
    private static final int LONGEST_MECHANISM = 20;

    private static final String MASK = "****";

    private boolean mayFollow;

    /** Returns a command as it may be shown. */
    String command(Line line) {
        String text = line.text();
        if (isAuth(text)) {
            mayFollow = true;
            return maskAuth(text);
        }
        if (mayFollow && !text.isEmpty()) {
            mayFollow = Command.parse(line).verb() == Verb.UNKNOWN;
        }
        return mayFollow && !text.isEmpty() ? MASK : shortened(line);
    }

    private static String shortened(Line line) {
        return line.state() == Line.State.TOO_LONG ? line.text() + "…" : line.text();
    }

    /** Returns a line that answers a challenge as it may be shown: masked, unless it is the asterisk that cancels. */
    String response(Line line) {
        mayFollow = true;
        return line.text().isEmpty() || line.text().equals("*") ? line.text() : MASK;
    }

    private static boolean isAuth(String line) {
        return line.strip().regionMatches(true, 0, AUTH, 0, AUTH.length());
    }

    /** Masks all of an AUTH command but its mechanism, however the command is written. */
    private static String maskAuth(String line) {
        String command = line.strip();
        int end = endOfMechanism(command);
        return end == command.length() ? command : command.substring(0, end) + " " + MASK;
    }

    /** Returns the index behind the mechanism, or behind AUTH where no mechanism follows. */
    private static int endOfMechanism(String command) {
        int start = AUTH.length();
        while (start < command.length() && isBlank(command.charAt(start))) {
            start++;
        }
        int end = start;
        while (end < command.length() && isOfMechanism(command.charAt(end))) {
            end++;
        }
        boolean named = start > AUTH.length()
                && end - start <= LONGEST_MECHANISM
                && (end == command.length() || isBlank(command.charAt(end)));
        return named ? end : AUTH.length();
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private static boolean isOfMechanism(char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    }
}
