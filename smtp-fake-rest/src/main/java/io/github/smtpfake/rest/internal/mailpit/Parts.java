package io.github.smtpfake.rest.internal.mailpit;

import io.github.smtpfake.internal.delivery.MessagePart;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.rest.internal.mailpit.content.MailContent;
import io.github.smtpfake.rest.internal.mailpit.content.MailContent.Part;
import java.util.Optional;

/** Finds the files of a message by the ids that Mailpit gives them. */
final class Parts {

    private Parts() {}

    /** Returns the part with an id if Mailpit or the native API regards it as a file. */
    static Optional<MessagePart> find(CapturedMessage message, String id) {
        MailContent content = MailContent.of(message);
        return content.file(id)
                .or(() -> message.attachments().stream()
                        .filter(file -> file.section().equals(id))
                        .findFirst()
                        .flatMap(file -> content.part(id)))
                .map(Part::node);
    }

    /** Returns the route of a part in the API. */
    static String route(CapturedMessage message, String id) {
        return "/api/v1/message/" + message.id() + "/part/" + id;
    }
}
