package io.github.smtpfake.rest.mailpit;

import io.github.smtpfake.message.Attachment;
import io.github.smtpfake.message.Attachment.Disposition;
import io.github.smtpfake.message.CapturedMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A part of a message that is neither its text nor its HTML.
 *
 * @param id tells it from the others of the message
 */
record Part(String id, Attachment attachment) {

    static List<Part> all(CapturedMessage message) {
        List<Part> parts = new ArrayList<>();
        for (Attachment attachment : message.attachments()) {
            parts.add(new Part(Integer.toString(parts.size() + 1), attachment));
        }
        return parts;
    }

    static Optional<Part> find(CapturedMessage message, String id) {
        return all(message).stream().filter(part -> part.id.equals(id)).findFirst();
    }

    /** Returns those that are offered as files. */
    static List<Part> attachments(CapturedMessage message) {
        return all(message).stream().filter(part -> !part.isInline()).toList();
    }

    /** Returns those that belong into the text, such as images. */
    static List<Part> inline(CapturedMessage message) {
        return all(message).stream().filter(Part::isInline).toList();
    }

    /** A part that does not say, and has an id, is one that the HTML refers to. */
    private boolean isInline() {
        boolean silent = attachment.headers().first("Content-Disposition").isEmpty();
        return attachment.disposition() == Disposition.INLINE
                || silent && attachment.contentId().isPresent();
    }
}
