package io.github.smtpfake.store;

import io.github.smtpfake.inbox.AwaitResult;
import io.github.smtpfake.inbox.MailSource.Quiet;
import io.github.smtpfake.inbox.Mark;
import io.github.smtpfake.inbox.NearMiss;
import io.github.smtpfake.internal.delivery.SessionRemark;
import io.github.smtpfake.internal.mime.DeletedMessageException;
import io.github.smtpfake.internal.text.Deadline;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.message.MessageQuery;
import io.github.smtpfake.session.SessionQuery;
import io.github.smtpfake.session.SmtpSession;
import io.github.smtpfake.store.MessageStore.SessionActivity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The waits of every store. They are built on its signals, so a store need not implement them. */
final class Waits {

    private Waits() {}

    static AwaitResult await(MessageStore store, MessageQuery query, Mark mark, int atLeast, Duration timeout)
            throws InterruptedException {
        requireNotNegative(atLeast);
        return new Search(store, query, mark).await(atLeast, deadline("timeout", timeout));
    }

    static List<SmtpSession> awaitSessions(
            MessageStore store, SessionQuery query, Mark mark, int atLeast, Duration timeout)
            throws InterruptedException {
        Objects.requireNonNull(query, "query");
        Objects.requireNonNull(mark, "mark");
        requireNotNegative(atLeast);
        Deadline deadline = deadline("timeout", timeout);
        while (true) {
            Mark seen = store.mark();
            List<SmtpSession> active = store.activityAfter(mark).stream()
                    .filter(activity -> activity.wasActiveAfter(mark))
                    .<SmtpSession>map(SessionActivity::session)
                    .toList();
            if (active.stream().filter(query::matches).count() >= atLeast
                    || !store.awaitChange(seen, deadline.remaining())) {
                return active;
            }
        }
    }

    static Quiet awaitQuiet(MessageStore store, MessageQuery query, Mark mark, Duration quiet, Duration grace)
            throws InterruptedException {
        Objects.requireNonNull(grace, "grace");
        Search search = new Search(store, query, mark);
        AwaitResult result = search.await(1, deadline("quiet", quiet));
        List<UnderWay> begun = underWay(store, mark);
        Deadline end = deadline("grace", grace);
        while (result.matches().isEmpty()) {
            Mark seen = store.mark();
            // In this order: a session stores its message before its transaction ends, so the search finds it.
            List<SmtpSession> pending = stillUnderWay(store, begun);
            result = search.await(1, Deadline.PASSED);
            boolean isOver = !result.matches().isEmpty() || pending.isEmpty();
            if (isOver || !store.awaitChange(seen, end.remaining())) {
                return new Quiet(result, isOver ? List.of() : mayMatch(query, stillUnderWay(store, begun)));
            }
        }
        return new Quiet(result, List.of());
    }

    private static List<SmtpSession> mayMatch(MessageQuery query, List<SmtpSession> sessions) {
        return sessions.stream().filter(query::mayComeFrom).toList();
    }

    /** An unfinished mail transaction: the id of the session, and the 1-based index of the transaction in it. */
    private record UnderWay(String sessionId, long transaction) {

        boolean isUnfinishedIn(StoredSession session) {
            return session.transactionsEnded() < transaction;
        }
    }

    private static Stream<SessionActivity> openSessions(MessageStore store) {
        return store.activityAfter(store.mark()).stream().filter(SessionActivity::isOpen);
    }

    private static List<UnderWay> underWay(MessageStore store, Mark mark) {
        return openSessions(store)
                .filter(activity -> activity.wasActiveAfter(mark))
                .map(SessionActivity::session)
                .map(session -> new UnderWay(session.id(), session.transactionsBegun()))
                .filter(transaction -> transaction.transaction() > 0)
                .toList();
    }

    private static List<SmtpSession> stillUnderWay(MessageStore store, List<UnderWay> transactions) {
        Map<String, StoredSession> open = openSessions(store)
                .map(SessionActivity::session)
                .collect(Collectors.toMap(SmtpSession::id, Function.identity(), (first, second) -> second));
        List<SmtpSession> pending = new ArrayList<>();
        for (UnderWay transaction : transactions) {
            StoredSession session = open.get(transaction.sessionId());
            if (session != null && transaction.isUnfinishedIn(session)) {
                pending.add(session);
            }
        }
        return pending;
    }

    private static Deadline deadline(String name, Duration time) {
        return Deadline.in(Objects.requireNonNull(time, name));
    }

