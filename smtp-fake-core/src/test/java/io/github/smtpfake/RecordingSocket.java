package io.github.smtpfake;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** Records the encrypted bytes that it receives. */
final class RecordingSocket extends Socket {
    private static final int HEADER = 5;

    private final ByteArrayOutputStream received = new ByteArrayOutputStream();

    /** The unencrypted part of a TLS record (RFC 8446, section 5.1). */
    record TlsRecord(int contentType, int length) {}

    List<TlsRecord> recordsOfType(int contentType) {
        return records().stream()
                .filter(each -> each.contentType() == contentType)
                .toList();
    }

    TlsRecord lastRecord() {
        List<TlsRecord> records = records();
        return records.get(records.size() - 1);
    }

    private List<TlsRecord> records() {
        byte[] bytes = received.toByteArray();
        List<TlsRecord> records = new ArrayList<>();
        for (int at = 0; at + HEADER <= bytes.length; ) {
            int length = (bytes[at + 3] & 0xFF) << 8 | bytes[at + 4] & 0xFF;
            records.add(new TlsRecord(bytes[at], length));
            at += HEADER + length;
        }
        return records;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(super.getInputStream()) {
            @Override
            public int read() throws IOException {
                int b = super.read();
                if (b >= 0) {
                    received.write(b);
                }
                return b;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int count = super.read(buffer, offset, length);
                if (count > 0) {
                    received.write(buffer, offset, count);
                }
                return count;
            }
        };
    }
}
