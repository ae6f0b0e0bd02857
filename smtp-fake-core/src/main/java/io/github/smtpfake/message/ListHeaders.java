package io.github.smtpfake.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the headers of mailing lists (RFC 2369, RFC 8058). */
final class ListHeaders {
    private static final Pattern BRACKETED = Pattern.compile("<([^<>]++)>");

    private ListHeaders() {}

    static Optional<ListUnsubscribe> unsubscribe(Headers headers) {
        List<String> uris = new ArrayList<>();
        Matcher bracketed = BRACKETED.matcher(headers.rawValue("List-Unsubscribe"));
        while (bracketed.find()) {
            // RFC 2369, 2: white space within the brackets is from folding.
            uris.add(bracketed.group(1).replaceAll("\\s", ""));
        }
        if (uris.isEmpty()) {
            return Optional.empty();
        }
        ListUnsubscribe plain = new ListUnsubscribe(uris, false);
        boolean oneClick = isOneClick(headers) && plain.https().isPresent();
        return Optional.of(oneClick ? new ListUnsubscribe(uris, true) : plain);
    }

    static boolean isOneClick(Headers headers) {
        return headers.rawValue("List-Unsubscribe-Post").strip().equalsIgnoreCase("List-Unsubscribe=One-Click");
    }
}
