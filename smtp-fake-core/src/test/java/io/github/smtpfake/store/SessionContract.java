package io.github.smtpfake.store;

import static io.github.smtpfake.store.StoreSamples.assertSameSession;
import static io.github.smtpfake.store.StoreSamples.richSession;
import static io.github.smtpfake.store.StoreSamples.sessionIds;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.inbox.Mark;
import io.github.smtpfake.session.Authentication;
import io.github.smtpfake.session.RejectedCommand;
import io.github.smtpfake.session.SessionEnd;
import io.github.smtpfake.session.SessionQuery;
import io.github.smtpfake.session.SmtpSession;
import io.github.smtpfake.session.TlsInfo;
import io.github.smtpfake.store.MessageStore.SessionActivity;
import io.github.smtpfake.store.MessageStore.SessionPage;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sessions: a store identifies them by their ids, because each call may hand it another object for the same session. */
interface SessionContract extends StoreFixture {

    @Test
    default void keepsASessionFromItsStartToItsEnd() {
        Snapshot begun = Snapshot.of("one");
        store().add(begun);
        assertSameSession(session(store(), "one"), begun);

        Snapshot greeted = begun.withHelo("client").withTransactions(1, 0);
        store().changed(greeted);
        assertSameSession(session(store(), "one"), greeted);

        Snapshot ended = greeted.withMessageIds("id").withTransactions(1, 1).ended(SessionEnd.QUIT);
        store().changed(ended);
        assertSameSession(session(store(), "one"), ended);
        assertThat(allSessions(store())).containsExactly("one");
        assertThat(store().counters().sessions()).isEqualTo(1);
        assertThat(store().session("unknown")).isEmpty();
        assertThat(store().session("ONE")).isEmpty();
    }

    private static SmtpSession session(MessageStore store, String id) {
        return store.session(id).orElseThrow(() -> new AssertionError("The store does not keep the session " + id));
    }

    private static List<String> allSessions(MessageStore store) {
        return sessionIds(store.sessions(SessionQuery.any(), 0, 1_000).sessions());
    }

    private static void addEnded(MessageStore store, Snapshot session) {
        store.add(session);
        store.changed(session.ended(SessionEnd.QUIT));
    }

    @Test
    default void keepsEveryValueOfASession() {
        Snapshot rich = richSession("rich");
        store().add(Snapshot.of("rich"));
        store().changed(rich);

        assertSameSession(session(store(), "rich"), rich);
        assertSameSession(store().sessions(SessionQuery.any(), 0, 1).sessions().get(0), rich);
        assertThat(store().activityAfter(Mark.START)).singleElement().satisfies(activity -> {
            assertSameSession(activity.session(), rich);
            assertThat(activity.session().transactionsBegun()).isEqualTo(rich.transactionsBegun());
            assertThat(activity.session().transactionsEnded()).isEqualTo(rich.transactionsEnded());
            assertThat(activity.session().footprint()).isEqualTo(rich.footprint());
        });
    }

    @Test
    default void ignoresASessionThatItDoesNotKeep() {
        store().changed(Snapshot.of("one"));
        store().changed(Snapshot.of("one").ended(SessionEnd.QUIT));

        assertThat(allSessions(store())).isEmpty();
        assertThat(store().session("one")).isEmpty();
        assertThat(store().counters().sessions()).isZero();
    }

    @Test
    default void returnsPagesFromTheNewestSession() {
        for (String id : List.of("a", "b", "c", "d", "e")) {
            store().add(Snapshot.of(id).withHelo(id.equals("c") ? "other" : "client"));
        }
        store().changed(Snapshot.of("a").withHelo("client").ended(SessionEnd.QUIT));

        assertPage(SessionQuery.any(), 0, 2, 5, "e", "d");
        assertPage(SessionQuery.any(), 2, 9, 5, "c", "b", "a");
        assertPage(SessionQuery.any(), 5, 9, 5);
        assertPage(SessionQuery.any(), 0, 0, 5);
        assertPage(SessionQuery.any(), Integer.MAX_VALUE, Integer.MAX_VALUE, 5);
        assertPage(SessionQuery.any().helo("CLIENT"), 0, 2, 4, "e", "d");
        assertPage(SessionQuery.any().helo("client"), 2, 2, 4, "b", "a");
        assertPage(SessionQuery.any().helo("nobody"), 0, 9, 0);
    }

