package io.github.smtpfake.rest.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.internal.text.LoopbackAddress;
import io.github.smtpfake.rest.testing.RawClient;
import io.github.smtpfake.testing.TimeLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventSendersTest {
    /** A source that fails as soon as it is used. */
    private record Failing(List<String> calls) implements EventStream.Source {
        @Override
        public String next() {
            throw new NoClassDefFoundError("next");
        }

        @Override
        public void onMore(Runnable signal) {
            throw new NoClassDefFoundError("onMore");
        }

        @Override
        public void close() {
            calls.add("close");
        }
    }

    @Test
    void givesThePlaceOfAStreamBackThatCannotBegin() {
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(new NamedThreads("clock"));
        List<String> calls = new ArrayList<>();
        try (EventSenders senders = new EventSenders(clock)) {
            for (int i = 0; i < 200; i++) {
                senders.add(new Exchange(new Request(), new Response(), Duration.ofSeconds(1)), new Failing(calls));
            }

            assertThat(senders.isFull()).isFalse();
            assertThat(calls).hasSize(200);
        } finally {
            clock.shutdownNow();
        }
    }

    /** Has one event, after which it fails. */
    private static final class FailingLater implements EventStream.Source {
        private final Throwable failure;
        private final CountDownLatch closed = new CountDownLatch(1);
        private final AtomicInteger calls = new AtomicInteger();
        private volatile Runnable signal = () -> {};

        FailingLater(Throwable failure) {
            this.failure = failure;
        }

        @Override
        public String next() {
            return switch (calls.getAndIncrement()) {
                case 0 -> EventStream.event("1", "test", "first");
                case 1 -> "";
                default -> throw sneaky(failure);
            };
        }

        private static <T extends Throwable> RuntimeException sneaky(Throwable failure) throws T {
            @SuppressWarnings("unchecked")
            T thrown = (T) failure;
            throw thrown;
        }

        @Override
        public void onMore(Runnable more) {
            signal = more;
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }

    static List<Throwable> failures() {
        return List.of(
                new IllegalStateException("simulated"),
                new NoClassDefFoundError("simulated"),
                new OutOfMemoryError("simulated"),
                new StackOverflowError("simulated"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void endsOnlyTheStreamWhoseEventFails(Throwable failure) throws Exception {
        FailingLater failing = new FailingLater(failure);
        FailingLater other = new FailingLater(failure);
        Router router = new Router();
        router.get("/failing", request -> new EventStream(failing));
        router.get("/other", request -> new EventStream(other));
        try (WebServer server = WebServer.start(LoopbackAddress.get(), 0, new AccessGuard(List.of()), router);
                RawClient first = new RawClient(server.port());
                RawClient second = new RawClient(server.port())) {
            first.send("GET /failing HTTP/1.1\r\nHost: localhost\r\n\r\n");
            second.send("GET /other HTTP/1.1\r\nHost: localhost\r\n\r\n");
            first.expect("HTTP/1.1 200 ");
            second.expect("HTTP/1.1 200 ");
            TimeLimit.until("both streams to be asked twice", () -> failing.calls.get() >= 2 && other.calls.get() >= 2);

            failing.signal.run();

            TimeLimit.await(failing.closed);
            assertThat(other.closed.getCount()).isEqualTo(1);
            other.signal.run();
            TimeLimit.await(other.closed);
        }
    }
}
