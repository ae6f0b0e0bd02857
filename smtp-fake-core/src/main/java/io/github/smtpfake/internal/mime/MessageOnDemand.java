package io.github.smtpfake.internal.mime;

import java.io.InputStream;
import java.util.Optional;
import java.util.function.Supplier;

/** A message whose bytes are loaded when they are needed. */
record MessageOnDemand(int size, int keptSize, boolean isComplete, Supplier<Optional<byte[]>> loader)
        implements RawMessage {

    @Override
    public byte[] toArray() {
        return loader.get().orElseThrow(DeletedMessageException::new);
    }

    @Override
    public byte[] contiguous() {
        return toArray();
    }

    @Override
    public RawMessage loaded() {
        byte[] bytes = toArray();
        return isComplete ? RawMessage.of(bytes) : RawMessage.headerOnly(bytes, size);
    }

    /** A damaged store may have fewer bytes than it says. */
    @Override
    public InputStream newInputStream() {
        return loaded().newInputStream();
    }

    @Override
    public Window window(int position) {
        return loaded().window(position);
    }
}