    private void assertPage(SessionQuery query, int offset, int limit, long matched, String... ids) {
        SessionPage page = store().sessions(query, offset, limit);
        assertThat(sessionIds(page.sessions())).as("%s", query).containsExactly(ids);
        assertThat(page.matched()).as("%s", query).isEqualTo(matched);
    }

    @Test
    default void findsSessionsByEachCondition() {
        Snapshot plain = Snapshot.of("plain");
        Snapshot full = Snapshot.of("full").withHelo("Übung.example.org");
        full = full.withInfo(
                full.info().withTls(new TlsInfo("TLSv1.3", "cipher")).withHelo("Übung.example.org"));
        full = full.withInfo(full.info().withAuthentication(new Authentication("ada@example.org", "PLAIN")));
        full = full.withRejected(new RejectedCommand("RCPT TO:<full@example.org>", "452 full"));
        full = full.withMessageIds("id");
        store().add(plain);
        store().add(full);
        store().changed(full.ended(SessionEnd.TIMEOUT));
        SessionQuery any = SessionQuery.any();

        assertPage(any.helo("übung*"), 0, 9, 1, "full");
        assertPage(any.helo("*"), 0, 9, 1, "full");
        assertPage(any.user("ADA@*"), 0, 9, 1, "full");
        assertPage(any.user("ada"), 0, 9, 0);
        assertPage(any.encrypted(), 0, 9, 1, "full");
        assertPage(any.ended(), 0, 9, 1, "full");
        assertPage(any.ended(SessionEnd.TIMEOUT), 0, 9, 1, "full");
        assertPage(any.ended(SessionEnd.QUIT), 0, 9, 0);
        assertPage(any.delivered(), 0, 9, 1, "full");
        assertPage(any.deliveredNothing(), 0, 9, 1, "plain");
        assertPage(any.rejected("rcpt*"), 0, 9, 1, "full");
        assertPage(any.rejected("RCPT"), 0, 9, 0);
        assertPage(any.matching("is open", session -> session.end().isEmpty()), 0, 9, 1, "plain");
        assertPage(any.encrypted().delivered().ended(SessionEnd.TIMEOUT), 0, 9, 1, "full");
        assertPage(any.encrypted().deliveredNothing(), 0, 9, 0);
    }

    @Test
    default void returnsSessionListsThatDoNotChange() {
        store().add(Snapshot.of("one"));
        SessionPage page = store().sessions(SessionQuery.any(), 0, 9);
        List<SessionActivity> activity = store().activityAfter(Mark.START);

        store().add(Snapshot.of("two"));

        assertThat(page.sessions()).hasSize(1);
        assertThat(activity).hasSize(1);
    }

    @Test
    default void keepsEveryOpenSessionAndTheLatestEndedOnes() {
        MessageStore small = store(Limits.builder().storedSessions(2).build());
        small.add(Snapshot.of("open"));
        for (int i = 0; i < 5; i++) {
            addEnded(small, Snapshot.of("ended " + i));
        }

        assertThat(allSessions(small)).containsExactly("ended 4", "ended 3", "open");
        assertThat(small.session("ended 2")).isEmpty();
        assertThat(small.counters().sessions()).isEqualTo(6);
        assertThat(small.counters().evicted()).as("sessions are not counted").isZero();
    }

    @Test
    default void evictsTheSessionThatEndedFirst() {
        MessageStore small = store(Limits.builder().storedSessions(1).build());
        small.add(Snapshot.of("one"));
        small.add(Snapshot.of("two"));

        small.changed(Snapshot.of("two").ended(SessionEnd.QUIT));
        small.changed(Snapshot.of("one").ended(SessionEnd.QUIT));

        assertThat(allSessions(small)).containsExactly("one");
    }

    @Test
    default void evictsEndedSessionsByTheirSize() {
        MessageStore small = store(
                Limits.builder().storedSessionBytes(2 * Snapshot.FOOTPRINT + 1).build());
        small.add(Snapshot.of("open"));
        for (int i = 0; i < 5; i++) {
            addEnded(small, Snapshot.of("ended " + i));
        }

        assertThat(allSessions(small)).containsExactly("ended 4", "ended 3", "open");
    }

