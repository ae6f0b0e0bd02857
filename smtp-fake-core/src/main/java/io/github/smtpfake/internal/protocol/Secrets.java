package io.github.smtpfake.internal.protocol;

/** Keeps passwords and tokens out of whatever is remembered of a session. */
final class Secrets {
    private static final String AUTH = "AUTH";
    /** RFC 4422, 3.1. */
    private static final int LONGEST_MECHANISM = 20;

    private Secrets() {}

    /** Masks all of an AUTH command but its mechanism, however the command is written. */
    static String maskCommand(String line) {
        String command = line.strip();
        if (!command.regionMatches(true, 0, AUTH, 0, AUTH.length())) {
            return line;
        }
        int end = endOfMechanism(command);
        return end == command.length() ? command : command.substring(0, end) + " ****";
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

    /** Masks a line that answers a challenge, but not the asterisk that cancels. */
    static String maskResponse(String line) {
        return line.isEmpty() || line.equals("*") ? line : "****";
    }
}
