package io.github.smtpfake.store;

import static io.github.smtpfake.store.StoreSamples.add;
import static io.github.smtpfake.store.StoreSamples.addAll;
import static io.github.smtpfake.store.StoreSamples.ids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.session.RejectedCommand;
import io.github.smtpfake.session.SessionEnd;
import io.github.smtpfake.session.SmtpSession;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Calls of listeners, which a store makes before the method that changes it returns. */
interface ListenerContract extends StoreFixture {

    @Test
    default void callsListenersOnEachChangeInOrder() throws Exception {
        MessageStore small = store(Limits.builder().storedMessages(1).build());
        Recorder recorder = new Recorder();
        small.addListener(recorder);

        CapturedMessage first = add(small, "first");
        CapturedMessage second = add(small, "second");
        small.delete(second.id());
        small.delete(second.id());
        CapturedMessage third = add(small, "third");

        assertThat(recorder.calls.indexOf("removed [" + first.id() + "]")).isBetween(1, 2);
        assertThat(recorder.calls)
                .containsExactlyInAnyOrder(
                        "added " + first.id(),
                        "removed [" + first.id() + "]",
                        "added " + second.id(),
                        "removed [" + second.id() + "]",
                        "added " + third.id());
        assertThat(recorder.calls)
                .containsSubsequence(
                        "added " + first.id(),
                        "added " + second.id(),
                        "removed [" + second.id() + "]",
                        "added " + third.id());
    }

