package io.github.smtpfake.assertj;

import io.github.smtpfake.session.Problem;
import io.github.smtpfake.session.RejectedCommand;
import io.github.smtpfake.session.SessionEnd;
import io.github.smtpfake.session.SessionQuery;
import io.github.smtpfake.session.SmtpSession;
import io.github.smtpfake.session.TranscriptLine;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/** Assertions on an {@link SmtpSession} as it is at the time of the call. They do not wait. */
public class SessionAssert extends AbstractAssert<SessionAssert, SmtpSession> {
    /** The maximum number of transcript lines in a failure, which are the last ones because a session fails at its end. */
    private static final int MAX_LINES = 12;

    /** Creates an assert; tests usually call {@link SmtpFakeAssertions#assertThat(SmtpSession)} instead. */
    public SessionAssert(@Nullable SmtpSession actual) {
        super(actual, SessionAssert.class);
    }

    /** Verifies that the session matches the query. */
    public SessionAssert matches(SessionQuery query) {
        Objects.requireNonNull(query, "query");
        isNotNull();
        List<String> mismatches = query.mismatches(actual);
        if (!mismatches.isEmpty()) {
            throw failed("Expected a session" + (query.size() == 0 ? "" : " " + query) + ", but it does not match:\n  "
                    + String.join("\n  ", mismatches));
        }
        return this;
    }

    /**
     * Verifies that the session delivered the given number of messages.
     *
     * @param count zero or more
     */
    public SessionAssert hasDeliveredMessages(int count) {
        Checks.atLeast(0, count, "count");
        isNotNull();
        int delivered = actual.messageIds().size();
        if (delivered != count) {
            throw failureWithActualExpected(
                    delivered,
                    count,
                    "%s",
                    withTranscript(Failure.of(
                            Failure.count(count, "delivered message"), "the session delivered " + delivered)));
        }
        return this;
    }

    /** Verifies that the session delivered no messages. */
    public SessionAssert hasDeliveredNothing() {
        return hasDeliveredMessages(0);
    }

    /** Verifies that the session ended with the given reason. */
    public SessionAssert hasEnded(SessionEnd end) {
        return matches(SessionQuery.any().ended(Objects.requireNonNull(end, "end")));
    }

    /** Verifies that the connection is encrypted. */
    public SessionAssert isEncrypted() {
        return matches(SessionQuery.any().encrypted());
    }

    /** Verifies that the client authenticated as the given user. */
    public SessionAssert hasUser(String name) {
        return matches(SessionQuery.any().user(Objects.requireNonNull(name, "name")));
    }

    /** Verifies that the client gave the given name in its EHLO or HELO command. */
    public SessionAssert hasHelo(String name) {
        return matches(SessionQuery.any().helo(Objects.requireNonNull(name, "name")));
    }

    /**
     * Verifies that the server rejected a command that matches the given pattern.
     *
     * @param command the command line, in which {@code *} stands for any text: {@code RCPT TO:<full@example.org>} or
     *     {@code AUTH*}
     */
    public SessionAssert hasRejectedCommand(String command) {
        return matches(SessionQuery.any().rejected(Objects.requireNonNull(command, "command")));
    }

    /** Verifies that the server rejected no command. */
    public SessionAssert hasNoRejectedCommands() {
        isNotNull();
        if (!actual.rejectedCommands().isEmpty()) {
            throw failed(Failure.found("no rejected commands", actual.rejectedCommands(), RejectedCommand::toString));
        }
        return this;
    }

    /** Verifies that the client caused no problems. */
    public SessionAssert hasNoProblems() {
        isNotNull();
        if (!actual.problems().isEmpty()) {
            throw failed(Failure.found("no problems", actual.problems(), Problem::toString));
        }
        return this;
    }

    /**
     * Verifies that the client caused the problem with the given id.
     *
     * @param id the id of the problem, such as {@code outOfOrder}
     */
    public SessionAssert hasProblem(String id) {
        Objects.requireNonNull(id, "id");
        isNotNull();
        if (actual.problems().stream().noneMatch(problem -> problem.id().equals(id))) {
            throw failed(Failure.found("problem " + id, actual.problems(), Problem::toString));
        }
        return this;
    }

    /**
     * Verifies that a line of the transcript contains the given text.
     *
     * @param text the text; lines of the client begin with {@code C: }, those of the server with {@code S: }
     */
    public SessionAssert hasTranscriptContaining(String text) {
        Objects.requireNonNull(text, "text");
        isNotNull();
        if (actual.transcript().stream().noneMatch(line -> line.toString().contains(text))) {
            throw failed(Failure.of("transcript line containing " + Failure.quoted(text), "there was none"));
        }
        return this;
    }

    private AssertionError failed(String description) {
        return failure("%s", withTranscript(description));
    }

    private String withTranscript(String description) {
        List<TranscriptLine> transcript = actual.transcript();
        int from = Math.max(0, transcript.size() - MAX_LINES);
        StringBuilder text = new StringBuilder(description)
                .append("\nClient: ")
                .append(actual.info().client())
                .append(transcript.isEmpty() ? "" : from == 0 ? "\nTranscript:" : "\nEnd of the transcript:");
        for (TranscriptLine line : transcript.subList(from, transcript.size())) {
            text.append("\n  ").append(line);
        }
        return text.toString();
    }
}
