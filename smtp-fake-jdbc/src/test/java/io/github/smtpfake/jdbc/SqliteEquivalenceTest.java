package io.github.smtpfake.jdbc;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.store.MessageStore;
import io.github.smtpfake.store.StoreEquivalence;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** SQL must give the same answers as Java. */
class SqliteEquivalenceTest extends StoreEquivalence {
    @TempDir
    private Path directory;

    @Override
    protected MessageStore newStore(Limits limits) {
        SqliteMessageStore store = SqliteMessageStore.open(directory.resolve("mail.db"), limits);
        return Samples.before(store, store::completeMessages);
    }
}