    @Test
    default void reportsTheMessagesOfADeletionFromTheOldest() throws Exception {
        Recorder recorder = new Recorder();
        List<CapturedMessage> messages = addAll(store(), "1", "2", "3", "4");
        store().addListener(recorder);

        store().delete(StoreQuery.ids(List.of(
                messages.get(2).id(), messages.get(0).id(), messages.get(3).id())));
        store().delete(StoreQuery.of(WaitContract.WANTED));

        assertThat(recorder.removed)
                .containsExactly(
                        messages.get(0).id(),
                        messages.get(2).id(),
                        messages.get(3).id());
        assertThatThrownBy(() -> recorder.lastRemoved.clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    default void reportsTheMessagesWhoseMarksHaveChangedFromTheOldest() throws Exception {
        Recorder recorder = new Recorder();
        List<CapturedMessage> messages = addAll(store(), "1", "2", "3");
        String first = messages.get(0).id();
        String second = messages.get(1).id();
        String third = messages.get(2).id();
        store().markRead(StoreQuery.ids(List.of(second)), true);
        store().retag(StoreQuery.ids(List.of(third)), old -> List.of("news"));
        store().addListener(recorder);

        store().markRead(StoreQuery.ids(List.of(third, first, second)), true);
        store().markRead(StoreQuery.all(), true);
        store().retag(StoreQuery.all(), old -> List.of("news"));
        store().markRead(StoreQuery.all().tag("news"), false);
        store().delete(StoreQuery.ids(List.of(second)));

        assertThat(recorder.calls)
                .containsExactly(
                        "read " + List.of(first, third),
                        "retagged " + List.of(first, second),
                        "unread " + List.of(first, second, third),
                        "removed " + List.of(second));
    }

    @Test
    default void reportsNoMarkIfAChangeFails() throws Exception {
        Recorder recorder = new Recorder();
        add(store(), "1");
        store().addListener(recorder);

        assertThatThrownBy(() -> store().retag(StoreQuery.all(), old -> {
                    throw new IllegalStateException("a failure that the test expects");
                }))
                .isInstanceOf(RuntimeException.class);

        assertThat(recorder.calls).isEmpty();
    }

    @Test
    default void reportsEachEvictedMessage() throws Exception {
        MessageStore small = store(Limits.builder().storedMessages(2).build());
        Recorder recorder = new Recorder();
        small.addListener(recorder);

        List<CapturedMessage> messages = addAll(small, "1", "2", "3", "4", "5");

        assertThat(recorder.removed).isEqualTo(ids(messages.subList(0, 3)));
    }

    @Test
    default void givesTheListenerTheMessage() throws Exception {
        Recorder recorder = new Recorder();
        store().addListener(recorder);

        CapturedMessage message = add(store(), "1");

        StoreSamples.assertSameMessage(recorder.lastAdded.get(0), message);
    }

    @Test
    default void callsNoListenerForAMessageThatItRejects() throws Exception {
        CapturedMessage message = add(store(), "1");
        MessageStore small = store(Limits.builder().storedBytes(1_000).build());
        Recorder recorder = new Recorder();
        store().addListener(recorder);
        small.addListener(recorder);

        assertThatIllegalArgumentException().isThrownBy(() -> store().add(message));
        assertThatThrownBy(() -> small.add(StoreSamples.mail(new byte[2_000]))).isInstanceOf(StoreFullException.class);

        assertThat(recorder.calls).isEmpty();
    }

    @Test
    default void callsListenersWhenASessionBeginsEndsOrHasACommandRejected() {
        Recorder recorder = new Recorder();
        store().addListener(recorder);
        Snapshot session = Snapshot.of("one");

        store().add(session);
        store().changed(session.withHelo("client"));
        Snapshot rejected = session.withHelo("client").withRejected(new RejectedCommand("VRFY ada", "502 no"));
        store().changed(rejected);
        store().changed(rejected.withTransactions(1, 0));
        store().changed(rejected.withTransactions(1, 1).ended(SessionEnd.QUIT));
        store().changed(Snapshot.of("unknown").ended(SessionEnd.QUIT));

        assertThat(recorder.calls).containsExactly("changed one open 0", "changed one open 1", "changed one QUIT 1");
    }

    @Test
    default void callsEveryListenerUntilItIsRemoved() throws Exception {
        Recorder first = new Recorder();
        Recorder second = new Recorder();
        store().addListener(first);
        store().addListener(second);
        CapturedMessage message = add(store(), "1");

        store().removeListener(first);
        store().removeListener(new Recorder());
        store().delete(message.id());
        store().add(Snapshot.of("session"));

        assertThat(first.calls).containsExactly("added " + message.id());
        assertThat(second.calls)
                .containsExactly("added " + message.id(), "removed [" + message.id() + "]", "changed session open 0");
    }

    @Test
    default void survivesAListenerThatFails() throws Exception {
        Recorder other = new Recorder();
        store().addListener(new FailingListener());
        store().addListener(other);

        CapturedMessage message = add(store(), "1");
        store().add(Snapshot.of("session"));
        assertThat(store().delete(message.id())).as("deleted").isTrue();

        assertThat(store().counters().received()).as("messages received").isEqualTo(1);
        assertThat(other.calls)
                .as("calls of the other listener")
                .containsExactly("added " + message.id(), "changed session open 0", "removed [" + message.id() + "]");
    }

    /** Fails on each call, without a stack trace in the log. */
    final class FailingListener implements StoreListener {
        private static RuntimeException failure() {
            return new RuntimeException("a failure that the test expects", null, false, false) {};
        }

        @Override
        public void added(CapturedMessage message) {
            throw failure();
        }

        @Override
        public void removed(List<String> ids) {
            throw failure();
        }

        @Override
        public void changed(SmtpSession session) {
            throw failure();
        }
    }

    /** Records its calls in their order. */
    final class Recorder implements StoreListener {
        final List<String> calls = new CopyOnWriteArrayList<>();
        final List<String> removed = Collections.synchronizedList(new ArrayList<>());
        final List<CapturedMessage> lastAdded = new CopyOnWriteArrayList<>();
        volatile List<String> lastRemoved = new ArrayList<>();

        @Override
        public void added(CapturedMessage message) {
            calls.add("added " + message.id());
            lastAdded.add(message);
        }

        @Override
        public void removed(List<String> ids) {
            calls.add("removed " + ids);
            removed.addAll(ids);
            lastRemoved = ids;
        }

        @Override
        public void markedRead(List<String> ids, boolean read) {
            calls.add((read ? "read " : "unread ") + ids);
        }

        @Override
        public void retagged(List<String> ids) {
            calls.add("retagged " + ids);
        }

        @Override
        public void changed(SmtpSession session) {
            calls.add("changed " + session.id() + " "
                    + session.end().map(Enum::name).orElse("open") + " "
                    + session.rejectedCommands().size());
        }
    }
}
