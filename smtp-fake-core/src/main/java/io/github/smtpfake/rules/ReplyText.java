package io.github.smtpfake.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A reply that a rule sends (RFC 5321, section 4.2). Immutable.
 *
 * @param code 200 to 599
 * @param status the enhanced status code such as {@code 4.2.2} (RFC 3463); empty for a reply without one
 * @param lines the text of each line, without code and status; at least one
 */
public record ReplyText(int code, String status, List<String> lines) {
    // RFC 5321, 4.5.3.1.5: including the code and the line end.
    private static final int LONGEST_LINE = 512;
    private static final int MOST_LINES = 100;
    private static final Pattern CODED = Pattern.compile("(\\d{3})(?:[ -](.*))?");
    private static final Pattern WITH_STATUS = Pattern.compile("(\\d\\.\\d{1,3}\\.\\d{1,3})(?: (.*))?");
    private static final String BARE = "Scripted reply";

    /**
     * Creates a reply with a copy of the lines.
     *
     * @throws IllegalArgumentException if the reply is invalid; the message names the fault and the fix
     */
    public ReplyText {
        Objects.requireNonNull(status, "status");
        lines = List.copyOf(Objects.requireNonNull(lines, "lines"));
        String shown = code + (status.isEmpty() ? "" : " " + status);
        if (code < 200 || code > 599) {
            throw invalid(shown, "has an invalid reply code: use one of 200 to 599, such as \"451 4.3.0 try later\"");
        }
        if (!status.isEmpty() && status.charAt(0) - '0' != code / 100) {
            String agreeing = code / 100 + status.substring(1);
            throw invalid(shown, "has an enhanced status code of another class than " + code + ": use " + agreeing);
        }
        // RFC 2034, 4: only replies of 2xx, 4xx and 5xx have enhanced status codes.
        if (!status.isEmpty() && code / 100 == 3) {
            throw invalid(shown, "must not have an enhanced status code: remove " + status);
        }
        if (lines.isEmpty() || lines.size() > MOST_LINES) {
            throw invalid(shown, "must have 1 to " + MOST_LINES + " lines, not " + lines.size());
        }
        for (String line : lines) {
            if (!line.chars().allMatch(c -> c >= ' ' && c < 127 || c == '\t')) {
                throw invalid(shown, "must be printable ASCII; separate its lines with \\n");
            }
            int length = shown.length() + 1 + line.length() + 2;
            if (length > LONGEST_LINE) {
                throw invalid(
                        shown,
                        "has a line of " + length + " bytes including its line end; at most " + LONGEST_LINE
                                + " are allowed: break it with \\n");
            }
        }
    }

    private static IllegalArgumentException invalid(String shown, String fault) {
        return new IllegalArgumentException("reply \"" + shown + " ..\" " + fault);
    }

    /**
     * Parses {@code code [status] text}; {@code \n} separates lines, each with or without the code.
     *
     * @throws IllegalArgumentException if it is not a valid reply; the message names the fault and the fix
     */
    public static ReplyText parse(String text) {
        Objects.requireNonNull(text, "text");
        String[] given = text.split("\r?\n", -1);
        Matcher first = CODED.matcher(given[0]);
        if (!first.matches()) {
            throw new IllegalArgumentException("reply \"" + text
                    + "\" must begin with a code of three digits and a space, such as \"451 4.3.0 try later\"");
        }
        String code = first.group(1);
        String status = "";
        List<String> lines = new ArrayList<>();
        for (String line : given) {
            Matcher coded = CODED.matcher(line);
            String rest = coded.matches() && coded.group(1).equals(code) ? orEmpty(coded.group(2)) : line;
            Matcher withStatus = WITH_STATUS.matcher(rest);
            if (withStatus.matches() && (lines.isEmpty() || withStatus.group(1).equals(status))) {
                status = withStatus.group(1);
                rest = orEmpty(withStatus.group(2));
            }
            lines.add(rest);
        }
        // RFC 5321, 4.2: a line must not end after the space, so a bare code gets a text.
        if (lines.size() == 1 && lines.get(0).isEmpty()) {
            lines.set(0, BARE);
        }
        return new ReplyText(Integer.parseInt(code), status, lines);
    }

    /** Returns whether the server rejects the command with this reply: the code is 400 or above. */
    public boolean isRejection() {
        return code >= 400;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** Returns the reply in the form that {@link #parse} reads. */
    @Override
    public String toString() {
        return code + " " + (status.isEmpty() ? "" : status + " ") + String.join("\n", lines);
    }
}
