package io.github.smtpfake.message;

import io.github.smtpfake.internal.mime.Percents;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads references from HTML to parts of the same message (RFC 2392). */
final class ContentIds {
    private static final Pattern REFERENCE = Pattern.compile("\\bcid:([^\\s\"'()<>;]++)", Pattern.CASE_INSENSITIVE);

    private ContentIds() {}

    /** Returns the Content-ID in an address such as {@code cid:logo@example.org}; empty for other addresses. */
    static Optional<String> referredBy(String address) {
        return address.regionMatches(true, 0, "cid:", 0, 4)
                ? Optional.of(Percents.decode(address.substring(4)))
                : Optional.empty();
    }

    /** Adds the Content-IDs that an attribute or a style sheet refers to. */
    static void addReferences(String value, List<String> found) {
        if (value.indexOf(':') < 0) {
            return;
        }
        Matcher reference = REFERENCE.matcher(value);
        while (reference.find()) {
            found.add(Percents.decode(reference.group(1)));
        }
    }
}
