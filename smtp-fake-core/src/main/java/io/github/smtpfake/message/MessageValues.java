package io.github.smtpfake.message;

import io.github.smtpfake.internal.mime.RawMessage;
import io.github.smtpfake.session.Envelope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Reads the values of a message from its index or, if that does not contain them, from its content.
 *
 * @param index the index; empty if it has not been made
 * @param content returns the content, and parses the message if necessary
 */
record MessageValues(Envelope envelope, Optional<MessageIndex> index, Supplier<MimeContent> content) {
    private static final List<IndexedValue> RECIPIENTS = List.of(IndexedValue.TO, IndexedValue.CC, IndexedValue.BCC);

    /** Returns the mailboxes of a header. */
    List<Address> mailboxes(IndexedValue value) {
        return index.flatMap(made -> made.mailboxes(value))
                .orElseGet(() -> content.get().addresses(value.header()));
    }

    /** Returns the texts of a value that does not consist of mailboxes. */
    List<String> texts(IndexedValue value) {
        return index.flatMap(made -> made.texts(value)).orElseGet(() -> parsed(value));
    }

    private List<String> parsed(IndexedValue value) {
        MimeContent parsed = content.get();
        return switch (value) {
            case SUBJECT -> parsed.subject().stream().toList();
            case MESSAGE_ID -> parsed.messageId().stream().toList();
            case FILE_NAMES ->
                parsed.attachments().stream()
                        .flatMap(attachment -> attachment.fileName().stream())
                        .toList();
            case TAGS ->
                MessageTags.of(
                        parsed.headers(),
                        Stream.concat(
                                Stream.of(IndexedValue.TO, IndexedValue.CC, IndexedValue.BCC, IndexedValue.FROM)
                                        .flatMap(header -> mailboxes(header).stream())
                                        .map(Address::address),
                                bcc().stream()));
            default -> throw new IllegalArgumentException(value + " consists of mailboxes");
        };
    }

    /** Returns the recipients of the envelope that no header names. */
    List<String> bcc() {
        return index.flatMap(this::bcc).orElseGet(() -> Bcc.hidden(envelope, content.get()));
    }

    private Optional<List<String>> bcc(MessageIndex made) {
        if (made.has(MessageIndex.HAS_RESENT)) {
            return Optional.empty();
        }
        List<Address> named = new ArrayList<>();
        for (IndexedValue header : RECIPIENTS) {
            Optional<List<Address>> mailboxes = made.mailboxes(header);
            if (mailboxes.isEmpty()) {
                return Optional.empty();
            }
            named.addAll(mailboxes.get());
        }
        return Optional.of(Bcc.hidden(envelope, named));
    }

    /** Returns the beginning of the text that a reader sees. */
    String snippet(RawMessage raw) {
        return index.flatMap(MessageIndex::text)
                .map(text -> text.beginningIn(raw.loaded(), 2 * MimeContent.SNIPPET_SOURCE))
                .filter(text -> !text.isBlank())
                .map(MimeContent::snippet)
                .orElseGet(() -> content.get().snippet());
    }

    int attachmentCount() {
        return index.map(MessageIndex::attachmentCount)
                .orElseGet(() -> content.get().attachments().size());
    }

    int inlinePartCount() {
        return index.map(MessageIndex::inlinePartCount).orElseGet(this::countInlineParts);
    }

    /** Parses the HTML only if it may refer to a part. */
    private int countInlineParts() {
        List<Attachment> parts = content.get().attachments();
        String html = parts.isEmpty() ? "" : content.get().html().orElse("");
        return !html.isEmpty() && parts.stream().anyMatch(part -> mayReferTo(part, html))
                ? content.get().inlineParts().size()
                : (int) parts.stream().filter(Attachment::isInline).count();
    }

    private static boolean mayReferTo(Attachment part, String html) {
        return part.contentId().isPresent()
                || part.headers().firstField("Content-Location").isPresent()
                || part.fileName()
                        .filter(name -> html.contains(PartReferences.ending(name))
                                || html.contains("&#")
                                || html.contains("&period;"))
                        .isPresent();
    }
}
