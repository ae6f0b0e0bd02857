package io.github.smtpfake.message;

import java.util.Objects;

/**
 * A link of a message.
 *
 * @param text the text that a reader sees, without line ends: the text of the HTML element, the description of its image,
 *     or the address itself if the link is in plain text
 * @param href the address as it was sent, or resolved against the base address of the HTML
 */
public record Link(String text, String href) {

    /** Checks the arguments. */
    public Link {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(href, "href");
    }

    /** Returns text and address: {@code Confirm <https://example.org/confirm>}. */
    @Override
    public String toString() {
        return text.equals(href) ? href : text + " <" + href + ">";
    }
}
