package io.github.smtpfake.jdbc;

import io.github.smtpfake.internal.delivery.Delivery;
import io.github.smtpfake.internal.delivery.SearchValues;
import io.github.smtpfake.message.Address;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.message.MimeContent;
import io.github.smtpfake.session.Authentication;
import io.github.smtpfake.session.SessionInfo;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A message with all values of its rows. The thread that adds the message makes them, so that the only thread that
 * writes has little to do.
 *
 * @param kept how many bytes of the message are there
 * @param weight the bytes that the message counts for the limit of the store
 * @param isOdd whether SQL cannot decide conditions on this message
 */
record NewMessage(
        CapturedMessage message,
        long begun,
        int kept,
        long weight,
        boolean isOdd,
        String sender,
        @Nullable String helo,
        @Nullable String login,
        String session,
        @Nullable String subject,
        @Nullable String messageId,
        int attachments,
        int inlineParts,
        boolean hasHtml,
        byte[] delivery,
        byte[] contentIndex,
        List<AddressRow> addresses,
        List<String> tags,
        Content content,
        SearchableText text) {
    private static final String NULL_PATH = "<>";

    /** A row of the table {@code address}. */
    record AddressRow(AddressKind kind, String address, String label) {
        static AddressRow of(AddressKind kind, Address mailbox) {
            return new AddressRow(kind, Fold.key(mailbox.address()), Fold.lower(mailbox.toString()));
        }

        boolean isOdd() {
            return Fold.isOdd(address) || Fold.isOdd(label);
        }
    }

    static NewMessage of(CapturedMessage message, long begun) {
        Delivery delivery = Delivery.of(message);
        MimeContent content = message.content();
        SearchValues search = SearchValues.of(message);
        SessionInfo session = message.session();
        int kept = Delivery.keptSize(message);
        byte[] envelope = DeliveryCodec.write(delivery);
        String sender = message.envelope().sender();
        int inlineParts = content.inlineParts().size();
        NewMessage row = new NewMessage(
                message,
                begun,
                kept,
                (long) kept + envelope.length,
                false,
                Fold.key(sender.isEmpty() ? NULL_PATH : sender),
                key(session.helo()),
                key(session.authentication().map(Authentication::user)),
                Fold.key(session.id()),
                lower(content.subject()),
                lower(content.messageId()),
                content.attachments().size() - inlineParts,
                inlineParts,
                content.html().isPresent(),
                envelope,
                delivery.index(),
                addresses(message),
                search.tags(),
                Content.of(delivery.raw().contiguous()),
                SearchableText.of(content.text(), search.anywhere()));
        return row.hasOddValue() ? row.asOdd() : row;
    }

    private static @Nullable String key(Optional<String> text) {
        return text.map(Fold::key).orElse(null);
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
                || Stream.of(
                                Optional.of(sender),
                                Optional.ofNullable(helo),
                                Optional.ofNullable(login),
                                Optional.of(session),
                                Optional.ofNullable(subject),
                                Optional.ofNullable(messageId))
                        .flatMap(Optional::stream)
                        .anyMatch(Fold::isOdd);
    }

    /** Without the texts, which only queries by SQL need. */
    private NewMessage asOdd() {
        return new NewMessage(
                message,
                begun,
                kept,
                weight,
                true,
                sender,
                helo,
                login,
                session,
                subject,
                messageId,
                attachments,
                inlineParts,
                hasHtml,
                delivery,
                contentIndex,
                addresses,
                tags,
                content,
                new SearchableText(null, null, null));
    }
}
