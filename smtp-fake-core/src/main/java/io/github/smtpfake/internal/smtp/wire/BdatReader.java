package io.github.smtpfake.internal.smtp.wire;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a chunk (RFC 3030, 2): exactly the announced number of bytes, without interpreting them. */
public final class BdatReader {
    private final WireInput input;
    private final BodyCollector chunk = new BodyCollector();

    public BdatReader(WireInput input) {
        this.input = input;
    }

    /** Reads a chunk without a listener. */
    public @Nullable Body read(long size, long room) throws IOException {
        return read(size, room, ProgressListener.NONE);
    }

    /**
     * Returns the chunk, or null if the stream ended, or the listener stopped the reading, before its end. Memory is
     * allocated as bytes arrive, never for the announced size.
     *
     * @param size the size of the chunk in bytes
     * @param room the largest size that is kept
     */
    public @Nullable Body read(long size, long room, ProgressListener listener) throws IOException {
        chunk.begin(size <= room ? room : 0);
        long missing = size;
        if (!listener.onProgress(0)) {
            return null;
        }
        while (missing > 0) {
            if (!input.fill()) {
                return null;
            }
            int count = (int) Math.min(missing, input.limit - input.position);
            chunk.append(input.buffer, input.position, count);
            input.position += count;
            missing -= count;
            if (!listener.onProgress(size - missing)) {
                return null;
            }
        }
        return chunk.end(List.of());
    }
}
