package io.github.smtpfake.internal.mime;

/** Decodes a body piece by piece. Not thread-safe. */
abstract class TransferDecoder {
    private int defects;

    /** Decodes the next bytes. */
    abstract void decode(byte[] encoded, int start, int end, ByteSink decoded);

    /** Decodes what was kept because the bytes after it were unknown. */
    abstract void end(ByteSink decoded);

    final void addDefect() {
        defects++;
    }

    /** Returns the number of places so far that violate the encoding. */
    final int defects() {
        return defects;
    }

    /** Returns the bytes as they are. */
    static final class Identity extends TransferDecoder {

        @Override
        void decode(byte[] encoded, int start, int end, ByteSink decoded) {
            decoded.write(encoded, start, end);
        }

        @Override
        void end(ByteSink decoded) {
            // Nothing was kept.
        }
    }
}
