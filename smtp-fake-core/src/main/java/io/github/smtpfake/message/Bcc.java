package io.github.smtpfake.message;

import io.github.smtpfake.session.Envelope;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Finds the recipients of an envelope that no header names. */
final class Bcc {
    private static final List<String> RECIPIENT_HEADERS =
            List.of("To", "Cc", "Bcc", "Resent-To", "Resent-Cc", "Resent-Bcc");

    private Bcc() {}

    static List<String> hidden(Envelope envelope, MimeContent content) {
        Set<String> named = new HashSet<>();
        RECIPIENT_HEADERS.stream()
                .flatMap(header -> content.addresses(header).stream())
                .forEach(address -> named.add(key(address.address())));
        return envelope.recipients().stream()
                .filter(recipient -> named.add(key(recipient)))
                .toList();
    }

    private static String key(String address) {
        return address.toLowerCase(Locale.ROOT);
    }
}
