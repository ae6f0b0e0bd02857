package io.github.smtpfake.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.message.TestMail;
import io.github.smtpfake.testing.TimeLimit;
import org.junit.jupiter.api.Test;

class IndexerTest {
    private final InMemoryMessageStore store = new InMemoryMessageStore(Limits.defaults());

    @Test
    void leavesAFewMessagesToTheFirstSearch() throws Exception {
        add(999);

        assertThat(indexed()).isZero();
    }

    @Test
    void indexesManyMessages() throws Exception {
        add(1_000);

        assertThat(indexed()).isEqualTo(1_000);
    }

    @Test
    void indexesMoreOnlyWhenThereAreManyAgain() throws Exception {
        add(1_000);
        assertThat(indexed()).isEqualTo(1_000);

        add(999);
        assertThat(indexed()).isEqualTo(1_000);

        add(1);
        assertThat(indexed()).isEqualTo(2_000);
    }

    /** Returns the number of the last indexed message after the indexer's thread, if there is one, has ended. */
    private long indexed() throws InterruptedException {
        Thread thread = store.indexer().thread();
        if (thread != null) {
            TimeLimit.join(thread);
        }
        return store.indexer().indexed();
    }

    private void add(int count) throws StoreFullException {
        for (int i = 0; i < count; i++) {
            store.add(TestMail.of("Subject: " + i, "", "text"));
        }
    }
}
