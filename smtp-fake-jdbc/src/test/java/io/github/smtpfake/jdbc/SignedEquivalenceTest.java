package io.github.smtpfake.jdbc;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.store.MessageStore;
import io.github.smtpfake.store.StoreEquivalence;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** SQL must give the same answers as Java also if some messages have signatures and others do not. */
class SignedEquivalenceTest extends StoreEquivalence {
    @TempDir
    private Path directory;

    @Override
    protected MessageStore newStore(Limits limits) throws Exception {
        Path file = directory.resolve("mail.db");
        Samples.createWithSegments(file, 8);
        SqliteMessageStore store = SqliteMessageStore.open(file, limits);
        return Samples.before(store, store::buildSignatures);
    }
}
