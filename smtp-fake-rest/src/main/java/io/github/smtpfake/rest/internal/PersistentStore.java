package io.github.smtpfake.rest.internal;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.jdbc.Durability;
import io.github.smtpfake.jdbc.SqliteMessageStore;
import io.github.smtpfake.rest.internal.store.IdleHeap;
import io.github.smtpfake.store.MessageStore;
import io.github.smtpfake.store.StoreUnavailableException;
import java.nio.file.Path;

/**
 * A store in a file. The only class of this module that uses the module {@code smtp-fake-jdbc}, so that a server
 * without {@code --store} loads no class of it.
 */
final class PersistentStore implements AutoCloseable {
    private final SqliteMessageStore store;
    private final Path file;
    private final IdleHeap idleHeap = IdleHeap.start();

    private PersistentStore(SqliteMessageStore store, Path file) {
        this.store = store;
        this.file = file;
        store.addListener(idleHeap);
    }

    /**
     * Opens the store in a file, and creates the file if it is missing.
     *
     * @throws StartException if the process may not write the file, another process uses it, or it is not a store
     */
    static PersistentStore open(StoreLocation location, Limits limits) throws StartException {
        location.requireWritable();
        Durability durability = location.survivesPowerFailure() ? Durability.FULL : Durability.NORMAL;
        try {
            return new PersistentStore(SqliteMessageStore.open(location.file(), limits, durability), location.file());
        } catch (StoreUnavailableException e) {
            throw new StartException("Cannot store mail in " + location.file() + ": " + e.getMessage(), e);
        }
    }

    MessageStore store() {
        return store;
    }

    Path file() {
        return file;
    }

    /** Closes the file. Afterwards, all mail is in the file itself and none in its write-ahead log. */
    @Override
    public void close() {
        idleHeap.close();
        store.close();
    }
}
