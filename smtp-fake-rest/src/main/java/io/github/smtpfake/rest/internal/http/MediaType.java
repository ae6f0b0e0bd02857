package io.github.smtpfake.rest.internal.http;

import java.util.regex.Pattern;

/** Media types that come from the network. */
public final class MediaType {
    // RFC 6838, 4.2.
    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}";
    private static final Pattern TYPE = Pattern.compile(NAME + "/" + NAME);

    private MediaType() {}

    /** Returns the type without parameters if it is one, and otherwise the one of what nothing is known about. */
    public static String orUnknown(String type) {
        return TYPE.matcher(type).matches() ? type : "application/octet-stream";
    }
}
