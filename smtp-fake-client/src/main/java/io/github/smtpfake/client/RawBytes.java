package io.github.smtpfake.client;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The bytes of messages, of which those that were used last are kept up to a fixed size. Thread-safe. */
final class RawBytes {
    private static final long MAX_BYTES = 32L << 20;

    private final Transport transport;
    private final Map<String, byte[]> kept = new LinkedHashMap<>(16, 0.75f, true);
    private long size;

    RawBytes(Transport transport) {
        this.transport = transport;
    }

    /** Returns the bytes of the message with this id; empty if the server has deleted it. The caller must not change them. */
    Optional<byte[]> of(String id) {
        synchronized (kept) {
            byte[] known = kept.get(id);
            if (known != null) {
                return Optional.of(known);
            }
        }
        Optional<byte[]> read = transport.bytes("/api/messages/" + Paths.segment(id) + "/raw");
        read.ifPresent(bytes -> keep(id, bytes));
        return read;
    }

    private void keep(String id, byte[] bytes) {
        synchronized (kept) {
            byte[] previous = kept.put(id, bytes);
            size += bytes.length - (previous == null ? 0 : previous.length);
            Iterator<byte[]> oldest = kept.values().iterator();
            while (size > MAX_BYTES && oldest.hasNext()) {
                size -= oldest.next().length;
                oldest.remove();
            }
        }
    }
}
