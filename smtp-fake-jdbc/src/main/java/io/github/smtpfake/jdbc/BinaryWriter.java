package io.github.smtpfake.jdbc;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Writes values compactly; {@link BinaryReader} reads them in the same order. Not thread-safe. */
final class BinaryWriter {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);

    byte[] toByteArray() {
        return bytes.toByteArray();
    }

    BinaryWriter writeByte(int value) {
        bytes.write(value);
        return this;
    }

    BinaryWriter writeBoolean(boolean value) {
        return writeByte(value ? 1 : 0);
    }

    /** Writes a number in as few bytes as it needs; negative ones need ten. */
    BinaryWriter writeLong(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes.write((int) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        bytes.write((int) rest);
        return this;
    }

    BinaryWriter writeInstant(Instant time) {
        long seconds = time.getEpochSecond();
        return writeLong(seconds << 1 ^ seconds >> 63).writeLong(time.getNano());
    }

    /** Writes a text as UTF-8, or as UTF-16 if it has unpaired surrogates. */
    BinaryWriter writeText(String text) {
        boolean isOdd = Fold.isOdd(text);
        byte[] encoded = isOdd ? utf16(text) : text.getBytes(StandardCharsets.UTF_8);
        writeLong((long) encoded.length << 1 | (isOdd ? 1 : 0));
        bytes.writeBytes(encoded);
        return this;
    }

    /** The JDK's encoder replaces unpaired surrogates in UTF-16, too. */
    private static byte[] utf16(String text) {
        byte[] encoded = new byte[2 * text.length()];
        for (int i = 0; i < text.length(); i++) {
            encoded[2 * i] = (byte) (text.charAt(i) >> 8);
            encoded[2 * i + 1] = (byte) text.charAt(i);
        }
        return encoded;
    }

    <T> BinaryWriter writeOptional(Optional<T> value, BiConsumer<BinaryWriter, T> writer) {
        writeBoolean(value.isPresent());
        value.ifPresent(present -> writer.accept(this, present));
        return this;
    }

    <T> BinaryWriter writeList(List<T> values, BiConsumer<BinaryWriter, T> writer) {
        writeLong(values.size());
        values.forEach(value -> writer.accept(this, value));
        return this;
    }

    <V> BinaryWriter writeMap(Map<String, V> map, BiConsumer<BinaryWriter, V> writer) {
        writeLong(map.size());
        map.forEach((key, value) -> {
            writeText(key);
            writer.accept(this, value);
        });
        return this;
    }
}
