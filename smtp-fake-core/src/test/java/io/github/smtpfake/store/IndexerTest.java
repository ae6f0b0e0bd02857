package io.github.smtpfake.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.message.TestMail;
import org.junit.jupiter.api.Test;

class IndexerTest {
    private final InMemoryMessageStore store = new InMemoryMessageStore(Limits.defaults());

    @Test
    void leavesAFewMessagesToTheFirstSearch() throws StoreFullException {
        add(999);

        assertThat(store.indexer().thread()).isNull();
    }

    @Test
    void indexesManyMessagesAndEnds() throws Exception {
        add(1_000);

        Thread thread = store.indexer().thread();
        assertThat(thread).isNotNull();
        assertThat(thread.isDaemon()).isTrue();
        thread.join(60_000);
        assertThat(thread.isAlive()).isFalse();
        assertThat(store.indexer().thread()).isNull();
    }

    @Test
    void continuesWithTheNextMessages() throws Exception {
        add(1_000);
        Thread first = store.indexer().thread();
        first.join(60_000);
        add(999);
        assertThat(store.indexer().thread()).as("the thread for a few messages").isNull();

        add(1);

        assertThat(store.indexer().thread()).isNotNull().isNotSameAs(first);
    }

    private void add(int count) throws StoreFullException {
        for (int i = 0; i < count; i++) {
            store.add(TestMail.of("Subject: " + i, "", "text"));
        }
    }
}
