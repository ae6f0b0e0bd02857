package io.github.smtpfake.internal.mime;

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
}
