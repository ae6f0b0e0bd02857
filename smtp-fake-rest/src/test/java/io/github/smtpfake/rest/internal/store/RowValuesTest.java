package io.github.smtpfake.rest.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.smtpfake.internal.memory.MemoryBudget;
import io.github.smtpfake.internal.mime.DeletedMessageException;
import io.github.smtpfake.store.StoreUnavailableException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RowValuesTest {
    private final RowValues row = new RowValues();

    @Test
    void readsEachValueOfAMessage() {
        assertThat(row.read(() -> "subject", "")).isEqualTo("subject");
        assertThat(row.unreadable()).isNull();
    }

    @Test
    void showsSubstitutesAndTheReasonAfterAFailure() {
        AtomicInteger later = new AtomicInteger();

        assertThat(row.read(
                        () -> {
                            throw new StoreUnavailableException("the file is damaged", null);
                        },
                        "none"))
                .isEqualTo("none");
        assertThat(row.<Integer>read(later::incrementAndGet, -1)).isEqualTo(-1);
        assertThat(later).hasValue(0);
        assertThat(row.unreadable()).isEqualTo("the file is damaged");
    }

    @Test
    void survivesALackOfMemory() {
        assertThat(row.read(
                        () -> {
                            throw new OutOfMemoryError();
                        },
                        ""))
                .isEmpty();
        assertThat(row.unreadable()).contains("memory");
    }

    @Test
    void saysIfMoreMemoryWouldNotBeFreeLater() {
        row.read(() -> MemoryBudget.ofJvm().reserve(Long.MAX_VALUE / 2).bytes(), 0L);

        assertThat(row.unreadable()).isEqualTo("The message needs more memory than the server has.");
    }

    @Test
    void leavesDeletedMessagesToTheList() {
        assertThatExceptionOfType(DeletedMessageException.class)
                .isThrownBy(() -> row.read(
                        () -> {
                            throw new DeletedMessageException();
                        },
                        ""));
    }
}