    @Test
    default void countsAnEndedSessionOnce() {
        MessageStore small = store(Limits.builder()
                .storedSessions(2)
                .storedSessionBytes(2 * Snapshot.FOOTPRINT)
                .build());
        addEnded(small, Snapshot.of("one"));
        addEnded(small, Snapshot.of("two"));

        small.changed(Snapshot.of("two").ended(SessionEnd.DISCONNECTED));

        assertThat(allSessions(small)).containsExactly("two", "one");
        assertThat(session(small, "two").end()).contains(SessionEnd.DISCONNECTED);
    }

    @Test
    default void returnsTheSessionsThatAreOpenOrHaveChangedAfterAMark() {
        Snapshot quiet = Snapshot.of("quiet");
        store().add(quiet);
        addEnded(store(), Snapshot.of("ended before"));
        Snapshot ending = Snapshot.of("ending");
        store().add(ending);
        Mark mark = store().mark();
        store().add(Snapshot.of("new"));
        store().changed(ending.ended(SessionEnd.QUIT));

        List<SessionActivity> activity = store().activityAfter(mark);

        assertThat(ids(activity)).containsExactly("quiet", "ending", "new");
        assertThat(activity.get(0).changedAt()).isLessThanOrEqualTo(mark.session());
        assertThat(activity.get(1).changedAt()).isGreaterThan(mark.session());
        assertThat(activity.get(1).activeAt()).as("an end is no activity").isLessThanOrEqualTo(mark.session());
        assertThat(activity.get(2).activeAt()).isGreaterThan(mark.session());
        assertThat(ids(store().activityAfter(store().mark()))).containsExactly("quiet", "new");
    }

    @Test
    default void returnsActiveSessionsInPartsByTheirNumbers() {
        for (String id : List.of("a", "b", "c", "d")) {
            store().add(Snapshot.of(id));
        }
        store().changed(Snapshot.of("b").ended(SessionEnd.QUIT));
        Mark mark = store().mark();
        store().add(Snapshot.of("e"));
        store().changed(Snapshot.of("c").ended(SessionEnd.QUIT));
        store().changed(Snapshot.of("a").withHelo("client"));

        List<SessionActivity> all = store().activityAfter(mark);
        List<SessionActivity> first = store().nextActivity(mark, 0, 2);
        store().add(Snapshot.of("f"));
        store().changed(Snapshot.of("a").ended(SessionEnd.QUIT));
        List<SessionActivity> second = store().nextActivity(mark, last(first), 2);
        List<SessionActivity> third = store().nextActivity(mark, last(second), 2);

        assertThat(ids(all)).containsExactly("a", "c", "d", "e");
        assertThat(all).extracting(SessionActivity::number).isSorted().doesNotHaveDuplicates();
        assertThat(all.subList(0, 3))
                .allSatisfy(each -> assertThat(each.number()).isBetween(1L, mark.session()));
        assertThat(last(all)).isGreaterThan(mark.session());
        assertThat(ids(first)).containsExactly("a", "c");
        assertThat(ids(second)).containsExactly("d", "e");
        assertThat(ids(third)).containsExactly("f");
        assertThat(store().nextActivity(mark, last(third), 2)).isEmpty();
        assertThat(store().nextActivity(mark, Long.MAX_VALUE, Integer.MAX_VALUE))
                .isEmpty();
        assertThat(ids(store().nextActivity(mark, last(second) - 1, 9))).containsExactly("e", "f");
    }

    private static List<String> ids(List<SessionActivity> activity) {
        return activity.stream().map(each -> each.session().id()).toList();
    }

    private static long last(List<SessionActivity> activity) {
        return activity.get(activity.size() - 1).number();
    }

    @Test
    default void continuesAfterASessionThatItNoLongerKeeps() {
        MessageStore small = store(Limits.builder().storedSessions(2).build());
        small.add(Snapshot.of("a"));
        small.add(Snapshot.of("b"));
        long number = last(small.nextActivity(Mark.START, 0, 1));

        small.changed(Snapshot.of("a").ended(SessionEnd.QUIT));
        addEnded(small, Snapshot.of("c"));
        addEnded(small, Snapshot.of("d"));

        assertThat(small.session("a")).isEmpty();
        assertThat(ids(small.nextActivity(Mark.START, number, 9))).containsExactly("b", "c", "d");
    }

    @Test
    default void keepsASessionWhoseMessagesAreDeleted() throws Exception {
        store().add(Snapshot.of("one"));
        StoreSamples.add(store(), "1");

        store().delete(StoreQuery.all());

        assertThat(allSessions(store())).containsExactly("one");
    }
}
