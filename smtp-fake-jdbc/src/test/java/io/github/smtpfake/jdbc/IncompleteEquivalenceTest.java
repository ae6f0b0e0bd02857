package io.github.smtpfake.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.store.MessageStore;
import io.github.smtpfake.store.StoreEquivalence;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** The answers must be the same also if some messages have their details and later ones do not. */
class IncompleteEquivalenceTest extends StoreEquivalence {
    private final Random random = new Random(1);
    private int calls;
    private int callsWithBoth;

    @TempDir
    private Path directory;

    @Override
    protected MessageStore newStore(Limits limits) {
        SqliteMessageStore store = SqliteMessageStore.open(
                directory.resolve("mail.db"), limits, Durability.NORMAL, IndexerSettings.DEFAULT.onDemand());
        return Samples.before(store, () -> {
            // Soon after the first message, so that later ones are stored without details, and rarely again.
            boolean noneIsComplete =
                    store.ledger().incomplete() == store.ledger().stored();
            if (random.nextInt(noneIsComplete ? 4 : 40) == 0) {
                store.completeMessages();
            }
            long incomplete = store.ledger().incomplete();
            calls++;
            if (incomplete > 0 && incomplete < store.ledger().stored()) {
                callsWithBoth++;
            }
        });
    }

    @AfterEach
    void requireMessagesWithAndWithoutDetails() {
        // About a fifth to a half, depending on the random lists.
        assertThat(callsWithBoth).isGreaterThan(calls / 20);
    }
}
