package io.github.smtpfake.message;

import java.util.Optional;

/**
 * An image of the HTML.
 *
 * @param source where it comes from, as it was sent: {@code cid:logo@example.org}, or an address on the web
 * @param description the alternative text; empty where there is none
 * @param part the part of the message that the source names (RFC 2392); empty where it names none, or one that is not
 *     there
 */
public record HtmlImage(String source, String description, Optional<Attachment> part) {}
