package io.github.smtpfake.message;

/** Reads message ids in header fields (RFC 5322, 3.6.4). */
final class MessageIds {

    private MessageIds() {}

    static String withoutBrackets(String id) {
        String stripped = id.strip();
        int start = stripped.startsWith("<") ? 1 : 0;
        int end = stripped.length() > start && stripped.endsWith(">") ? stripped.length() - 1 : stripped.length();
        return stripped.substring(start, end);
    }
}
