package io.github.smtpfake.rest.internal.http;

import java.util.regex.Pattern;

/** Validates media types from untrusted sources. */
public final class MediaType {
    // RFC 6838, section 4.2.
    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}";
    private static final Pattern TYPE = Pattern.compile(NAME + "/" + NAME);

    private MediaType() {}

    /** Returns the given type if it is valid and has no parameters, or else the type of unknown content. */
    public static String orUnknown(String type) {
        return TYPE.matcher(type).matches() ? type : "application/octet-stream";
    }
}
