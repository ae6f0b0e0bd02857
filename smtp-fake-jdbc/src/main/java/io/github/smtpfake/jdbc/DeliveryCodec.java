package io.github.smtpfake.jdbc;

import io.github.smtpfake.internal.delivery.ContentCache;
import io.github.smtpfake.internal.delivery.Delivery;
import io.github.smtpfake.internal.mime.RawMessage;
import java.util.Optional;
import java.util.function.Supplier;

/** Writes what arrived with a message to the column {@code message.delivery}, and creates the message from it again. */
final class DeliveryCodec {
    private DeliveryCodec() {}

    static byte[] write(Delivery delivery) {
        BinaryWriter out = new BinaryWriter()
                .writeByte(SharedCodec.VERSION)
                .writeInstant(delivery.receivedAt())
                .writeBoolean(delivery.raw().isComplete());
        SharedCodec.writeEnvelope(out, delivery.envelope());
        SharedCodec.writeInfo(out, delivery.session());
        out.writeList(delivery.problemsOnArrival(), SharedCodec::writeProblem);
        return out.toByteArray();
    }

    /**
     * Creates a message.
     *
     * @param size how many bytes it had
     * @param kept how many of them are there
     * @param preview what lists show of it
     * @param bytes reads the bytes of the message; returns empty if it has been deleted
     * @throws DamagedException if the data are damaged
     */
    static Delivery read(
            byte[] data,
            String id,
            int size,
            int kept,
            Preview preview,
            ContentCache contents,
            Supplier<Optional<byte[]>> bytes) {
        return BinaryReader.decode(
                "the envelope of message " + id, data, in -> read(in, id, size, kept, preview, contents, bytes));
    }

    private static Delivery read(
            BinaryReader in,
            String id,
            int size,
            int kept,
            Preview preview,
            ContentCache contents,
            Supplier<Optional<byte[]>> bytes) {
        int version = SharedCodec.readVersion(in);
        var receivedAt = in.readInstant();
        RawMessage raw =
                in.readBoolean() ? RawMessage.onDemand(size, bytes) : RawMessage.headerOnDemand(size, kept, bytes);
        return new Delivery(
                id,
                receivedAt,
                SharedCodec.readEnvelope(in, version),
                SharedCodec.readInfo(in),
                raw,
                in.readList(SharedCodec::readProblem),
                contents,
                preview.index(),
                preview.snippet());
    }
}
