package io.github.smtpfake.internal.mime;

import java.util.Arrays;

/** Bytes that are written one after the other. Unlike the JDK's stream, it needs no lock for each byte. Not thread-safe. */
final class ByteSink {
    private byte[] bytes;
    private int length;

    ByteSink(int capacity) {
        this.bytes = new byte[capacity];
    }

    void reserve(int count) {
        if (bytes.length - length < count) {
            bytes = Arrays.copyOf(bytes, Math.max(length + count, (int) Math.min(2L * bytes.length, 0x7FFF_0000)));
        }
    }

    void write(int b) {
        if (length == bytes.length) {
            reserve(16);
        }
        bytes[length++] = (byte) b;
    }

    void write(byte[] source, int start, int end) {
        reserve(end - start);
        System.arraycopy(source, start, bytes, length, end - start);
        length += end - start;
    }

    void write(ByteSink other) {
        write(other.bytes, 0, other.length);
    }

    int length() {
        return length;
    }

    void clear() {
        length = 0;
    }

    /** Returns the array that holds the bytes; it may be longer. */
    byte[] array() {
        return bytes;
    }

    byte[] toByteArray() {
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }
}
