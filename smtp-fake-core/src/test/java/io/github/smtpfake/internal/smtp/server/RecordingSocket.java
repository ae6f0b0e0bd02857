package io.github.smtpfake.internal.smtp.server;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** Remembers what it receives, below the encryption. */
final class RecordingSocket extends Socket {
    private static final int HEADER = 5;

    private final ByteArrayOutputStream received = new ByteArrayOutputStream();

    /** What an observer can see of a record (RFC 8446, 5.1). */
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
        byte[] octets = received.toByteArray();
        List<TlsRecord> records = new ArrayList<>();
        for (int at = 0; at + HEADER <= octets.length; ) {
            int length = (octets[at + 3] & 0xFF) << 8 | octets[at + 4] & 0xFF;
            records.add(new TlsRecord(octets[at], length));
            at += HEADER + length;
        }
        return records;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(super.getInputStream()) {
            @Override
            public int read() throws IOException {
                int octet = super.read();
                if (octet >= 0) {
                    received.write(octet);
                }
                return octet;
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
