package io.github.smtpfake.rest.internal.mailpit;

import io.github.smtpfake.message.Attachment;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.message.MimeContent;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The parts of a message except its text and HTML, with ids and classification as in Mailpit. */
final class Parts {

    private Parts() {}

    /** Returns the part with an id, which is its section. */
    static Optional<Attachment> find(CapturedMessage message, String id) {
        return message.attachments().stream()
                .filter(part -> part.section().equals(id))
                .findFirst();
    }

    /** Returns the route of a part in the API. */
    static String route(CapturedMessage message, Attachment part) {
        return "/api/v1/message/" + message.id() + "/part/" + part.section();
    }

    /** Returns the parts that are not inline. */
    static List<Attachment> attachments(CapturedMessage message) {
        MimeContent content = message.content();
        Set<Attachment> inline = Collections.newSetFromMap(new IdentityHashMap<>());
        inline.addAll(content.inlineParts());
        return content.attachments().stream()
                .filter(part -> !inline.contains(part))
                .toList();
    }
}
