package io.github.smtpfake.jdbc;

import io.github.smtpfake.internal.delivery.Delivery;
import io.github.smtpfake.internal.delivery.SearchValues;
import io.github.smtpfake.message.Address;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.message.MimeContent;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The values of a message that queries look at and that only a parsed message has. They are usually stored after the message
 * has been acknowledged; until then, Java decides all conditions on the message, as it always does if they are odd.
 *
 * @param isOdd whether SQL cannot decide conditions on this message
 * @param contentIndex empty if the message has none
 */
record MessageDetails(
        boolean isOdd,
        @Nullable String subject,
        @Nullable String messageId,
        int attachments,
        int inlineParts,
        boolean hasHtml,
        byte[] contentIndex,
        @Nullable String snippet,
        List<AddressRow> addresses,
        SearchableText text) {
    private static final Logger LOG = System.getLogger(MessageDetails.class.getName());
    private static final SearchableText NO_TEXT = new SearchableText(null, null, null);

    /** A row of the table {@code address}. */
    record AddressRow(AddressKind kind, String address, String label) {
        static AddressRow of(AddressKind kind, Address mailbox) {
            return new AddressRow(kind, Fold.key(mailbox.address()), Fold.lower(mailbox.toString()));
        }

        boolean isOdd() {
            return Fold.isOdd(address) || Fold.isOdd(label);
        }
    }

    /** Returns the details of a message, which it parses. */
    static MessageDetails of(CapturedMessage message) {
        // First, so that it is kept and the index does not parse the message again.
        MimeContent content = message.content();
        byte[] index = Delivery.of(message).index();
        SearchValues search = SearchValues.of(message);
        int inlineParts = content.inlineParts().size();
        MessageDetails details = new MessageDetails(
                false,
                lower(content.subject()),
                lower(content.messageId()),
                content.attachments().size() - inlineParts,
                inlineParts,
                content.html().isPresent(),
                index,
                message.snippet(),
                addresses(message),
                SearchableText.of(content.text(), search.anywhere()));
        return details.hasOddValue() || Origin.of(message).isOdd() ? details.asOdd() : details;
    }

    /** Reads a message. */
    @FunctionalInterface
    interface Source<E extends Exception> {
        CapturedMessage message() throws E;
    }

    /**
     * Returns the details of a message; if it is damaged, those with which Java decides all conditions on it.
     *
     * @throws OutOfMemoryError if there is too little memory now, perhaps because of other threads
     */
    static <E extends Exception> MessageDetails orUnknown(
            String id, Source<E> source, Function<CapturedMessage, MessageDetails> parser) throws E {
        try {
            return parser.apply(source.message());
        } catch (RuntimeException e) {
            return unknown(id, e);
        }
    }

    /** Returns details with which Java decides all conditions on the message. */
    static MessageDetails unknown(String id, Throwable reason) {
        LOG.log(
                Level.WARNING,
                "The store cannot index the message " + id + "; searches will parse it each time",
                reason);
        return new MessageDetails(true, null, null, 0, 0, false, new byte[0], null, List.of(), NO_TEXT);
    }

    private static @Nullable String lower(Optional<String> text) {
        return text.map(Fold::lower).orElse(null);
    }

    private static List<AddressRow> addresses(CapturedMessage message) {
        Set<AddressRow> rows = new LinkedHashSet<>();
        message.envelope().recipients().forEach(recipient -> rows.add(recipientRow(AddressKind.RECIPIENT, recipient)));
        message.from().forEach(mailbox -> rows.add(AddressRow.of(AddressKind.FROM, mailbox)));
        message.to().forEach(mailbox -> rows.add(AddressRow.of(AddressKind.TO, mailbox)));
        message.cc().forEach(mailbox -> rows.add(AddressRow.of(AddressKind.CC, mailbox)));
        message.replyTo().forEach(mailbox -> rows.add(AddressRow.of(AddressKind.REPLY_TO, mailbox)));
        message.bccHeader().forEach(mailbox -> rows.add(AddressRow.of(AddressKind.BCC, mailbox)));
        message.bcc().forEach(recipient -> rows.add(recipientRow(AddressKind.BCC, recipient)));
        return new ArrayList<>(rows);
    }

    private static AddressRow recipientRow(AddressKind kind, String recipient) {
        return AddressRow.of(kind, new Address("", recipient));
    }

    private boolean hasOddValue() {
        return text.isOdd()
                || addresses.stream().anyMatch(AddressRow::isOdd)
                || Stream.of(Optional.ofNullable(subject), Optional.ofNullable(messageId))
                        .flatMap(Optional::stream)
                        .anyMatch(Fold::isOdd);
    }

    /** Without the texts, which only queries by SQL need. */
    private MessageDetails asOdd() {
        return new MessageDetails(
                true, subject, messageId, attachments, inlineParts, hasHtml, contentIndex, snippet, addresses, NO_TEXT);
    }

    /** Returns the version of {@link #contentIndex} as the column {@code message.index_version} has it. */
    int indexVersion() {
        return contentIndex.length == 0 ? 0 : Delivery.INDEX_VERSION;
    }
}
