package io.github.smtpfake.message;

import io.github.smtpfake.internal.mime.DecodedStream;
import io.github.smtpfake.internal.mime.MessageBytes;
import io.github.smtpfake.internal.mime.RawMessage;
import io.github.smtpfake.internal.mime.TransferEncoding;
import io.github.smtpfake.internal.text.Lazy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The body of a part: where it is in the message, and how it is encoded. It is decoded each time it is read, and not kept, so that
 * a message needs little more memory than its bytes. Immutable and thread-safe.
 */
final class PartBody {
    private static final int BUFFER_SIZE = 8_192;

    private final MessageBytes message;
    private final int start;
    private final int end;
    private final TransferEncoding encoding;
    private final Lazy<Facts> facts = new Lazy<>(this::readFacts);

    /**
     * What is known of a body after it was decoded once.
     *
     * @param size the number of decoded bytes
     * @param defects the number of places that violate the transfer encoding
     * @param isAscii whether no decoded byte is above 127
     */
    record Facts(int size, int defects, boolean isAscii) {}

    /**
     * Creates a body.
     *
     * @param start the position of its first byte in the message
     * @param end the position after its last byte
     */
    PartBody(MessageBytes message, int start, int end, TransferEncoding encoding) {
        this.message = message;
        this.start = start;
        this.end = end;
        this.encoding = encoding;
    }

    /** Returns the number of bytes before the transfer encoding is decoded; decoding never adds any. */
    int encodedSize() {
        return end - start;
    }

    Facts facts() {
        return facts.get();
    }

    /** Returns a stream over the decoded bytes. */
    InputStream newInputStream() {
        return encoding == TransferEncoding.IDENTITY ? message.newInputStream(start, end) : decoded();
    }

    private DecodedStream decoded() {
        return encoding.decode(message.newInputStream(start, end));
    }

    private Facts readFacts() {
        try (DecodedStream bytes = decoded()) {
            byte[] buffer = newBuffer();
            int size = 0;
            boolean ascii = true;
            for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
                size += read;
                ascii = ascii && isAscii(buffer, read);
            }
            return new Facts(size, bytes.defects(), ascii);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] newBuffer() {
        return new byte[Math.max(1, Math.min(BUFFER_SIZE, encodedSize()))];
    }

    private static boolean isAscii(byte[] bytes, int length) {
        int any = 0;
        for (int i = 0; i < length; i++) {
            any |= bytes[i];
        }
        return any >= 0;
    }

    /** Decodes all bytes. */
    byte[] bytes() {
        try (InputStream bytes = newInputStream()) {
            byte[] all = new byte[encodedSize()];
            int length = bytes.readNBytes(all, 0, all.length);
            return length == all.length ? all : Arrays.copyOf(all, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Decodes at most the given number of bytes. */
    byte[] beginning(int maxBytes) {
        try (InputStream bytes = newInputStream()) {
            return bytes.readNBytes(Math.min(maxBytes, encodedSize()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the decoded body as a message, whose bytes are not copied if they are sent as they are. */
    RawMessage asMessage() {
        return encoding == TransferEncoding.IDENTITY ? message.slice(start, end) : RawMessage.of(bytes());
    }

    /** Returns how often a byte is among the first decoded bytes, of which it examines the given number. */
    int count(char wanted, int examined) {
        try (InputStream bytes = newInputStream()) {
            byte[] buffer = newBuffer();
            int count = 0;
            int left = examined;
            for (int read = bytes.read(buffer); read >= 0 && left > 0; read = bytes.read(buffer)) {
                for (int i = 0; i < Math.min(read, left); i++) {
                    count += buffer[i] == wanted ? 1 : 0;
                }
                left -= read;
            }
            return count;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns whether the body has only spaces and line ends. */
    boolean isBlank() {
        try (InputStream bytes = newInputStream()) {
            byte[] buffer = newBuffer();
            for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
                for (int i = 0; i < read; i++) {
                    if (buffer[i] < 0 || buffer[i] > ' ') {
                        return false;
                    }
                }
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Computes the SHA-256 of the decoded bytes in lower-case hexadecimal. */
    String sha256() {
        try (InputStream bytes = newInputStream()) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = newBuffer();
            for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns whether the body is in the message, as it was sent, byte for byte. */
    boolean isVerbatim() {
        return !message.isRepaired()
                && (encoding == TransferEncoding.IDENTITY
                        || encoding == TransferEncoding.QUOTED_PRINTABLE && facts().size() == encodedSize());
    }

    /** Returns the position of the first byte in the message. */
    int start() {
        return start;
    }
}
