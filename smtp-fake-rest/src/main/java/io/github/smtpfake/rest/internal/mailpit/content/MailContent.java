package io.github.smtpfake.rest.internal.mailpit.content;

import io.github.smtpfake.internal.delivery.Delivery;
import io.github.smtpfake.internal.delivery.MessagePart;
import io.github.smtpfake.message.CapturedMessage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The texts and files of a message as Mailpit divides its parts. A part is a file if its disposition says so, and may be a text,
 * too; a part without disposition is a file if it is neither plain text nor HTML. Immutable.
 */
public final class MailContent {
    private static final String PLAIN = "text/plain";
    private static final String HTML = "text/html";
    private static final String BINARY = "application/octet-stream";
    private static final String ATTACHMENT = "attachment";
    private static final String INLINE = "inline";
    private static final String BETWEEN_TEXTS = "\n--\n";

    private final int examinedText;
    private final Part root;
    private final List<Part> inOrder;
    private final List<Part> byLevel;

    /**
     * A part that is no multipart.
     *
     * @param id the position among the parts of each level, such as {@code 2.1}; {@code 0} for the only part of a message
     */
    public record Part(String id, MessagePart node) {

        /** Returns whether the sender gave the part a name by which a reader can find it. */
        boolean isNamed() {
            return node.fileName().isPresent() || node.contentId().isPresent();
        }

        boolean isBody(String type) {
            return node.mediaType().equals(type) && !node.disposition().equals(ATTACHMENT);
        }

        boolean isInline() {
            return node.disposition().equals(INLINE);
        }

        boolean isText() {
            return node.mediaType().equals(PLAIN) || node.mediaType().equals(HTML);
        }
    }

    private MailContent(MessagePart tree, int examinedText) {
        this.examinedText = examinedText;
        this.root = new Part("0", tree);
        this.inOrder = inOrder(root);
        this.byLevel = byLevel(root);
    }

    /** Reads the structure of a message. */
    public static MailContent of(CapturedMessage message) {
        return new MailContent(
                MessagePart.of(message), Delivery.asReceived(message).limits().examinedText());
    }

    private static List<Part> children(Part parent) {
        String prefix = parent.id().equals("0") ? "" : parent.id() + ".";
        List<Part> children = new ArrayList<>();
        for (MessagePart node : parent.node().parts()) {
            children.add(new Part(prefix + (children.size() + 1), node));
        }
        return children;
    }

    private static List<Part> inOrder(Part root) {
        List<Part> found = new ArrayList<>();
        Deque<Part> pending = new ArrayDeque<>(List.of(root));
        while (!pending.isEmpty()) {
            Part part = pending.pop();
            if (part.node().isMultipart()) {
                List<Part> children = children(part);
                Collections.reverse(children);
                children.forEach(pending::push);
            } else {
                found.add(part);
            }
        }
        return found;
    }

    private static List<Part> byLevel(Part root) {
        List<Part> found = new ArrayList<>();
        Deque<Part> pending = new ArrayDeque<>(List.of(root));
        while (!pending.isEmpty()) {
            Part part = pending.remove();
            if (part.node().isMultipart()) {
                pending.addAll(children(part));
            } else {
                found.add(part);
            }
        }
        return found;
    }

    /** Returns the plain text or, if there is none, the text of the HTML with the addresses of its links. */
    public String text() {
        String plain = plainText();
        String html = plain.isEmpty() ? html() : "";
        return html.isEmpty() ? plain : HtmlToText.of(examined(html));
    }

    /** Several plain texts are joined, unless they are alternatives. */
    private String plainText() {
        Stream<Part> texts = root.node().mediaType().equals("multipart/alternative")
                ? byLevel.stream().filter(part -> part.isBody(PLAIN)).limit(1)
                : inOrder.stream().filter(part -> part.isBody(PLAIN));
        return String.join(BETWEEN_TEXTS, texts.map(part -> part.node().text()).toList());
    }

    /** Returns the first HTML; empty if there is none. */
    public String html() {
        return inOrder.stream()
                .filter(part -> part.isBody(HTML))
                .findFirst()
                .map(part -> part.node().text())
                .orElse("");
    }

    private String examined(String text) {
        return text.length() <= examinedText ? text : text.substring(0, examinedText);
    }

    /** Returns the beginning of the HTML or, if there is none, of the plain text. */
    String snippet() {
        String html = html();
        return Snippets.of(html.isBlank() ? examined(plainText()) : "", examined(html));
    }

    /** Returns the files that are attached, also those without a name. */
    List<Part> allAttachments() {
        return isOnePart()
                ? files(part -> !part.isText() && !part.isInline()
                        || part.node().disposition().equals(ATTACHMENT))
                : files(part -> part.node().disposition().equals(ATTACHMENT)
                        || part.node().mediaType().equals(BINARY));
    }

    /** Returns the files that are marked as inline, also those without a name. */
    List<Part> allInline() {
        return files(part -> part.isInline() && !(isOnePart() && part.isText()));
    }

    private boolean isOnePart() {
        return !root.node().isMultipart();
    }

    private List<Part> files(Predicate<Part> condition) {
        return byLevel.stream().filter(condition).toList();
    }

    private List<Part> others() {
        return isOnePart()
                ? List.of()
                : files(part -> part.node().disposition().isEmpty()
                        && !part.isText()
                        && !part.node().mediaType().equals(BINARY));
    }

    /** Returns the attached files that have a name or Content-ID. */
    public List<Part> attachments() {
        return allAttachments().stream().filter(Part::isNamed).toList();
    }

    /** Returns the other files that have a name or Content-ID: those that are marked as inline, then those without a mark. */
    public List<Part> inline() {
        return Stream.concat(allInline().stream(), others().stream())
                .filter(Part::isNamed)
                .toList();
    }

    /** Mailpit regards them as files. */
    private List<Part> untyped() {
        return isOnePart() ? List.of() : files(part -> !part.node().isTyped());
    }

    /** Returns the file with an id, also if it has no name, and a text without a Content-Type. */
    public Optional<Part> file(String id) {
        return Stream.of(allInline(), others(), allAttachments(), untyped())
                .flatMap(List::stream)
                .filter(part -> part.id().equals(id))
                .findFirst();
    }

    /** Returns the part with an id, whether it is a file or a text. */
    public Optional<Part> part(String id) {
        return inOrder.stream().filter(part -> part.id().equals(id)).findFirst();
    }
}
