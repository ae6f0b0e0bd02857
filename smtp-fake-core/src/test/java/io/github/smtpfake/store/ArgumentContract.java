package io.github.smtpfake.store;

import static io.github.smtpfake.store.StoreSamples.MOMENT;
import static io.github.smtpfake.store.StoreSamples.mail;
import static java.time.Duration.ZERO;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.smtpfake.inbox.Mark;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.message.MessageQuery;
import io.github.smtpfake.session.SessionQuery;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A store names the argument that it rejects. */
interface ArgumentContract extends StoreFixture {
    MessageQuery ANY = MessageQuery.any();
    StoreQuery ALL = StoreQuery.all();
    SessionQuery ANY_SESSION = SessionQuery.any();

    @TestFactory
    default Stream<DynamicTest> namesAMissingArgument() {
        MessageStore store = store();
        return Stream.of(
                missing("add", "message", () -> store.add((CapturedMessage) null)),
                missing("add with a mark", "message", () -> store.add(null, Mark.START)),
                missing("add with a mark", "begun", () -> store.add(mail("1"), null)),
                missing("page", "query", () -> store.page(null, 0, 1)),
                missing("next", "query", () -> store.next(null, 1)),
                missing("count", "query", () -> store.count(null)),
                missing("message", "id", () -> store.message(null)),
                missing("delete a query", "query", () -> store.delete((StoreQuery) null)),
                missing("delete an id", "id", () -> store.delete((String) null)),
                missing("markRead", "query", () -> store.markRead(null, true)),
                missing("retag", "query", () -> store.retag(null, tags -> tags)),
                missing("retag", "change", () -> store.retag(ALL, null)),
                missing("markOf", "id", () -> store.markOf(null)),
                missing("markAt", "time", () -> store.markAt(null)),
                missing("evictedAfter", "mark", () -> store.evictedAfter(null)),
                missing("add a session", "session", () -> store.add((StoredSession) null)),
                missing("changed", "session", () -> store.changed(null)),
                missing("sessions", "query", () -> store.sessions(null, 0, 1)),
                missing("session", "id", () -> store.session(null)),
                missing("activityAfter", "mark", () -> store.activityAfter(null)),
                missing("nextActivity", "mark", () -> store.nextActivity(null, 0, 1)),
                missing("addListener", "listener", () -> store.addListener(null)),
                missing("removeListener", "listener", () -> store.removeListener(null)),
                missing("awaitArrival", "mark", () -> store.awaitArrival(null, ZERO)),
                missing("awaitArrival", "timeout", () -> store.awaitArrival(Mark.START, null)),
                missing("awaitChange", "mark", () -> store.awaitChange(null, ZERO)),
                missing("awaitChange", "timeout", () -> store.awaitChange(Mark.START, null)),
                missing("await", "query", () -> store.await(null, Mark.START, 0, ZERO)),
                missing("await", "mark", () -> store.await(ANY, null, 0, ZERO)),
                missing("await", "timeout", () -> store.await(ANY, Mark.START, 0, null)),
                missing("awaitSessions", "query", () -> store.awaitSessions(null, Mark.START, 0, ZERO)),
                missing("awaitSessions", "mark", () -> store.awaitSessions(ANY_SESSION, null, 0, ZERO)),
                missing("awaitSessions", "timeout", () -> store.awaitSessions(ANY_SESSION, Mark.START, 0, null)),
                missing("awaitQuiet", "query", () -> store.awaitQuiet(null, Mark.START, ZERO, ZERO)),
                missing("awaitQuiet", "mark", () -> store.awaitQuiet(ANY, null, ZERO, ZERO)),
                missing("awaitQuiet", "quiet", () -> store.awaitQuiet(ANY, Mark.START, null, ZERO)),
                missing("awaitQuiet", "grace", () -> store.awaitQuiet(ANY, Mark.START, ZERO, null)));
    }

    private static DynamicTest missing(String method, String argument, ThrowingCallable call) {
        return DynamicTest.dynamicTest(
                method + ": " + argument,
                () -> assertThatNullPointerException().isThrownBy(call).withMessage(argument));
    }

    @Test
    default void namesANumberOutOfItsRange() {
        assertRejected("offset must not be negative, but is -1", () -> store().page(ALL, -1, 1));
        assertRejected("limit must not be negative, but is -1", () -> store().page(ALL, 0, -1));
        assertRejected("limit must be at least 1, but is 0", () -> store().next(ALL, 0));
        assertRejected("limit must be at least 1, but is -1", () -> store().next(ALL, -1));
        assertRejected("offset must not be negative, but is -1", () -> store().sessions(ANY_SESSION, -1, 1));
        assertRejected("limit must not be negative, but is -1", () -> store().sessions(ANY_SESSION, 0, -1));
        assertRejected("after must not be negative, but is -1", () -> store().nextActivity(Mark.START, -1, 1));
        assertRejected("limit must be at least 1, but is 0", () -> store().nextActivity(Mark.START, 0, 0));
        assertRejected("atLeast must not be negative, but is -1", () -> store().await(ANY, Mark.START, -1, MOMENT));
        assertRejected(
                "atLeast must not be negative, but is -1",
                () -> store().awaitSessions(ANY_SESSION, Mark.START, -1, MOMENT));
    }

    private static void assertRejected(String message, ThrowingCallable call) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessage(message);
    }
}
