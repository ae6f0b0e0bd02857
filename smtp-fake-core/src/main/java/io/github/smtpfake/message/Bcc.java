package io.github.smtpfake.message;

import io.github.smtpfake.internal.query.Idn;
import io.github.smtpfake.internal.text.LowerCase;
import io.github.smtpfake.session.Envelope;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the recipients of an envelope that no header names. */
final class Bcc {
    private static final List<String> HEADERS = List.of("To", "Cc", "Bcc");
    private static final List<String> RESENT_HEADERS = List.of("Resent-To", "Resent-Cc", "Resent-Bcc");

    private Bcc() {}

    static List<String> hidden(Envelope envelope, MimeContent content) {
        return hidden(
                envelope,
                Stream.of(HEADERS, RESENT_HEADERS)
                        .flatMap(List::stream)
                        .flatMap(header -> content.addresses(header).stream())
                        .toList());
    }

    /** Returns whether other headers than To, Cc and Bcc name recipients. */
    static boolean isResent(MimeContent content) {
        return RESENT_HEADERS.stream()
                .anyMatch(header -> content.headers().firstField(header).isPresent());
    }

    /** Returns the recipients that are not among the mailboxes of headers. */
    static List<String> hidden(Envelope envelope, List<Address> mailboxes) {
        Set<String> named = new HashSet<>();
        mailboxes.forEach(address -> named.add(key(address.address())));
        return envelope.recipients().stream()
                .filter(recipient -> named.add(key(recipient)))
                .toList();
    }

    private static String key(String address) {
        return LowerCase.of(Idn.unicode(address));
    }
}
