package io.github.smtpfake.store;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.smtpfake.config.Limits;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Two stores of the same kind give the same answers; a store that answers wrongly is detected. */
class StoreEquivalenceTest extends StoreEquivalence {

    @Override
    protected MessageStore newStore(Limits limits) {
        return new InMemoryMessageStore(limits);
    }

    @Test
    void detectsAQueryThatMissesMessages() {
        assertDetected(
                query -> query.message().size() > 0,
                stored -> stored.message().envelope().sender().equals("bob@example.org"));
    }

    @Test
    void detectsATagThatMatchesOnlyInTheSameCase() {
        assertDetected(query -> !query.tags().isEmpty(), stored -> stored.tags().contains("Work"));
    }

    @Test
    void detectsAMarkThatExcludesAMessageWithTheSameMark() {
        assertDetected(query -> query.begun() > 0, stored -> stored.begun() > 0 && stored.number() % 2 == 0);
    }

    private static void assertDetected(Predicate<StoreQuery> query, Predicate<StoredMessage> missed) {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> comparing(query, missed).givesTheSameAnswers())
                .withMessageContaining("smallest example")
                .withMessageContaining("[next");
    }

    /** Returns the comparison of a store that misses some messages in its answers to some queries. */
    private static StoreEquivalence comparing(Predicate<StoreQuery> query, Predicate<StoredMessage> missed) {
        return new StoreEquivalence() {
            @Override
            protected MessageStore newStore(Limits limits) {
                return incomplete(new InMemoryMessageStore(limits), query, missed);
            }

            @Override
            protected int tries() {
                return 2_000;
            }
        };
    }

    @SuppressWarnings("unchecked")
    private static MessageStore incomplete(
            MessageStore store, Predicate<StoreQuery> query, Predicate<StoredMessage> missed) {
        return (MessageStore) Proxy.newProxyInstance(
                MessageStore.class.getClassLoader(),
                new Class<?>[] {MessageStore.class},
                (proxy, method, arguments) -> {
                    try {
                        Object answer = method.invoke(store, arguments);
                        return method.getName().equals("next") && query.test((StoreQuery) arguments[0])
                                ? ((List<StoredMessage>) answer)
                                        .stream().filter(missed.negate()).toList()
                                : answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
