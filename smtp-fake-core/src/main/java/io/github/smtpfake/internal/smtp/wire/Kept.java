package io.github.smtpfake.internal.smtp.wire;

/** What the server keeps of a message. */
public enum Kept {
    /** All bytes. */
    WHOLE,
    /** The header and the size. */
    HEADER;

    // A constant with a body would be another class to load at the start.
    BodySink newSink() {
        return this == WHOLE ? new ByteBlocks() : new HeaderSink();
    }
}
