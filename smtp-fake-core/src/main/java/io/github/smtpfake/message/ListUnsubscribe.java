package io.github.smtpfake.message;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * How to unsubscribe from a mailing list, according to the List-Unsubscribe header (RFC 2369, section 3.2). Immutable.
 *
 * @param uris the addresses in order of preference, such as {@code mailto:leave@example.org}
 * @param oneClick whether a POST to the {@link #https()} address is enough (RFC 8058)
 */
public record ListUnsubscribe(List<String> uris, boolean oneClick) {

    /** Creates an instance with a copy of the list. */
    public ListUnsubscribe {
        uris = List.copyOf(Objects.requireNonNull(uris, "uris"));
    }

    /** Returns the first address that begins with {@code https:}, or empty if there is none. */
    public Optional<String> https() {
        return first("https:");
    }

    /** Returns the first address that begins with {@code mailto:}, or empty if there is none. */
    public Optional<String> mailto() {
        return first("mailto:");
    }

    private Optional<String> first(String scheme) {
        return uris.stream()
                .filter(uri -> uri.toLowerCase(Locale.ROOT).startsWith(scheme))
                .findFirst();
    }
}
