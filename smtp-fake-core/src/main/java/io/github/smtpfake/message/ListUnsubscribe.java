package io.github.smtpfake.message;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How to leave a mailing list, as a message offers it in its header (RFC 2369, section 3.2).
 *
 * @param uris the addresses in the order of preference, such as {@code mailto:leave@example.org}
 * @param oneClick whether a POST to the {@link #https()} address is enough (RFC 8058)
 */
public record ListUnsubscribe(List<String> uris, boolean oneClick) {

    /** Copies the list. */
    public ListUnsubscribe {
        uris = List.copyOf(uris);
    }

    /** Returns the first address that begins with {@code https:}. */
    public Optional<String> https() {
        return first("https:");
    }

    /** Returns the first address that begins with {@code mailto:}. */
    public Optional<String> mailto() {
        return first("mailto:");
    }

    private Optional<String> first(String scheme) {
        return uris.stream()
                .filter(uri -> uri.toLowerCase(Locale.ROOT).startsWith(scheme))
                .findFirst();
    }
}
