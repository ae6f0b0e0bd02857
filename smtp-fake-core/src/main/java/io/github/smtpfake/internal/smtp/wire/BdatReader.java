package io.github.smtpfake.internal.smtp.wire;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a chunk (RFC 3030, 2): exactly the announced number of bytes, without interpreting them. */
public final class BdatReader {
    private final WireInput input;
    private final BodyCollector chunk;

    /** @param kept what is kept of a message */
    public BdatReader(WireInput input, Kept kept) {
        this.input = input;
        this.chunk = new BodyCollector(kept);
    }

    /**
     * Returns the chunk, or null if the stream ended, or the listener stopped the reading, before its end. Memory is
     * allocated as bytes arrive, never for the announced size.
     *
     * @param size the size of the chunk in bytes
     * @param room the largest size that is kept
     * @param first whether the chunk begins a message
     */
    public @Nullable Body read(long size, long room, boolean first, ProgressListener listener) throws IOException {
        long kept = size <= room ? room : 0;
        if (first) {
            chunk.beginMessage(kept);
        } else {
            chunk.begin(kept);
        }
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

    /** Gives the memory of the last chunk back to the budget; to be called when it has been answered. */
    public void settle() {
        chunk.settle();
    }

    /** Gives all memory back to the budget; to be called when the connection ends. */
    public void close() {
        chunk.close();
    }
}
