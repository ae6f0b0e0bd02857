package io.github.smtpfake.rest.internal.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import org.apache.coyote.ActionCode;
import org.apache.coyote.ContinueResponseTiming;
import org.apache.coyote.Request;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

/** Reads the body of a request from the connector; fails with {@link SocketTimeoutException} if the client is too slow. */
final class RequestBody extends InputStream implements ApplicationBufferHandler {
    private static final long MAX_DISCARDED = 2 << 20;
    private static final ByteBuffer EMPTY = ByteBuffer.allocate(0);

    private final Request request;
    private final WatchedProcessor processor;
    private final long nanos;
    private ByteBuffer block = EMPTY;
    private boolean begun;
    private long since;

    /**
     * Creates a stream.
     *
     * @param timeout the time within which the whole body must arrive after the first read
     */
    RequestBody(Request request, WatchedProcessor processor, Duration timeout) {
        this.request = request;
        this.processor = processor;
        this.nanos = timeout.toNanos();
    }

    @Override
    public int read() throws IOException {
        return hasMore() ? block.get() & 0xff : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (length == 0) {
            return 0;
        }
        if (!hasMore()) {
            return -1;
        }
        int count = Math.min(length, block.remaining());
        block.get(bytes, offset, count);
        return count;
    }

    /**
     * Reads and discards the rest, because a client may not read an answer before it has sent its whole request.
     *
     * @return false if the client must be disconnected, because the rest is long, slow or malformed
     */
    boolean discardRest() {
        if (!begun && request.hasExpectation()) {
            return false;
        }
        try {
            long discarded = 0;
            while (discarded <= MAX_DISCARDED && hasMore()) {
                discarded += block.remaining();
                block = EMPTY;
            }
            return discarded <= MAX_DISCARDED;
        } catch (IOException e) {
            return false;
        }
    }

    private boolean hasMore() throws IOException {
        if (!begun) {
            begun = true;
            since = System.nanoTime();
            if (request.hasExpectation()) {
                request.action(ActionCode.ACK, ContinueResponseTiming.ALWAYS);
            }
        }
        while (!block.hasRemaining()) {
            if (System.nanoTime() - since > nanos) {
                throw new SocketTimeoutException("The client sends too slowly");
            }
            if (!readBlock()) {
                return false;
            }
        }
        return true;
    }

    private boolean readBlock() throws IOException {
        processor.beginWait();
        try {
            return request.doRead(this) >= 0;
        } finally {
            processor.endWait();
        }
    }

    @Override
    public void setByteBuffer(ByteBuffer buffer) {
        block = buffer;
    }

    @Override
    public ByteBuffer getByteBuffer() {
        return block;
    }

    /** Does nothing, because the connector passes its own blocks. */
    @Override
    public void expand(int size) {}
}
