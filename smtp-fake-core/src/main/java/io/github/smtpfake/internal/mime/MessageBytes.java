package io.github.smtpfake.internal.mime;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.SoftReference;
import java.util.Optional;

/**
 * The bytes of a message as they are parsed: with CRLF in place of line ends that only mail clients know, except in binary
 * parts. They are computed while they are read, and not kept. Immutable and thread-safe.
 */
public final class MessageBytes {
    private final RawMessage raw;
    private final Optional<LineEndRepair> repair;
    private final int size;

    /** The bytes that a store has loaded, so that reading many parts loads them once while there is memory. */
    private volatile SoftReference<RawMessage> loaded;

    private MessageBytes(RawMessage raw) {
        RawMessage onHeap = raw.loaded();
        this.raw = raw;
        this.loaded = new SoftReference<>(onHeap);
        this.repair = LineEnds.needRepair(onHeap) ? Optional.of(new LineEndRepair(onHeap)) : Optional.empty();
        this.size = repair.map(LineEndRepair::size).orElse(onHeap.keptSize());
    }

    /**
     * Returns the bytes of a message.
     *
     * @throws DeletedMessageException if the message is loaded on demand and has been deleted
     */
    public static MessageBytes of(RawMessage raw) {
        return new MessageBytes(raw);
    }

    private RawMessage onHeap() {
        RawMessage kept = loaded.get();
        if (kept == null) {
            kept = raw.loaded();
            loaded = new SoftReference<>(kept);
        }
        return kept;
    }

    /** Returns whether any line end differs from that which was sent, so that the positions differ, too. */
    public boolean isRepaired() {
        return repair.isPresent();
    }

    /** Returns the number of bytes. */
    public int size() {
        return size;
    }

    /** Returns a stream over all bytes. */
    public InputStream newInputStream() {
        return newInputStream(0, size);
    }

    /** Returns a stream over the bytes between two positions. */
    public InputStream newInputStream(int start, int end) {
        if (start >= end) {
            return InputStream.nullInputStream();
        }
        RawMessage bytes = onHeap();
        return repair.isEmpty()
                ? bytes.newInputStream(start, end)
                : new Beginning(repair.get().newInputStream(bytes, start), end - start);
    }

    /** Returns the bytes between two positions as a message. They are copied only if line ends were repaired. */
    public RawMessage slice(int start, int end) {
        if (repair.isEmpty()) {
            return onHeap().slice(start, end);
        }
        try (InputStream stream = newInputStream(start, end)) {
            return RawMessage.of(stream.readAllBytes());
        } catch (IOException e) {
            throw new IllegalStateException("Bytes on the heap can be read", e);
        }
    }

    /** The first bytes of a stream. */
    private static final class Beginning extends InputStream {
        private final InputStream stream;
        private int rest;

        Beginning(InputStream stream, int rest) {
            this.stream = stream;
            this.rest = rest;
        }

        @Override
        public int read() throws IOException {
            if (rest == 0) {
                return -1;
            }
            rest--;
            return stream.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (rest == 0 && length > 0) {
                return -1;
            }
            int read = stream.read(target, offset, Math.min(length, rest));
            rest -= Math.max(read, 0);
            return read;
        }
    }
}
