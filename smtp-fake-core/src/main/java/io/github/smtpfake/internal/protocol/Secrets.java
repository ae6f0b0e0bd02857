package io.github.smtpfake.internal.protocol;

/** Keeps passwords and tokens out of whatever is remembered of a session. */
final class Secrets {
    private static final String AUTH = "AUTH ";

    private Secrets() {}

    /** Masks what stands behind the mechanism of an AUTH command. */
    static String maskCommand(String line) {
        String start = line.stripLeading();
        if (!start.regionMatches(true, 0, AUTH, 0, AUTH.length())) {
            return line;
        }
        String[] words = start.split("[ \t]+", 3);
        return words.length < 3 ? start : words[0] + " " + words[1] + " ****";
    }

    /** Masks a line that answers a challenge, but not the asterisk that cancels. */
    static String maskResponse(String line) {
        return line.isEmpty() || line.equals("*") ? line : "****";
    }
}