    private static void requireNotNegative(int atLeast) {
        if (atLeast < 0) {
            throw new IllegalArgumentException("atLeast must not be negative, but is " + atLeast);
        }
    }

    /** A search for the messages after a mark that match a query. It examines each message only once. Not thread-safe. */
    private static final class Search {
        private static final int BATCH = 1_000;

        private final MessageStore store;
        private final MessageQuery query;
        private final Mark mark;
        private final List<CapturedMessage> matches = new ArrayList<>();
        private Mark examined;

        Search(MessageStore store, MessageQuery query, Mark mark) {
            this.store = store;
            this.query = Objects.requireNonNull(query, "query");
            this.mark = Objects.requireNonNull(mark, "mark");
            this.examined = mark;
        }

        /** Waits until the given number of messages match or the deadline passes, and returns the result. */
        AwaitResult await(int atLeast, Deadline deadline) throws InterruptedException {
            do {
                examine();
            } while (matches.size() < atLeast && store.awaitArrival(examined, deadline.remaining()));
            return result(matches.size() < atLeast);
        }

        private void examine() {
            Mark now = store.mark();
            if (now.message() <= examined.message()) {
                return;
            }
            StoreQuery unseen =
                    StoreQuery.of(query).since(mark).after(examined.message()).before(now.message() + 1);
            List<StoredMessage> batch = store.next(unseen, BATCH);
            while (!batch.isEmpty()) {
                batch.forEach(stored -> matches.add(stored.message()));
                unseen = unseen.after(batch.get(batch.size() - 1).number());
                batch = batch.size() < BATCH ? List.of() : store.next(unseen, BATCH);
            }
            examined = now;
        }

        private AwaitResult result(boolean needsReasons) {
            List<SessionActivity> sessions = store.activityAfter(mark).stream()
                    .filter(activity -> activity.isOpen() || activity.wasActiveAfter(mark))
                    .toList();
            List<StoredMessage> arrived = needsReasons ? arrived() : List.of();
            return new AwaitResult(
                    matches,
                    needsReasons ? nearMisses(arrived) : List.of(),
                    late(arrived),
                    store.evictedAfter(mark),
                    mayMatch(
                            query,
                            sessions.stream()
                                    .filter(activity -> mayExplain(activity, needsReasons))
                                    .<SmtpSession>map(SessionActivity::session)
                                    .toList()),
                    sessions.size(),
                    new Mark(examined.message(), store.mark().session()),
                    Optional.empty());
        }

        private boolean mayExplain(SessionActivity activity, boolean needsReasons) {
            StoredSession session = activity.session();
            return (activity.wasActiveAfter(mark) || activity.isUnused())
                    && (session.hasIncompleteDelivery() || needsReasons && isHeldUp(session));
        }

        /** Returns whether a rule has delayed the session until now. */
        private static boolean isHeldUp(SmtpSession session) {
            return session.end().isEmpty() && SessionRemark.lastRule(session).isPresent();
        }

        /** Returns the newest messages that have arrived since the mark, whenever they began, in the order of their arrival. */
        private List<StoredMessage> arrived() {
            StoreQuery seen = StoreQuery.all().after(mark.message()).before(examined.message() + 1);
            List<StoredMessage> arrived =
                    new ArrayList<>(store.page(seen, 0, NearMiss.EXAMINED).messages());
            Collections.reverse(arrived);
            return arrived;
        }

        private List<NearMiss> nearMisses(List<StoredMessage> arrived) {
            List<CapturedMessage> others = new ArrayList<>();
            for (StoredMessage stored : arrived) {
                if (!isLate(stored) && isStoredMismatch(stored.message())) {
                    others.add(stored.message());
                }
            }
            return NearMiss.closest(query, others);
        }

        private List<CapturedMessage> late(List<StoredMessage> arrived) {
            List<CapturedMessage> late = new ArrayList<>();
            for (StoredMessage stored : arrived) {
                if (isLate(stored)) {
                    late.add(stored.message());
                }
            }
            return late;
        }

        private boolean isLate(StoredMessage stored) {
            return stored.begun() < mark.session();
        }

        /** Returns false if the store has deleted the message meanwhile, so that the wait still has a result. */
        private boolean isStoredMismatch(CapturedMessage message) {
            try {
                return !query.matches(message);
            } catch (DeletedMessageException e) {
                return false;
            }
        }
    }
}
