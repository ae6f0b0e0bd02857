package io.github.smtpfake.internal.smtp.wire;

import io.github.smtpfake.internal.delivery.TransmissionLint;
import io.github.smtpfake.internal.memory.Reservation;
import io.github.smtpfake.internal.mime.HeaderEnd;
import io.github.smtpfake.internal.mime.RawMessage;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the header of a message and counts the rest, so that a message of any size needs little memory. Examines all bytes
 * for problems of the transmission, because it is the last to see them.
 */
final class HeaderSink implements BodySink {
    /** A message may lack the empty line that ends its header. */
    private static final int LARGEST_HEADER = 256 * 1024;

    private final ByteBlocks header = new ByteBlocks();
    private final byte[] oneByte = new byte[1];
    private HeaderEnd headerEnd = new HeaderEnd();
    private TransmissionLint lint = new TransmissionLint();

    /** How much of the header may still be kept; 0 after its end. */
    private int headerRoom = LARGEST_HEADER;

    private int size;

    @Override
    public void beginMessage() {
        clear();
        headerEnd = new HeaderEnd();
        lint = new TransmissionLint();
        headerRoom = LARGEST_HEADER;
    }

    @Override
    public boolean append(byte[] from, int start, int length) {
        size += length;
        lint.add(from, start, start + length);
        return headerRoom == 0 || appendHeader(from, start, length);
    }

    private boolean appendHeader(byte[] from, int start, int length) {
        int end = headerEnd.indexIn(from, start, start + length);
        int count = Math.min(end < 0 ? length : end - start, headerRoom);
        headerRoom = end < 0 ? headerRoom - count : 0;
        return header.append(from, start, count);
    }

    @Override
    public boolean append(char b) {
        oneByte[0] = (byte) b;
        return append(oneByte, 0, 1);
    }

    @Override
    public @Nullable RawMessage take() {
        RawMessage kept = header.take();
        RawMessage message = kept == null ? null : RawMessage.headerOnly(kept.contiguous(), size);
        size = 0;
        return message;
    }

    @Override
    public Reservation memoryOfTaken() {
        return header.memoryOfTaken();
    }

    @Override
    public Optional<TransmissionLint> lint() {
        return Optional.of(lint);
    }

    @Override
    public void settle() {
        header.settle();
    }

    @Override
    public void clear() {
        header.clear();
        size = 0;
    }

    @Override
    public void release() {
        header.release();
        size = 0;
    }
}
