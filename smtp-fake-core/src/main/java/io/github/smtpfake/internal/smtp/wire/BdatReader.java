package io.github.smtpfake.internal.smtp.wire;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the octets of a chunk (RFC 3030, 2): exactly as many as were announced, whatever they are. */
public final class BdatReader {
    private final WireInput input;
    private final Octets chunk = new Octets();

    public BdatReader(WireInput input) {
        this.input = input;
    }

    /** Reads a chunk whose progress nobody wants to know. */
    public @Nullable Body read(long size, long room) throws IOException {
        return read(size, room, Progress.UNWATCHED);
    }

    /**
     * Returns what came, or null if the stream, or the progress, ended before the chunk did. The room that it takes grows with what has
     * come, never with what was announced.
     *
     * @param size the number of octets of the chunk
     * @param room how many are to be kept; of a chunk that has more none is
     * @param progress is told before the first octet and after each block
     */
    public @Nullable Body read(long size, long room, Progress progress) throws IOException {
        boolean keep = size <= room;
        chunk.clear();
        long missing = size;
        if (!progress.goesOn(0)) {
            return null;
        }
        while (missing > 0) {
            if (!input.fill()) {
                return null;
            }
            int count = (int) Math.min(missing, input.limit - input.position);
            if (keep) {
                chunk.append(input.buffer, input.position, count);
            }
            input.position += count;
            missing -= count;
            if (!progress.goesOn(size - missing)) {
                return null;
            }
        }
        return keep ? Body.of(chunk.take(), List.of()) : new Body.TooLarge();
    }
}
