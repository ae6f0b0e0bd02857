package io.github.smtpfake.jdbc;

import static io.github.smtpfake.jdbc.Samples.mail;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.internal.memory.Patience;
import io.github.smtpfake.message.MessageQuery;
import io.github.smtpfake.store.StoreQuery;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadersTest {
    @TempDir
    private Path directory;

    /** Those who have the memory may wait for the connection. */
    @Test
    void doesNotLetAThreadWaitForMemoryWhileItHasAConnection() throws Exception {
        List<Boolean> mayWait = new ArrayList<>();
        try (SqliteMessageStore store = Samples.open(directory.resolve("mail.db"))) {
            store.add(mail("1"));
            MessageQuery query = MessageQuery.any().matching("examined", message -> mayWait.add(Patience.isAllowed()));

            assertThat(store.next(StoreQuery.of(query), 10)).hasSize(1);
        }

        assertThat(mayWait).containsOnly(false);
        assertThat(Patience.isAllowed()).isTrue();
    }
}
