package io.github.smtpfake.message;

import io.github.smtpfake.internal.memory.MemoryBudget;
import io.github.smtpfake.internal.memory.Reservation;
import io.github.smtpfake.internal.mime.HeaderEnd;
import io.github.smtpfake.internal.mime.MessageBytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Reserves the memory that the structure of a message needs while it is read: a message may consist of headers only. */
final class HeaderMemory {
    /** Smaller messages need less than what the budget leaves to the JVM for each thread. */
    private static final int SMALL = 64 * 1024;
    /** Names, values and objects. */
    private static final int PER_BYTE = 4;

    private static final int BUFFER_SIZE = 8_192;

    private HeaderMemory() {}

    /**
     * Reserves the memory for the header of a message.
     *
     * @return the reservation, which the caller must close after it has read the structure
     * @throws OutOfMemoryError if there is no room
     */
    static Reservation reserve(MessageBytes message) {
        Reservation memory = MemoryBudget.ofJvm().newReservation();
        long bytes = message.size() <= SMALL ? 0 : PER_BYTE * headerLength(message);
        if (bytes > SMALL) {
            memory.growWhenFree(bytes);
        }
        return memory;
    }

    private static long headerLength(MessageBytes message) {
        HeaderEnd end = new HeaderEnd();
        byte[] buffer = new byte[BUFFER_SIZE];
        long length = 0;
        try (InputStream bytes = message.newInputStream(0, message.size())) {
            for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
                int found = end.indexIn(buffer, 0, read);
                if (found >= 0) {
                    return length + found;
                }
                length += read;
            }
            return length;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
