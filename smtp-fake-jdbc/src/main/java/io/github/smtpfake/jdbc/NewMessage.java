package io.github.smtpfake.jdbc;

import io.github.smtpfake.internal.delivery.Delivery;
import io.github.smtpfake.message.CapturedMessage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message with the values that are stored before it is acknowledged. None of them needs the message to be parsed; {@link
 * MessageDetails} are the others.
 *
 * @param kept how many bytes of the message are there
 * @param recipients the recipients in the form in which SQL compares them, a line for each; null if SQL cannot compare
 *     what is known of the message so far
 * @param weight the bytes that the message counts for the limit of the store
 */
record NewMessage(
        CapturedMessage message,
        long begun,
        int kept,
        long weight,
        Origin origin,
        @Nullable String recipients,
        byte[] delivery,
        List<String> tags,
        Content content) {

    private static final String LINE_END = "\n";

    static NewMessage of(CapturedMessage message, long begun) {
        Delivery delivery = Delivery.asReceived(message);
        int kept = Delivery.keptSize(message);
        Origin origin = Origin.of(message);
        byte[] envelope = DeliveryCodec.write(delivery);
        return new NewMessage(
                message,
                begun,
                kept,
                (long) kept + envelope.length,
                origin,
                origin.isOdd() ? null : recipients(message),
                envelope,
                Delivery.tags(message),
                Content.of(delivery.raw()));
    }

    private static @Nullable String recipients(CapturedMessage message) {
        StringBuilder lines = new StringBuilder(LINE_END);
        for (String recipient : message.envelope().recipients()) {
            if (Fold.isOdd(recipient) || recipient.contains(LINE_END)) {
                return null;
            }
            lines.append(Fold.key(recipient)).append(LINE_END);
        }
        return lines.toString();
    }

    /** Returns how an address appears in {@link #recipients}. */
    static String line(String address) {
        return LINE_END + address + LINE_END;
    }
}
