package io.github.smtpfake.jdbc;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.store.MessageStore;
import io.github.smtpfake.store.MessageStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.io.TempDir;

/** The contract of every store. */
@Order(1)
class SqliteMessageStoreTest extends MessageStoreContract {
    @TempDir
    private Path directory;

    private int files;

    @Override
    protected MessageStore newStore(Limits limits) {
        return SqliteMessageStore.open(directory.resolve("mail " + ++files + ".db"), limits);
    }
}
