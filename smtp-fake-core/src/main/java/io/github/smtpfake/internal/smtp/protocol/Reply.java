package io.github.smtpfake.internal.smtp.protocol;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** A reply of the server: a code, optionally an enhanced status code, and one or more lines (RFC 5321, 4.2). */
public final class Reply {
    /** RFC 3463, 3.2. */
    private static final String ADDRESS_STATUS = "5.1.";

    private final int code;
    private final String status;
    private final List<String> lines;
    private final byte[] wire;

    /** No reply. */
    public static final Reply NONE = new Reply(0, "", List.of(), new byte[0]);

    /**
     * @param status the enhanced status code such as {@code 2.1.5} (RFC 3463), or empty if it has none
     * @param lines the text of each line, in printable ASCII
     */
    Reply(int code, String status, List<String> lines) {
        this(code, status, lines, render(code, status, lines));
    }

    private Reply(int code, String status, List<String> lines, byte[] wire) {
        this.code = code;
        this.status = status;
        this.lines = lines;
        this.wire = wire;
    }

    static Reply of(int code, String status, String text) {
        return new Reply(code, status, List.of(text));
    }

    /** Returns a line that is not a valid reply, to test how clients handle it. */
    static Reply malformed(String line) {
        return new Reply(0, "", List.of(line), (line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    private static byte[] render(int code, String status, List<String> lines) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            text.append(code).append(i < lines.size() - 1 ? '-' : ' ');
            if (!status.isEmpty()) {
                text.append(status).append(' ');
            }
            text.append(lines.get(i)).append("\r\n");
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** Returns the same reply without its enhanced status code, for a server that does not offer them. */
    Reply withoutStatus() {
        return status.isEmpty() ? this : new Reply(code, "", lines);
    }

    public int code() {
        return code;
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    /** Returns whether this reply rejects a command. */
    public boolean isRejection() {
        return code >= 400;
    }

    /** Returns whether the client should not try again (RFC 5321, 4.2.1). */
    boolean isPermanentFailure() {
        return code >= 500;
    }

    /** Returns whether the command was not understood or out of order; an invalid address is neither. */
    boolean isBadCommand() {
        return code >= 500 && code <= 504 && !status.startsWith(ADDRESS_STATUS);
    }

    /** Returns the last line as it is sent, without its line end; empty if there is no reply. */
    String lastLine() {
        if (code == 0) {
            return String.join("", lines);
        }
        return code + " " + (status.isEmpty() ? "" : status + " ") + lines.get(lines.size() - 1);
    }

    /** Returns the bytes to send, which must not be changed. */
    public byte[] wire() {
        return wire;
    }

    @Override
    public String toString() {
        return new String(wire, StandardCharsets.ISO_8859_1);
    }
}
