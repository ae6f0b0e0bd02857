package io.github.smtpfake.message;

import java.util.Objects;
import java.util.Optional;

/**
 * An image of a message's HTML.
 *
 * @param source the address of the image as it was sent: {@code cid:logo@example.org}, or an address on the web
 * @param description the alternative text; empty if there is none
 * @param part the part of the message that the source refers to (RFC 2392); empty if the message has no such part
 */
public record HtmlImage(String source, String description, Optional<Attachment> part) {

    /** Checks the arguments. */
    public HtmlImage {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(part, "part");
    }
}
