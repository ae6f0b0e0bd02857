package io.github.smtpfake.store;

import io.github.smtpfake.config.Limits;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/**
 * The tests that every {@link MessageStore} must pass. Extend this class, and return an empty store of yours:
 *
 * <pre>{@code
 * class MyStoreTest extends MessageStoreContract {
 *
 *     @Override
 *     protected MessageStore newStore(Limits limits) {
 *         return new MyStore(limits);
 *     }
 * }
 * }</pre>
 *
 * <p>The test-jar of {@code smtp-fake-core} contains this class. It needs JUnit 5.9 and AssertJ 3.24 or later. Each topic is
 * an interface, which this class implements.
 *
 * <p>No test sleeps. A test that waits for another thread fails after a minute, so a slow store passes as well.
 */
public abstract class MessageStoreContract
        implements OrderContract,
                ContentContract,
                PagingContract,
                QueryContract,
                DeletionContract,
                ReadMarkContract,
                TagContract,
                BoundsContract,
                AgeContract,
                MarkContract,
                WaitContract,
                QuietContract,
                ListenerContract,
                SessionContract,
                SessionWaitContract,
                ArgumentContract,
                ConcurrencyContract {
    private final List<MessageStore> opened = new ArrayList<>();
    private @Nullable MessageStore store;

    /**
     * Returns a new, empty store with these limits. A test may use several stores, which must not affect each other.
     *
     * @throws Exception if the store cannot be created; the test fails
     */
    protected abstract MessageStore newStore(Limits limits) throws Exception;

    /**
     * Frees what a store uses; called after the test for each store that {@link #newStore} returned. Closes a store that is
     * {@link AutoCloseable} unless it is overridden.
     *
     * @throws Exception if the store cannot be closed; the test fails
     */
    protected void close(MessageStore unused) throws Exception {
        if (unused instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }

    @Override
    public final synchronized MessageStore store() {
        MessageStore known = store;
        if (known == null) {
            known = store(Limits.defaults());
            store = known;
        }
        return known;
    }

    @Override
    public final synchronized MessageStore store(Limits limits) {
        try {
            MessageStore created = newStore(limits);
            opened.add(created);
            return created;
        } catch (Exception e) {
            throw new AssertionError("Expected a new store, but newStore failed.", e);
        }
    }

    @AfterEach
    final void closeStores() throws Exception {
        for (MessageStore each : opened) {
            close(each);
        }
    }
}
