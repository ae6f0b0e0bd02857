package io.github.smtpfake.rest.internal.json;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Writes records, maps, collections, texts, numbers, booleans, constants of enums and null as JSON, with times and durations in
 * ISO 8601 and bytes in Base64. Any other value causes an {@link IllegalStateException}. The members of a record are its
 * components; {@link JsonProperty} renames one, {@link JsonUnwrapped} replaces one with those of its value, and an empty {@link
 * Optional} leaves one out. Elsewhere, an empty {@code Optional} is null.
 */
public final class Json {
    /** Longer JSON is written while it is created. */
    private static final int LONGEST_IN_MEMORY = 64 * 1024;

    private Json() {}

    /** Returns the JSON of a value, in UTF-8. */
    public static byte[] bytes(Object value) {
        try {
            return bytes(value, Integer.MAX_VALUE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the JSON of a value, in UTF-8; empty if it is so long that {@link #writeLong} should write it. */
    public static Optional<byte[]> shortBytes(Object value) {
        try {
            return Optional.of(bytes(value, LONGEST_IN_MEMORY));
        } catch (IOException e) {
            // The only reason why this writer fails.
            return Optional.empty();
        }
    }

    private static byte[] bytes(Object value, int max) throws IOException {
        TextWriter writer = new TextWriter(max);
        new JsonWriter(writer).write(value);
        // A broken message may contain an unpaired surrogate, which this encoder replaces.
        return writer.text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Writes the JSON of a value, in UTF-8, without having all of it in memory if it is long.
     *
     * @throws IOException if the stream fails
     */
    public static void write(Object value, OutputStream out) throws IOException {
        Optional<byte[]> json = shortBytes(value);
        if (json.isPresent()) {
            out.write(json.get());
        } else {
            writeLong(value, out);
        }
    }

    /** Writes the JSON of a value, in UTF-8, while it is created, and flushes the stream. */
    public static void writeLong(Object value, OutputStream out) throws IOException {
        // This encoder replaces unpaired surrogates, too.
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        new JsonWriter(writer).write(value);
        writer.flush();
    }

    /** Keeps a text, and fails if it becomes too long. */
    private static final class TextWriter extends Writer {
        /** Large enough for one element of a list. */
        private final StringBuilder text = new StringBuilder(1024);

        private final int max;

        TextWriter(int max) {
            this.max = max;
        }

        @Override
        public void write(int character) throws IOException {
            requireSpace(1);
            text.append((char) character);
        }

        @Override
        public void write(String characters, int offset, int length) throws IOException {
            requireSpace(length);
            if (length == characters.length()) {
                // Appending a range would copy character by character.
                text.append(characters);
            } else {
                text.append(characters, offset, offset + length);
            }
        }

        @Override
        public void write(char[] characters, int offset, int length) throws IOException {
            requireSpace(length);
            text.append(characters, offset, length);
        }

        private void requireSpace(int length) throws IOException {
            if (length > max - text.length()) {
                throw new IOException("The text has more than " + max + " characters");
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
