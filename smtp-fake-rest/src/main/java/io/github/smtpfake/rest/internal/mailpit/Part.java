package io.github.smtpfake.rest.internal.mailpit;

import io.github.smtpfake.message.Attachment;
import io.github.smtpfake.message.CapturedMessage;
import java.util.List;
import java.util.Optional;

/** The parts of a message that are neither its text nor its HTML, as Mailpit tells and names them. */
final class Part {

    private Part() {}

    /** Finds a part by its section, which is its id. */
    static Optional<Attachment> find(CapturedMessage message, String id) {
        return message.attachments().stream()
                .filter(part -> part.section().equals(id))
                .findFirst();
    }

    /** Returns those that are offered as files. */
    static List<Attachment> attachments(CapturedMessage message) {
        List<Attachment> inline = message.content().inlineParts();
        return message.attachments().stream()
                .filter(part -> !inline.contains(part))
                .toList();
    }
}
