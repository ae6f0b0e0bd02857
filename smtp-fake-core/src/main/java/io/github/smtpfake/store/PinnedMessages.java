package io.github.smtpfake.store;

import io.github.smtpfake.internal.memory.MemoryAccount;
import io.github.smtpfake.internal.mime.RawMessage;

/**
 * Counts the bytes of messages that were removed while queries may still refer to them, until those queries have ended. Not
 * thread-safe.
 *
 * <p>Queries belong to the current generation or to the one before. When the last query of the older generation has ended, the
 * current one becomes the older one.
 */
final class PinnedMessages {
    private final MemoryAccount memory;
    private long generation;
    private int olderQueries;
    private int currentQueries;
    private long olderBytes;
    private long currentBytes;

    /** @param memory the account to count in */
    PinnedMessages(MemoryAccount memory) {
        this.memory = memory;
    }

    /** Begins a query, and returns its generation. */
    long begin() {
        currentQueries++;
        return generation;
    }

    /** Ends a query of a generation. */
    void end(long itsGeneration) {
        if (itsGeneration == generation) {
            currentQueries--;
        } else {
            olderQueries--;
        }
        while (olderQueries == 0 && olderBytes + currentBytes > 0) {
            advance();
        }
    }

    /** Frees what only older queries could refer to. All messages so far were removed before the next query begins. */
    private void advance() {
        memory.add(-olderBytes);
        olderBytes = currentBytes;
        olderQueries = currentQueries;
        currentBytes = 0;
        currentQueries = 0;
        generation++;
    }

    /** Records that a message was removed. Besides queries, answers to requests may still refer to its bytes. */
    void removed(long bytes, RawMessage raw) {
        raw.shared().ifPresent(shared -> shared.giveUp(bytes, memory::add));
        removed(bytes);
    }

    /** Records that bytes were removed to which only queries may refer. */
    void removed(long bytes) {
        if (olderQueries + currentQueries > 0) {
            currentBytes += bytes;
            memory.add(bytes);
        }
    }
}
