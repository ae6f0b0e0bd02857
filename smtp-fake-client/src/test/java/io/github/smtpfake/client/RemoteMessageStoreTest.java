package io.github.smtpfake.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.inbox.Mark;
import io.github.smtpfake.store.InMemoryMessageStore;
import io.github.smtpfake.store.MessageStore;
import io.github.smtpfake.store.MessageStoreContract;
import io.github.smtpfake.store.Snapshot;
import java.lang.reflect.Proxy;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The contract of every store, whose reads and waits go over HTTP. */
@Order(1)
class RemoteMessageStoreTest extends MessageStoreContract {
    private static final int SESSIONS_OF_A_PAGE = 1_000;

    @Override
    protected MessageStore newStore(Limits limits) {
        return ServedStore.start(limits);
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void readsAllSessionsAlthoughOthersBeginMeanwhile() {
        MessageStore store = new InMemoryMessageStore(Limits.defaults());
        AtomicInteger begun = new AtomicInteger();
        for (int i = 0; i <= SESSIONS_OF_A_PAGE; i++) {
            begin(store, begun);
        }
        MessageStore busy = (MessageStore) Proxy.newProxyInstance(
                MessageStore.class.getClassLoader(),
                new Class<?>[] {MessageStore.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("nextActivity")) {
                        begin(store, begun);
                    }
                    return method.invoke(store, arguments);
                });
        try (ServedStore served = ServedStore.start(busy)) {
            assertThat(served.activityAfter(Mark.START))
                    .extracting(each -> each.session().id())
                    .hasSizeLessThan(2 * SESSIONS_OF_A_PAGE)
                    .doesNotHaveDuplicates()
                    .startsWith("1", "2")
                    .contains(String.valueOf(SESSIONS_OF_A_PAGE + 1));
        }
    }

    private static void begin(MessageStore store, AtomicInteger begun) {
        store.add(Snapshot.of(String.valueOf(begun.incrementAndGet())));
    }
}
