package io.github.smtpfake.rest.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.junit.jupiter.api.Test;

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
}
