package io.github.smtpfake.jdbc;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads what {@link BinaryWriter} has written, for {@link #decode}. Not thread-safe. */
final class BinaryReader {
    private final byte[] bytes;
    private int position;

    private BinaryReader(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Reads a value.
     *
     * @param name the name of the value in failure messages
     * @throws DamagedException if the bytes are damaged
     */
    static <T> T decode(String name, byte[] bytes, Function<BinaryReader, T> function) {
        try {
            return function.apply(new BinaryReader(bytes));
        } catch (RuntimeException e) {
            // Damaged bytes violate the preconditions of many classes.
            throw new DamagedException(name + " cannot be decoded", e);
        }
    }

    int readByte() {
        return bytes[position++];
    }

    boolean readBoolean() {
        return readByte() != 0;
    }

    long readLong() {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            int next = readByte();
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    int readInt() {
        return Math.toIntExact(readLong());
    }

    Instant readInstant() {
        long seconds = readLong();
        return Instant.ofEpochSecond(seconds >>> 1 ^ -(seconds & 1), readLong());
    }

    String readText() {
        long lengthAndForm = readLong();
        int length = Math.toIntExact(lengthAndForm >>> 1);
        int start = position;
        position += length;
        return (lengthAndForm & 1) == 0
                ? new String(bytes, start, length, StandardCharsets.UTF_8)
                : utf16(start, length / 2);
    }

    private String utf16(int start, int length) {
        char[] chars = new char[length];
        for (int i = 0; i < length; i++) {
            chars[i] = (char) (bytes[start + 2 * i] << 8 | bytes[start + 2 * i + 1] & 0xFF);
        }
        return String.valueOf(chars);
    }

    <T> Optional<T> readOptional(Function<BinaryReader, T> reader) {
        return readBoolean() ? Optional.of(reader.apply(this)) : Optional.empty();
    }

    <T> List<T> readList(Function<BinaryReader, T> reader) {
        int size = readInt();
        List<T> list = new ArrayList<>(Math.min(size, bytes.length));
        for (int i = 0; i < size; i++) {
            list.add(reader.apply(this));
        }
        return Collections.unmodifiableList(list);
    }

    <V> Map<String, V> readMap(Function<BinaryReader, V> reader) {
        int size = readInt();
        Map<String, V> map = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            String key = readText();
            map.put(key, reader.apply(this));
        }
        return map;
    }
}
