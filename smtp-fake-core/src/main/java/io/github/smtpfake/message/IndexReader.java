package io.github.smtpfake.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.smtpfake.session.Envelope;

/** Reads what an {@link IndexWriter} has written. Not thread-safe. */
final class IndexReader {
    private final byte[] bytes;
    private final Envelope envelope;
    private int position;

    IndexReader(byte[] bytes, int position, Envelope envelope) {
        this.bytes = bytes;
        this.position = position;
        this.envelope = envelope;
    }

    int position() {
        return position;
    }

    void skip(int count) {
        position += count;
    }

    int readNumber() {
        int number = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = bytes[position++];
            number |= (next & 0x7F) << shift;
            if (next >= 0) {
                return number;
            }
        }
    }

    void skipText() {
        int header = readNumber();
        switch (header % IndexWriter.KINDS) {
            case IndexWriter.LATIN_1 -> position += header / IndexWriter.KINDS;
            case IndexWriter.UTF_16 -> position += 2 * (header / IndexWriter.KINDS);
            default -> {
                // An address of the envelope has no bytes here.
            }
        }
    }

    String readText() {
        int header = readNumber();
        int value = header / IndexWriter.KINDS;
        return switch (header % IndexWriter.KINDS) {
            case IndexWriter.LATIN_1 -> latin1(value);
            case IndexWriter.UTF_16 -> utf16(value);
            default -> value == 0 ? envelope.sender() : envelope.recipients().get(value - 1);
        };
    }

    private String latin1(int length) {
        String text = new String(bytes, position, length, ISO_8859_1);
        position += length;
        return text;
    }

    private String utf16(int length) {
        char[] chars = new char[length];
        for (int i = 0; i < length; i++) {
            chars[i] = (char) ((bytes[position] & 0xFF) << 8 | bytes[position + 1] & 0xFF);
            position += 2;
        }
        return String.valueOf(chars);
    }
}
