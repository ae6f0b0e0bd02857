package io.github.smtpfake.message;

import io.github.smtpfake.internal.delivery.MessagePart;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Shows a node of a MIME tree to the other modules. */
record TreePart(MimeNode node) implements MessagePart {

    @Override
    public String mediaType() {
        return node instanceof MimePart part
                ? part.mediaType()
                : node.contentType().value().toLowerCase(Locale.ROOT);
    }

    @Override
    public boolean isTyped() {
        return !node.contentType().value().isEmpty();
    }

    @Override
    public boolean isMultipart() {
        return node instanceof Multipart;
    }

    @Override
    public List<MessagePart> parts() {
        return node instanceof Multipart multipart
                ? multipart.parts().stream().<MessagePart>map(TreePart::new).toList()
                : List.of();
    }

    @Override
    public String disposition() {
        return node instanceof MimePart part ? part.disposition().value().toLowerCase(Locale.ROOT) : "";
    }

    @Override
    public Optional<String> fileName() {
        return leaf().fileName();
    }

    @Override
    public Optional<String> contentId() {
        return leaf().contentId();
    }

    @Override
    public String text() {
        return leaf().sentText();
    }

    @Override
    public int size() {
        return leaf().body().facts().size();
    }

    @Override
    public InputStream newInputStream() {
        return leaf().body().newInputStream();
    }

    private MimePart leaf() {
        if (node instanceof MimePart part) {
            return part;
        }
        throw new IllegalStateException("A multipart has no body");
    }
}
