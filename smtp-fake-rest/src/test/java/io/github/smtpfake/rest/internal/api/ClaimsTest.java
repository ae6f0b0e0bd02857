package io.github.smtpfake.rest.internal.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.rest.internal.api.Claims.Attempt;
import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.session.SessionInfo;
import io.github.smtpfake.store.InMemoryMessageStore;
import io.github.smtpfake.store.StoreFullException;
import io.github.smtpfake.store.StoreQuery;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClaimsTest {
    private static final int ALL = Integer.MAX_VALUE;
    private static final int STORED = 5;

    private final InMemoryMessageStore store = new InMemoryMessageStore(Limits.defaults());
    private final Claims claims = new Claims(store);

    @BeforeEach
    void store() throws StoreFullException {
        for (int i = 1; i <= STORED; i++) {
            store.add(new CapturedMessage(
                    "m" + i,
                    Instant.EPOCH,
                    Envelope.of("a@example.org", List.of("b@example.org")),
                    SessionInfo.of("s", Instant.EPOCH, "127.0.0.1:1"),
                    new byte[0]));
        }
    }

    private Attempt claim(int count, int limit) {
        return claims.claim(StoreQuery.all(), count, limit);
    }

    private static List<Long> numbers(Attempt attempt) {
        return LongStream.rangeClosed(1, STORED)
                .filter(attempt.claimed()::contains)
                .boxed()
                .toList();
    }

    @Test
    void claimsTheNewestMessagesUpToTheLimit() {
        assertThat(numbers(claim(1, 2))).containsExactly(4L, 5L);
        Attempt second = claim(0, ALL);
        assertThat(numbers(second)).containsExactly(1L, 2L, 3L);
        assertThat(second.isComplete()).isFalse();
        Attempt third = claim(0, ALL);
        assertThat(third.found()).isZero();
        assertThat(third.isComplete()).isFalse();
    }

    @Test
    void claimsNothingIfThereAreTooFewMessages() {
        Attempt tooFew = claim(6, ALL);

        assertThat(tooFew.found()).isEqualTo(STORED);
        assertThat(tooFew.claimed().size()).isZero();
        assertThat(numbers(claim(5, 1))).as("a limit below the count").containsExactly(5L);
        assertThat(claim(5, 1).found()).isEqualTo(4);
    }

    @Test
    void makesReleasedMessagesAvailableAgain() {
        Attempt first = claim(0, ALL);

        claims.release(first.claimed());

        assertThat(numbers(claim(5, ALL))).hasSize(STORED);
    }
}
