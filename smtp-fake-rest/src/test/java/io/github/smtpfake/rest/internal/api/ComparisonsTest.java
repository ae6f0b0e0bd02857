package io.github.smtpfake.rest.internal.api;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.internal.delivery.Delivery;
import io.github.smtpfake.internal.mime.RawMessage;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.message.MessageQueries;
import io.github.smtpfake.message.MessageQuery;
import io.github.smtpfake.rest.internal.text.RandomIds;
import io.github.smtpfake.rest.testing.ScriptedStore;
import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.session.SessionInfo;
import io.github.smtpfake.store.InMemoryMessageStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ComparisonsTest {
    private static final int SMALL = 1_000;
    private static final int LARGE = 100_000;

    private final InMemoryMessageStore messages = new InMemoryMessageStore(Limits.defaults());
    private final ScriptedStore store = new ScriptedStore(messages);
    private final List<Waiter> waiters = new CopyOnWriteArrayList<>();
    /** The names of the threads that loaded the bytes of messages. */
    private final List<String> readers = new CopyOnWriteArrayList<>();

    @AutoClose
    private final Comparisons comparisons = new Comparisons(store.asMessageStore(), () -> waiters);

    /** Records each call. */
    private static final class Waiter implements Comparisons.Waiting {
        private final Supplier<MessageQuery> query;
        private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
        private volatile boolean hasEnded;

        Waiter(MessageQuery query) {
            this(() -> query);
        }

        Waiter(Supplier<MessageQuery> query) {
            this.query = query;
        }

        @Override
        public MessageQuery query() {
            return query.get();
        }

        @Override
        public boolean isWaiting() {
            return !hasEnded;
        }

        @Override
        public void matched() {
            events.add("matched");
        }

        @Override
        public void failed(Throwable reason) {
            events.add(reason.getClass().getSimpleName());
        }

        String next() throws InterruptedException {
            return String.valueOf(events.poll(30, TimeUnit.SECONDS));
        }
    }

    private Waiter waiter(MessageQuery query) {
        return add(new Waiter(query));
    }

    private Waiter add(Waiter waiter) {
        waiters.add(waiter);
        return waiter;
    }

    /** Returns when the comparisons know that no message has arrived yet. The request that begins waits for none. */
    @BeforeEach
    void begin() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        store.before("next", begun::countDown);
        comparisons.begin(new Waiter(MessageQuery.any()), true, Long.MAX_VALUE - 1);
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
    }

    /** Returns when all messages that were added before have been compared. */
    private void awaitComparisons() throws Exception {
        for (int size : new int[] {SMALL, LARGE}) {
            Waiter last = waiter(MessageQueries.recipient("last@example.org").textContains("some text"));
            messages.add(message("last@example.org", size, Optional::of));
            comparisons.compareArrivals();
            assertThat(last.next()).isEqualTo("matched");
        }
    }

    private interface Loader {
        Optional<byte[]> load(byte[] bytes);
    }

    /** Returns a message whose bytes show its text only to those who decode it. */
    private CapturedMessage message(String recipient, int size, Loader loader) {
        String text = "some text ".repeat(size / 10);
        byte[] bytes = ("Subject: x\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                        + Base64.getMimeEncoder().encodeToString(text.getBytes(US_ASCII)))
                .getBytes(US_ASCII);
        Supplier<Optional<byte[]>> loading = () -> loader.load(bytes);
        return new Delivery(
                        RandomIds.next(),
                        Instant.now(),
                        Envelope.of("a@example.org", List.of(recipient)),
                        SessionInfo.of("s", Instant.now(), "127.0.0.1:1"),
                        RawMessage.onDemand(bytes.length, loading),
                        List.of(),
                        Limits.defaults())
                .toMessage(CapturedMessage.class);
    }

    private void add(String recipient, int size) throws Exception {
        String adding = Thread.currentThread().getName();
        messages.add(message(recipient, size, bytes -> {
            String reader = Thread.currentThread().getName();
            if (!reader.equals(adding)) {
                readers.add(reader);
            }
            return Optional.of(bytes);
        }));
        comparisons.compareArrivals();
    }

    @ParameterizedTest(name = "{0} bytes")
    @CsvSource({SMALL + ",smtp-fake-http-compare", LARGE + ",smtp-fake-http-large"})
    void readsAMessageOnceForAllThatWaitForItsTexts(int size, String thread) throws Exception {
        List<Waiter> matching = new ArrayList<>();
        IntStream.range(0, 50).forEach(i -> {
            matching.add(waiter(MessageQueries.textContains("some text")));
            matching.add(waiter(MessageQueries.anyTextContains("text some")));
            matching.add(waiter(MessageQueries.headerContains("Subject", "x")));
            waiter(MessageQueries.textContains("some other text"));
        });

        add("ada@example.org", size);

        for (Waiter waiter : matching) {
            assertThat(waiter.next()).isEqualTo("matched");
        }
        awaitComparisons();
        assertThat(readers).containsExactly(thread);
        assertThat(waiters)
                .filteredOn(waiter -> waiter.query().toString().contains("other"))
                .hasSize(50)
                .allSatisfy(waiter -> assertThat(waiter.events).isEmpty());
    }

    @ParameterizedTest(name = "{0} bytes")
    @ValueSource(ints = {SMALL, LARGE})
    void readsNoMessageForWhichTheEnvelopeDecides(int size) throws Exception {
        Waiter matching = waiter(MessageQueries.recipient("ada@example.org").sender("a@*"));
        Waiter excluded = waiter(MessageQueries.recipient("bob@example.org").textContains("some text"));

        add("ada@example.org", size);

        assertThat(matching.next()).isEqualTo("matched");
        awaitComparisons();
        assertThat(readers).isEmpty();
        assertThat(excluded.events).isEmpty();
    }

    @ParameterizedTest(name = "{0} requests")
    @ValueSource(ints = {1, 2})
    void comparesNothingWithRequestsThatNoLongerWait(int count) throws Exception {
        for (int i = 0; i < count; i++) {
            waiter(MessageQueries.textContains("some text")).hasEnded = true;
        }
        List<Waiter> ended = List.copyOf(waiters);

        add("ada@example.org", SMALL);
        add("ada@example.org", LARGE);

        awaitComparisons();
        assertThat(ended).allSatisfy(waiter -> assertThat(waiter.events).isEmpty());
        assertThat(readers).isEmpty();
    }

    @ParameterizedTest(name = "{0} bytes")
    @ValueSource(ints = {SMALL, LARGE})
    void reportsAMessageThatCannotBeReadToThoseThatNeedIt(int size) throws Exception {
        Waiter first = waiter(MessageQueries.textContains("some text"));
        Waiter second = waiter(MessageQueries.anyTextContains("text"));
        Waiter other = waiter(MessageQueries.recipient("bob@example.org").textContains("some text"));
        Thread adding = Thread.currentThread();

        messages.add(message("ada@example.org", size, bytes -> {
            if (Thread.currentThread() != adding) {
                throw new OutOfMemoryError("simulated");
            }
            return Optional.of(bytes);
        }));
        comparisons.compareArrivals();

        assertThat(first.next()).isEqualTo("OutOfMemoryError");
        assertThat(second.next()).isEqualTo("OutOfMemoryError");
        awaitComparisons();
        assertThat(other.events).isEmpty();
    }

    @Test
    void reportsAQueryThatFailsOnlyToItsRequest() throws Exception {
        Waiter failing = add(new Waiter(() -> {
            throw new IllegalStateException("simulated");
        }));
        Waiter other = waiter(MessageQueries.recipient("ada@example.org"));

        add("ada@example.org", SMALL);

        assertThat(failing.next()).isEqualTo("IllegalStateException");
        assertThat(other.next()).isEqualTo("matched");
    }

    @Test
    void comparesNothingBeforeARequestBegins() throws Exception {
        Waiter waiter = waiter(MessageQueries.recipient("ada@example.org"));
        messages.add(message("ada@example.org", SMALL, Optional::of));
        AtomicInteger searches = new AtomicInteger();
        store.before("next", searches::incrementAndGet);
        store.before("mark", () -> {
            throw new IllegalStateException("simulated");
        });

        try (Comparisons fresh = new Comparisons(store.asMessageStore(), () -> waiters)) {
            fresh.compareArrivals();
            fresh.begin(waiter, true, 0);
            assertThat(waiter.next()).isEqualTo("IllegalStateException");
            assertThat(searches).hasValue(0);

            // The next request makes up for the first.
            store.before("mark", () -> {});
            fresh.begin(waiter, false, 0);
            assertThat(waiter.next()).isEqualTo("matched");
            messages.add(message("ada@example.org", SMALL, Optional::of));
            fresh.compareArrivals();
            assertThat(waiter.next()).isEqualTo("matched");
        }
    }

    @Test
    void reportsAStoreThatFailsToAll() throws Exception {
        Waiter waiter = waiter(MessageQueries.recipient("bob@example.org"));
        store.fail("the disk is full");

        comparisons.compareArrivals();

        assertThat(waiter.next()).isEqualTo("StoreUnavailableException");
        store.recover();
        add("bob@example.org", SMALL);
        assertThat(waiter.next()).isEqualTo("matched");
    }

    @ParameterizedTest(name = "{0} bytes")
    @ValueSource(ints = {SMALL, LARGE})
    void ignoresAMessageThatHasBeenDeleted(int size) throws Exception {
        Waiter first = waiter(MessageQueries.textContains("some text"));
        Waiter second = waiter(MessageQueries.textContains("some text"));
        AtomicReference<Boolean> isDeleted = new AtomicReference<>(false);
        messages.add(
                message("ada@example.org", size, bytes -> isDeleted.get() ? Optional.empty() : Optional.of(bytes)));
        isDeleted.set(true);

        comparisons.compareArrivals();
        awaitComparisons();

        // That of the messages for which this test waits.
        assertThat(first.events).containsExactly("matched", "matched");
        assertThat(second.events).containsExactly("matched", "matched");
    }

    @Test
    void beginsWithTheMessagesThatARequestHasNotSeen() throws Exception {
        add("ada@example.org", SMALL);
        long seen = messages.mark().message();
        add("ada@example.org", SMALL);
        add("ada@example.org", SMALL);
        Waiter waiter = new Waiter(MessageQueries.recipient("ada@example.org"));
        awaitComparisons();

        comparisons.begin(waiter, true, seen);
        waiters.add(waiter);

        assertThat(waiter.next()).isEqualTo("matched");
        assertThat(waiter.next()).isEqualTo("matched");
        // Until the request has begun, a message may be compared with it twice.
        awaitComparisons();
        add("ada@example.org", SMALL);
        assertThat(waiter.next()).isEqualTo("matched");
        awaitComparisons();
        assertThat(waiter.events).isEmpty();
    }

    @Test
    void comparesNothingAfterItWasClosed() throws Exception {
        Waiter waiter = waiter(MessageQueries.recipient("ada@example.org"));
        comparisons.close();

        add("ada@example.org", SMALL);
        add("ada@example.org", LARGE);
        comparisons.begin(waiter, true, 0);

        assertThat(waiter.events).isEmpty();
    }
}
