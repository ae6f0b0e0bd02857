package io.github.smtpfake.internal.mime;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** Decodes the transfer encoding of a stream while it is read. Not thread-safe. */
public final class DecodedStream extends InputStream {
    private static final int BUFFER_SIZE = 8_192;

    private final InputStream encoded;
    private final TransferDecoder decoder;
    private final byte[] buffer;
    private final ByteSink decoded;
    private int position;
    private boolean ended;

    DecodedStream(InputStream encoded, TransferDecoder decoder) {
        this.encoded = encoded;
        this.decoder = decoder;
        int capacity = bufferSize(encoded);
        this.buffer = new byte[capacity];
        this.decoded = new ByteSink(capacity);
    }

    private static int bufferSize(InputStream encoded) {
        try {
            int available = encoded.available();
            return available > 0 && available < BUFFER_SIZE ? available + 1 : BUFFER_SIZE;
        } catch (IOException e) {
            return BUFFER_SIZE;
        }
    }

    /** Returns how many places violate the encoding, up to the byte that was read last. */
    public int defects() {
        return decoder.defects();
    }

    private boolean hasNext() throws IOException {
        while (position == decoded.length() && !ended) {
            decoded.clear();
            position = 0;
            int read = encoded.read(buffer);
            if (read < 0) {
                ended = true;
                decoder.end(decoded);
            } else {
                decoder.decode(buffer, 0, read, decoded);
            }
        }
        return position < decoded.length();
    }

    @Override
    public int read() throws IOException {
        return hasNext() ? decoded.array()[position++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        if (!hasNext()) {
            return -1;
        }
        int count = Math.min(length, decoded.length() - position);
        System.arraycopy(decoded.array(), position, target, offset, count);
        position += count;
        return count;
    }

    @Override
    public void close() throws IOException {
        encoded.close();
    }
}
