package io.github.smtpfake.internal.mime;

import java.util.Objects;

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

    @Override
    public Window window(int position) {
        Objects.checkIndex(position, header.length);
        return new Window(header, 0, 0, header.length);
    }
}
