package io.github.smtpfake.jdbc;

import io.github.smtpfake.internal.delivery.Delivery;
import io.github.smtpfake.message.CapturedMessage;
import java.util.List;

/**
 * A message with the values that are stored before it is acknowledged. None of them needs the message to be parsed; {@link
 * MessageDetails} are the others.
 *
 * @param kept how many bytes of the message are there
 * @param weight the bytes that the message counts for the limit of the store
 */
record NewMessage(
        CapturedMessage message,
        long begun,
        int kept,
        long weight,
        Origin origin,
        byte[] delivery,
        List<String> tags,
        Content content) {

    static NewMessage of(CapturedMessage message, long begun) {
        Delivery delivery = Delivery.asReceived(message);
        int kept = Delivery.keptSize(message);
        byte[] envelope = DeliveryCodec.write(delivery);
        return new NewMessage(
                message,
                begun,
                kept,
                (long) kept + envelope.length,
                Origin.of(message),
                envelope,
                Delivery.tags(message),
                Content.of(delivery.raw().contiguous()));
    }
}
