package io.github.smtpfake.store;

import static io.github.smtpfake.store.StoreSamples.allSubjects;
import static io.github.smtpfake.store.StoreSamples.mail;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.inbox.Mark;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.message.MessageQuery;
import io.github.smtpfake.store.MessageStore.Counters;
import io.github.smtpfake.testing.TimeLimit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The bound of the age of messages. */
interface AgeContract extends StoreFixture {

    private MessageStore storeForAnHour() {
        return store(Limits.builder().storedAge(Duration.ofHours(1)).build());
    }

    private static CapturedMessage add(MessageStore store, String subject, Duration age) throws StoreFullException {
        CapturedMessage message = mail(subject, Instant.now().minus(age));
        store.add(message);
        return message;
    }

    @Test
    default void evictsTheMessagesThatAreTooOld() throws Exception {
        MessageStore store = storeForAnHour();
        CapturedMessage old = add(store, "old", Duration.ofHours(2));
        CapturedMessage recent = add(store, "recent", Duration.ofMinutes(30));

        assertThat(store.message(old.id())).isEmpty();
        assertThat(allSubjects(store)).containsExactly("recent");
        assertThat(store.page(StoreQuery.all(), 0, 9).matched()).isEqualTo(1);
        assertThat(store.count(StoreQuery.ids(List.of(old.id(), recent.id())))).isEqualTo(1);
        assertThat(store.markOf(old.id())).isEmpty();
        assertThat(store.delete(old.id())).isFalse();
        assertThat(store.delete(StoreQuery.all())).isEqualTo(1);
        assertThat(store.counters()).isEqualTo(new Counters(2, (long) old.size() + recent.size(), 1, 1, 0, 0, 0));
    }

    @Test
    default void evictsMessagesThatAreTooOldInAnyOrder() throws Exception {
        MessageStore store = storeForAnHour();
        add(store, "within the hour", Duration.ofMinutes(50));
        add(store, "now", Duration.ZERO);
        add(store, "too old", Duration.ofSeconds(3_601));
        add(store, "a minute ago", Duration.ofMinutes(1));

        assertThat(allSubjects(store)).containsExactly("within the hour", "now", "a minute ago");
        assertThat(store.counters().evicted()).isEqualTo(1);
        assertThat(store.evictedAfter(Mark.START)).isEqualTo(1);
    }

    @Test
    default void countsMessagesThatAreTooOldAsEvicted() throws Exception {
        MessageStore store = storeForAnHour();
        add(store, "old", Duration.ofHours(2));
        add(store, "older", Duration.ofHours(3));
        Mark mark = store.mark();

        assertThat(store.counters().evicted()).isEqualTo(2);
        assertThat(store.counters().stored()).isZero();
        assertThat(store.counters().storedBytes()).isZero();
        assertThat(store.evictedAfter(Mark.START)).isEqualTo(2);
        assertThat(store.evictedAfter(mark)).isZero();
        assertThat(store.await(MessageQuery.any(), Mark.START, 0, Duration.ZERO).evicted())
                .isEqualTo(2);
    }

    @Test
    default void notifiesListenersOfMessagesThatAreTooOld() throws Exception {
        MessageStore store = storeForAnHour();
        ListenerContract.Recorder recorder = new ListenerContract.Recorder();
        store.addListener(recorder);
        CapturedMessage old = add(store, "old", Duration.ofHours(2));

        assertThat(store.counters().stored()).isZero();

        assertThat(recorder.calls).containsExactly("added " + old.id(), "removed [" + old.id() + "]");
    }

    @Test
    default void aMessageThatIsTooOldHasNoTagAndNoReadMark() throws Exception {
        MessageStore store = storeForAnHour();
        add(store, "old", Duration.ofHours(2));

        assertThat(store.markRead(StoreQuery.all(), true)).isZero();
        assertThat(store.retag(StoreQuery.all(), tags -> List.of("tag"))).isZero();
        assertThat(store.tags()).isEmpty();
    }

    /** A store must not wait for another message before it evicts this one. */
    @Test
    default void evictsAMessageAsSoonAsItIsTooOld() throws Exception {
        MessageStore store =
                store(Limits.builder().storedAge(Duration.ofMillis(200)).build());
        Instant arrival = Instant.now();
        store.add(mail("short", arrival));

        TimeLimit.until("the message to be evicted", () -> store.counters().stored() == 0);

        assertThat(Instant.now()).isAfterOrEqualTo(arrival.plusMillis(200));
        assertThat(allSubjects(store)).isEmpty();
    }

    @Test
    default void keepsMessagesOfAnyAgeByDefault() throws Exception {
        store().add(mail("old", Instant.EPOCH));

        assertThat(allSubjects(store())).containsExactly("old");
        assertThat(store().counters().evicted()).isZero();
    }
}
