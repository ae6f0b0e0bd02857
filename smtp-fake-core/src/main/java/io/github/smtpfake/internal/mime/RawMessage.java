package io.github.smtpfake.internal.mime;

import io.github.smtpfake.internal.memory.SharedBytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/** The bytes of a message as they were sent. Immutable and thread-safe. */
public sealed interface RawMessage permits HeapMessage, SlicedMessage, MessageOnDemand, HeaderOnly {

    /** Wraps bytes. They are not copied, so the caller must not change them afterwards. */
    static RawMessage of(byte[] bytes) {
        return new HeapMessage(bytes, List.of());
    }

    /**
     * Wraps consecutive blocks of bytes. They are not copied, so the caller must not change them afterwards.
     *
     * @throws ArithmeticException if the blocks have more than {@link Integer#MAX_VALUE} bytes in total
     */
    static RawMessage of(List<byte[]> blocks) {
        return blocks.isEmpty()
                ? of(new byte[0])
                : new HeapMessage(blocks.get(0), List.copyOf(blocks.subList(1, blocks.size())));
    }

    /**
     * Returns a message whose bytes are not on the heap. They are loaded each time they are needed, and not kept. The
     * methods that need them throw {@link DeletedMessageException} if the message has been deleted.
     *
     * @param size the number of bytes
     * @param loader loads the bytes; returns empty if the message has been deleted. It must be thread-safe. The methods
     *     that need the bytes throw its exceptions
     */
    static RawMessage onDemand(int size, Supplier<Optional<byte[]>> loader) {
        return new MessageOnDemand(size, size, true, loader);
    }

    /**
     * Returns a message whose body was discarded on purpose, and whose header is not on the heap. It is loaded like the bytes
     * of a message {@linkplain #onDemand on demand}.
     *
     * @param size the number of bytes of the whole message
     * @param keptSize the number of bytes of the header
     * @param loader loads the header; returns empty if the message has been deleted. It must be thread-safe. The methods that
     *     need the header throw its exceptions
     */
    static RawMessage headerOnDemand(int size, int keptSize, Supplier<Optional<byte[]>> loader) {
        return new MessageOnDemand(size, keptSize, false, loader);
    }

    /**
     * Returns a message whose body was discarded on purpose.
     *
     * @param header the header with the empty line that ends it, if there is one. It is not copied, so the caller must
     *     not change it afterwards
     * @param size the number of bytes of the whole message
     */
    static RawMessage headerOnly(byte[] header, int size) {
        return new HeaderOnly(header, size);
    }

    /** Returns the number of bytes that were received. */
    int size();

    /** Returns whether all bytes that were received are there; false if the body was discarded on purpose. */
    default boolean isComplete() {
        return true;
    }

    /** Returns the number of bytes that are there: fewer than {@link #size()} if the body was discarded on purpose. */
    default int keptSize() {
        return size();
    }

    /** Returns by whom the bytes are counted if they are many and on the heap; otherwise empty. */
    default Optional<SharedBytes> shared() {
        return Optional.empty();
    }

    /** Returns a copy of the bytes. */
    byte[] toArray();

    /**
     * Returns the bytes in one array, which the caller must not change. The array is a copy only if the bytes are in
     * several blocks.
     */
    byte[] contiguous();

    /** Returns the first bytes, as many as there are without copying. The caller must not change them. */
    default byte[] beginning() {
        return contiguous();
    }

    /**
     * Returns bytes from a position on, without copying them: all that are in one array with those before them.
     *
     * @throws IndexOutOfBoundsException if the message {@linkplain #keptSize() has} no byte at this position
     */
    Window window(int position);

    /** Returns the same message with its bytes on the heap: this one, or a new one if the bytes have to be loaded. */
    default RawMessage loaded() {
        return this;
    }

    /**
     * Returns a range of the bytes as a message, without copying them if they are on the heap.
     *
     * @throws IndexOutOfBoundsException if the message has not all of these bytes
     */
    default RawMessage slice(int start, int end) {
        Objects.checkFromToIndex(start, end, keptSize());
        return new SlicedMessage(loaded(), start, end - start);
    }

    /**
     * Returns a copy of a range of the bytes.
     *
     * @throws IndexOutOfBoundsException if the message has not all of these bytes
     */
    default byte[] range(int start, int end) {
        try (InputStream bytes = newInputStream(start, end)) {
            return bytes.readNBytes(end - start);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the message", e);
        }
    }

    /** Returns a stream over the bytes, without copying them. */
    default InputStream newInputStream() {
        return newInputStream(0, keptSize());
    }

    /**
     * Returns a stream over a range of the bytes, without copying them.
     *
     * @throws IndexOutOfBoundsException if the message has not all of these bytes
     */
    default InputStream newInputStream(int start, int end) {
        Objects.checkFromToIndex(start, end, keptSize());
        return new SliceStream(loaded(), start, end);
    }

    /**
     * Writes the bytes to a file, and replaces an existing file. Creates the directory if necessary.
     *
     * @throws UncheckedIOException if the file cannot be written
     */
    default void saveTo(Path file) {
        Path directory = file.toAbsolutePath().getParent();
        try (InputStream bytes = newInputStream()) {
            if (directory != null) {
                Files.createDirectories(directory);
            }
            Files.copy(bytes, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the message to " + file, e);
        }
    }

    /** Returns this message without its body: the header, and the size of the whole. */
    default RawMessage withoutBody() {
        byte[] all = contiguous();
        return headerOnly(HeaderEnd.copyOfHeader(all), size());
    }
}
