package io.github.smtpfake.rest.internal.mailpit.content;

import java.util.regex.Pattern;

/** White space in the values of headers. */
public final class HeaderSpace {
    private static final Pattern FOLD = Pattern.compile("[ \t]{2,}+|\t");

    private HeaderSpace() {}

    /**
     * Replaces what remains of folds, a tab or several spaces, by one space, as Mailpit does. The native API only removes the line
     * end of a fold (RFC 5322, section 2.2.3).
     */
    public static String unfolded(String value) {
        return FOLD.matcher(value).replaceAll(" ");
    }
}
