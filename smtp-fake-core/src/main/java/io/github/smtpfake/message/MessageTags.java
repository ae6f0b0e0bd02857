package io.github.smtpfake.message;

import io.github.smtpfake.internal.delivery.TagNames;
import io.github.smtpfake.session.Envelope;
import java.util.ArrayList;
import java.util.List;

/** Finds the tags that a message contains. */
final class MessageTags {
    private static final String HEADER = "X-Tags";

    private MessageTags() {}

    /**
     * Returns the tags in the X-Tags header and in addresses of the headers From, To, Cc and Bcc and of recipients that
     * no header names.
     */
    static List<String> of(Envelope envelope, MimeContent content) {
        List<String> found = new ArrayList<>();
        content.headers().values(HEADER).forEach(list -> found.addAll(TagNames.ofList(list)));
        for (String header : List.of("To", "Cc", "Bcc", "From")) {
            content.addresses(header).forEach(address -> found.addAll(TagNames.ofAddress(address.address())));
        }
        Bcc.hidden(envelope, content).forEach(recipient -> found.addAll(TagNames.ofAddress(recipient)));
        return TagNames.sorted(found);
    }
}
