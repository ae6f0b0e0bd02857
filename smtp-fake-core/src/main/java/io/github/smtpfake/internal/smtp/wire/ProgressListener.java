package io.github.smtpfake.internal.smtp.wire;

import java.io.IOException;

/** Observes how much of a message or chunk has been read, and decides whether to read the rest. */
public interface ProgressListener {
    /** Reads everything. */
    ProgressListener NONE = new ProgressListener() {
        @Override
        public boolean onProgress(long bytes) {
            return true;
        }
    };

    /**
     * Called before the first byte and after each block.
     *
     * @param bytes how many bytes have been read so far, without dot-stuffing
     * @return whether to read on
     */
    boolean onProgress(long bytes) throws IOException;
}
