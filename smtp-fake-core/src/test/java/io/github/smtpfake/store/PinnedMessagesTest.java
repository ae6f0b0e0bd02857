package io.github.smtpfake.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.internal.memory.MemoryAccount;
import io.github.smtpfake.internal.memory.MemoryBudget;
import org.junit.jupiter.api.Test;

class PinnedMessagesTest {
    private final MemoryAccount memory = MemoryBudget.ofJvm().newPassingAccount();
    private final PinnedMessages pinned = new PinnedMessages(memory);

    @Test
    void countsNothingWithoutQueries() {
        pinned.removed(10);

        assertThat(memory.bytes()).isZero();
    }

    @Test
    void countsWhatAQueryRefersToUntilItEnds() {
        long query = pinned.begin();
        pinned.removed(10);
        pinned.removed(20);
        assertThat(memory.bytes()).isEqualTo(30);

        pinned.end(query);

        assertThat(memory.bytes()).isZero();
    }

    /** Otherwise, queries that always overlap would pin all messages that were ever removed. */
    @Test
    void doesNotWaitForQueriesThatBeganLater() {
        long first = pinned.begin();
        pinned.removed(10);
        long second = pinned.begin();
        pinned.end(first);
        pinned.removed(20);
        assertThat(memory.bytes()).isEqualTo(30);
        long third = pinned.begin();

        pinned.end(second);
        assertThat(memory.bytes()).isEqualTo(20);
        long fourth = pinned.begin();
        pinned.end(third);

        assertThat(memory.bytes()).isZero();
        pinned.end(fourth);
        assertThat(memory.bytes()).isZero();
    }
}
