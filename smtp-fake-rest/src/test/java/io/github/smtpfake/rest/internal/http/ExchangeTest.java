package io.github.smtpfake.rest.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.tomcat.util.net.SocketEvent;
import org.junit.jupiter.api.Test;

class ExchangeTest {
    private final List<String> calls = new ArrayList<>();
    private final Exchange exchange = new Exchange(new Request(), new Response(), Duration.ofSeconds(1));

    @Test
    void isGoneOnceItsConnectionIsClosed() {
        exchange.park(() -> calls.add("gone"));

        exchange.close();
        exchange.close();

        assertThat(calls).containsExactly("gone");
        assertThatThrownBy(() -> exchange.resume(() -> calls.add("next"), () -> calls.add("dropped")))
                .isInstanceOf(RejectedExecutionException.class);
        assertThat(calls).containsExactly("gone");
    }

    @Test
    void dropsItsContinuationIfItsConnectionIsClosed() {
        exchange.park(() -> calls.add("gone"));
        exchange.resume(() -> calls.add("next"), () -> calls.add("dropped"));

        exchange.close();

        assertThat(calls).containsExactly("dropped", "gone");
        assertThat(exchange.dispatch(SocketEvent.OPEN_READ)).isFalse();
        assertThat(calls).hasSize(2);
    }

    @Test
    void isNotGoneIfItWasContinued() {
        exchange.park(() -> calls.add("gone"));
        exchange.resume(() -> calls.add("next"), () -> calls.add("dropped"));

        assertThat(exchange.dispatch(SocketEvent.OPEN_READ)).isTrue();
        exchange.close();

        assertThat(calls).containsExactly("next");
    }
}
