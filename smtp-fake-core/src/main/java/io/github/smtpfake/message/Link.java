package io.github.smtpfake.message;

/**
 * A link of a message.
 *
 * @param text what a reader sees of it: the text of the HTML element, or the description of its image, or the address
 *     itself where it stood in plain text; without line ends
 * @param href where it leads, as it was sent, or made whole by the base address that the HTML names
 */
public record Link(String text, String href) {

    @Override
    public String toString() {
        return text.equals(href) ? href : text + " <" + href + ">";
    }
}
