package io.github.smtpfake.rest.internal.mailpit.content;

import io.github.smtpfake.message.CapturedMessage;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * White space in the values of headers. Mailpit replaces a fold and the white space around it by one space; the native API only
 * removes its line end (RFC 5322, section 2.2.3).
 */
public final class HeaderSpace {
    private static final Pattern REST_OF_FOLD = Pattern.compile("[ \t]{2,}+|\t");
    private static final Pattern END_OF_FIELD = Pattern.compile("\r?\n(?![ \t])");
    private static final Pattern LINE_END = Pattern.compile("\r?\n");
    private static final Pattern FOLD = Pattern.compile("(?<![ \t])[ \t]*+\r?\n[ \t]*+");

    private HeaderSpace() {}

    /** Replaces what may remain of folds in a decoded value, a tab or several spaces, by one space. */
    public static String unfolded(String value) {
        return REST_OF_FOLD.matcher(value).replaceAll(" ");
    }

    /** Returns the values with folds of a message, each by the value that {@code Header.rawValue()} has without white space at its ends. */
    public static Map<String, String> folds(CapturedMessage message) {
        Map<String, String> folds = new HashMap<>();
        for (String field : END_OF_FIELD.split(head(message.raw()))) {
            String value = field.substring(field.indexOf(':') + 1);
            if (value.indexOf('\n') >= 0) {
                folds.put(
                        LINE_END.matcher(value).replaceAll("").strip(),
                        FOLD.matcher(value).replaceAll(" ").strip());
            }
        }
        return folds;
    }

    private static String head(byte[] raw) {
        int end = 0;
        while (end < raw.length && !isEmptyLine(raw, end)) {
            end++;
        }
        return new String(raw, 0, end, StandardCharsets.UTF_8);
    }

    private static boolean isEmptyLine(byte[] raw, int lineEnd) {
        if (raw[lineEnd] != '\n') {
            return false;
        }
        int next = lineEnd + 1 < raw.length && raw[lineEnd + 1] == '\r' ? lineEnd + 2 : lineEnd + 1;
        return next < raw.length && raw[next] == '\n';
    }
}
