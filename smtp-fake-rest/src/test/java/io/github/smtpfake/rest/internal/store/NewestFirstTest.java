package io.github.smtpfake.rest.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.session.SessionInfo;
import io.github.smtpfake.store.InMemoryMessageStore;
import io.github.smtpfake.store.StoreFullException;
import io.github.smtpfake.store.StoreQuery;
import io.github.smtpfake.store.StoredMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NewestFirstTest {
    private static final int BATCH = 10;

    private final InMemoryMessageStore store =
            new InMemoryMessageStore(Limits.builder().storedMessages(100_000).build());

    private void add(int count) throws StoreFullException {
        for (int i = 0; i < count; i++) {
            store.add(new CapturedMessage(
                    "m" + (store.mark().message() + 1),
                    Instant.EPOCH,
                    Envelope.of("a@example.org", List.of("b@example.org")),
                    SessionInfo.of("s", Instant.EPOCH, "127.0.0.1:1"),
                    new byte[0]));
        }
    }

    private List<Long> read(StoreQuery query) {
        List<Long> numbers = new ArrayList<>();
        NewestFirst messages = new NewestFirst(store, query, BATCH);
        for (List<StoredMessage> batch = messages.next(); !batch.isEmpty(); batch = messages.next()) {
            assertThat(batch).hasSizeLessThanOrEqualTo(BATCH);
            batch.forEach(stored -> numbers.add(stored.number()));
        }
        assertThat(messages.next()).isEmpty();
        return numbers;
    }

    private static List<Long> down(long from, long to) {
        return LongStream.rangeClosed(to, from).map(i -> from + to - i).boxed().toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 9, 10, 11, 20, 21, 1_234})
    void readsAllMessages(int count) throws Exception {
        add(count);

        assertThat(read(StoreQuery.all())).isEqualTo(down(count, 1));
    }

    @Test
    void readsTheFewMessagesThatRemainAmongManyNumbers() throws Exception {
        add(20_000);
        List<String> kept = List.of("m1", "m2", "m9000", "m19999");
        store.delete(StoreQuery.ids(IntStream.rangeClosed(1, 20_000)
                .mapToObj(i -> "m" + i)
                .filter(id -> !kept.contains(id))
                .toList()));

        assertThat(read(StoreQuery.all())).containsExactly(19_999L, 9_000L, 2L, 1L);
        assertThat(read(StoreQuery.all().after(2).before(19_999))).containsExactly(9_000L);
        assertThat(read(StoreQuery.ids(List.of()))).isEmpty();
    }

    @Test
    void skipsWhatIsDeletedAndIgnoresWhatArrivesMeanwhile() throws Exception {
        add(30);
        NewestFirst messages = new NewestFirst(store, StoreQuery.all(), BATCH);
        assertThat(messages.next()).extracting(StoredMessage::number).isEqualTo(down(30, 21));

        store.delete(StoreQuery.ids(List.of("m20", "m18")));
        add(5);

        assertThat(messages.next().get(0).number()).isEqualTo(19);
    }
}
