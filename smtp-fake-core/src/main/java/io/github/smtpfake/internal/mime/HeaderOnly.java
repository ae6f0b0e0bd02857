package io.github.smtpfake.internal.mime;

/** The header of a message whose body was discarded on purpose. */
record HeaderOnly(byte[] header, int size) implements RawMessage {

    @Override
    public boolean isComplete() {
        return false;
    }

    @Override
    public int keptSize() {
        return header.length;
    }

    @Override
    public byte[] toArray() {
        return header.clone();
    }

    @Override
    public byte[] contiguous() {
        return header;
    }
}
