package io.github.smtpfake.store;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.inbox.Mark;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.message.MessageQuery;
import io.github.smtpfake.session.SessionQuery;
import java.time.Duration;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A store names the argument that it rejects. */
class ArgumentsTest {
    private static final MessageStore STORE = new InMemoryMessageStore(Limits.defaults());
    private static final MessageQuery ANY = MessageQuery.any();
    private static final SessionQuery ANY_SESSION = SessionQuery.any();
    private static final Duration NOW = Duration.ZERO;

    @ParameterizedTest(name = "{0} {index}")
    @MethodSource
    void namesAMissingArgument(String argument, ThrowingCallable call) {
        assertThatNullPointerException().isThrownBy(call).withMessage(argument);
    }

    static Stream<Arguments> namesAMissingArgument() {
        return Stream.of(
                missing("limits", () -> new InMemoryMessageStore(null)),
                missing("message", () -> STORE.add((CapturedMessage) null)),
                missing("session", () -> STORE.add((StoredSession) null)),
                missing("session", () -> STORE.changed(null)),
                missing("id", () -> STORE.session(null)),
                missing("id", () -> STORE.message(null)),
                missing("id", () -> STORE.markOf(null)),
                missing("time", () -> STORE.markAt(null)),
                missing("query", () -> STORE.delete((StoreQuery) null)),
                missing("id", () -> STORE.delete((String) null)),
                missing("listener", () -> STORE.addListener(null)),
                missing("listener", () -> STORE.removeListener(null)),
                missing("query", () -> STORE.await(null, Mark.START, 0, NOW)),
                missing("mark", () -> STORE.await(ANY, null, 0, NOW)),
                missing("timeout", () -> STORE.await(ANY, Mark.START, 0, null)),
                missing("query", () -> STORE.awaitQuiet(null, Mark.START, NOW, NOW)),
                missing("mark", () -> STORE.awaitQuiet(ANY, null, NOW, NOW)),
                missing("quiet", () -> STORE.awaitQuiet(ANY, Mark.START, null, NOW)),
                missing("grace", () -> STORE.awaitQuiet(ANY, Mark.START, NOW, null)),
                missing("query", () -> STORE.awaitSessions(null, Mark.START, 0, NOW)),
                missing("mark", () -> STORE.awaitSessions(ANY_SESSION, null, 0, NOW)),
                missing("timeout", () -> STORE.awaitSessions(ANY_SESSION, Mark.START, 0, null)));
    }

    private static Arguments missing(String argument, ThrowingCallable call) {
        return Arguments.of(argument, call);
    }

    @Test
    void rejectsANegativeCount() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> STORE.await(ANY, Mark.START, -1, NOW))
                .withMessage("atLeast must not be negative, but is -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> STORE.awaitSessions(ANY_SESSION, Mark.START, -1, NOW))
                .withMessage("atLeast must not be negative, but is -1");
    }
}
