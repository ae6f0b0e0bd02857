package io.github.smtpfake.store;

import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.session.Problem;
import io.github.smtpfake.session.RejectedCommand;
import io.github.smtpfake.session.SessionEnd;
import io.github.smtpfake.session.SessionInfo;
import io.github.smtpfake.session.TranscriptLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A session that does not change, like one that a store has read from a database. */
public record Snapshot(
        SessionInfo info,
        Optional<Instant> endedAt,
        Optional<SessionEnd> end,
        List<RejectedCommand> rejectedCommands,
        List<String> messageIds,
        Optional<Envelope> openTransaction,
        boolean awaitsEndOfData,
        List<Problem> problems,
        List<TranscriptLine> transcript,
        long transactionsBegun,
        long transactionsEnded,
        long footprint)
        implements StoredSession {
    static final long FOOTPRINT = 1_000;
    static final Instant ENDED_AT = Instant.parse("2026-01-01T00:00:00Z");

    /** Returns an open session of a client that has only connected. */
    public static Snapshot of(String id) {
        return new Snapshot(
                SessionInfo.of(id, Instant.EPOCH, "127.0.0.1:54321"),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                false,
                List.of(),
                List.of(),
                0,
                0,
                FOOTPRINT);
    }

    public Snapshot withInfo(SessionInfo newInfo) {
        return new Snapshot(
                newInfo,
                endedAt,
                end,
                rejectedCommands,
                messageIds,
                openTransaction,
                awaitsEndOfData,
                problems,
                transcript,
                transactionsBegun,
                transactionsEnded,
                footprint);
    }

    Snapshot withHelo(String name) {
        return withInfo(info.withHelo(name));
    }

    public Snapshot withMessageIds(String... ids) {
        return new Snapshot(
                info,
                endedAt,
                end,
                rejectedCommands,
                List.of(ids),
                openTransaction,
                awaitsEndOfData,
                problems,
                transcript,
                transactionsBegun,
                transactionsEnded,
                footprint);
    }

    public Snapshot ended(SessionEnd newEnd) {
        return ended(newEnd, ENDED_AT);
    }

    Snapshot ended(SessionEnd newEnd, Instant at) {
        return new Snapshot(
                info,
                Optional.of(at),
                Optional.of(newEnd),
                rejectedCommands,
                messageIds,
                openTransaction,
                awaitsEndOfData,
                problems,
                transcript,
                transactionsBegun,
                transactionsEnded,
                footprint);
    }

    Snapshot withTransactions(long begun, long ended) {
        return new Snapshot(
                info,
                endedAt,
                end,
                rejectedCommands,
                messageIds,
                openTransaction,
                awaitsEndOfData,
                problems,
                transcript,
                begun,
                ended,
                footprint);
    }

    /** Returns a copy with an unfinished transaction. */
    Snapshot sending(Envelope envelope) {
        return new Snapshot(
                info,
                endedAt,
                end,
                rejectedCommands,
                messageIds,
                Optional.of(envelope),
                awaitsEndOfData,
                problems,
                transcript,
                transactionsBegun + 1,
                transactionsEnded,
                footprint);
    }

    Snapshot withRejected(RejectedCommand command) {
        List<RejectedCommand> commands = new ArrayList<>(rejectedCommands);
        commands.add(command);
        return new Snapshot(
                info,
                endedAt,
                end,
                List.copyOf(commands),
                messageIds,
                openTransaction,
                awaitsEndOfData,
                problems,
                transcript,
                transactionsBegun,
                transactionsEnded,
                footprint);
    }
}
