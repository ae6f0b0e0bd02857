package io.github.smtpfake.internal.smtp.wire;

/** What the server keeps of a message. */
public enum Kept {
    /** All bytes. */
    WHOLE {
        @Override
        BodySink newSink() {
            return new ByteBlocks();
        }
    },
    /** The header and the size. */
    HEADER {
        @Override
        BodySink newSink() {
            return new HeaderSink();
        }
    };

    abstract BodySink newSink();
}
