package io.github.smtpfake.assertj;

import io.github.smtpfake.session.Problem;
import io.github.smtpfake.session.RejectedCommand;
import io.github.smtpfake.session.SessionEnd;
import io.github.smtpfake.session.SessionQuery;
import io.github.smtpfake.session.SmtpSession;
import io.github.smtpfake.session.TranscriptLine;
import java.util.List;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/** Assertions on an {@link SmtpSession} as it is when they are called; they do not wait. */
public class SessionAssert extends AbstractAssert<SessionAssert, SmtpSession> {
    /** A failure shows how a session ended, which is where it went wrong. */
    private static final int LINES = 12;

    /** Makes an assert; {@link SmtpFakeAssertions#assertThat(SmtpSession)} reads better. */
    public SessionAssert(@Nullable SmtpSession actual) {
        super(actual, SessionAssert.class);
    }

    /** The session matches. */
    public SessionAssert matches(SessionQuery query) {
        isNotNull();
        List<String> mismatches = query.mismatches(actual);
        if (!mismatches.isEmpty()) {
            throw failed("to match\n  " + query, "is not so:\n  " + String.join("\n  ", mismatches));
        }
        return this;
    }

    /** The session has delivered exactly so many messages. */
    public SessionAssert hasDeliveredMessages(int messages) {
        isNotNull();
        int delivered = actual.messageIds().size();
        if (delivered != messages) {
            throw failureWithActualExpected(
                    delivered, messages, "%s", expecting("to have delivered " + messages, "delivered " + delivered));
        }
        return this;
    }

    /** The session has delivered nothing. */
    public SessionAssert hasDeliveredNothing() {
        return hasDeliveredMessages(0);
    }

    /** The session is over, and ended so. */
    public SessionAssert hasEnded(SessionEnd end) {
        return matches(SessionQuery.any().ended(end));
    }

    /** The connection is encrypted. */
    public SessionAssert isEncrypted() {
        return matches(SessionQuery.any().encrypted());
    }

    /** The client logged in by this name. */
    public SessionAssert hasUser(String name) {
        return matches(SessionQuery.any().user(name));
    }

    /** The client gave this name with EHLO or HELO. */
    public SessionAssert hasHelo(String name) {
        return matches(SessionQuery.any().helo(name));
    }

    /** A command like this was refused: {@code RCPT TO:<full@example.org>}, or {@code AUTH*}. */
    public SessionAssert hasRejectedCommand(String command) {
        return matches(SessionQuery.any().rejected(command));
    }

    /** No command was refused. */
    public SessionAssert hasNoRejectedCommands() {
        isNotNull();
        if (!actual.rejectedCommands().isEmpty()) {
            throw failed(
                    "to have no command refused",
                    "had\n" + Failure.lines(actual.rejectedCommands(), RejectedCommand::toString));
        }
        return this;
    }

    /** The client did nothing against an RFC. */
    public SessionAssert hasNoProblems() {
        isNotNull();
        if (!actual.problems().isEmpty()) {
            throw failed("to have no problems", Failure.had(actual.problems(), Problem::toString));
        }
        return this;
    }

    /** The client did what has this id, such as {@code outOfOrder}. */
    public SessionAssert hasProblem(String id) {
        isNotNull();
        if (actual.problems().stream().noneMatch(problem -> problem.id().equals(id))) {
            throw failed("to have problem\n  " + id, Failure.had(actual.problems(), Problem::toString));
        }
        return this;
    }

    /** The transcript has a line that contains this text; {@code C: } and {@code S: } tell who said it. */
    public SessionAssert hasTranscriptContaining(String text) {
        isNotNull();
        if (actual.transcript().stream().noneMatch(line -> line.toString().contains(text))) {
            throw failed("to have in its transcript\n  " + Failure.quoted(text), "did not say that");
        }
        return this;
    }

    private AssertionError failed(String expectation, String but) {
        return failure("%s", expecting(expectation, but));
    }

    private String expecting(String expectation, String but) {
        List<TranscriptLine> transcript = actual.transcript();
        int from = Math.max(0, transcript.size() - LINES);
        return "Expecting session of " + actual.info().client() + "\n" + expectation + "\nbut it " + but
                + (transcript.isEmpty() ? "" : "\nIts transcript" + (from == 0 ? "" : ", the end of it") + ":\n")
                + String.join(
                        "\n",
                        transcript.subList(from, transcript.size()).stream()
                                .map(line -> "  " + line)
                                .toList());
    }
}
