package io.github.smtpfake.internal.text;

import java.net.URI;
import java.util.regex.Pattern;

/** URLs as failures show them: without a password or a token. */
public final class UrlText {
    private static final Pattern LOGIN = Pattern.compile("^([a-zA-Z][a-zA-Z0-9+.-]*://)?.*@", Pattern.DOTALL);

    private UrlText() {}

    /** Returns the URL with {@code …} instead of the user, the password or the token. */
    public static String withoutLogin(URI url) {
        boolean hasNone = url.getHost() != null && url.getRawUserInfo() == null;
        return hasNone ? url.toString() : withoutLogin(url.toString());
    }

    /**
     * Returns a text that may be a URL, with {@code …} instead of what may be a login: a password that is not escaped may contain
     * any character, so this is everything up to the last {@code @}.
     */
    public static String withoutLogin(String url) {
        return LOGIN.matcher(url).replaceFirst("$1…@");
    }
}
