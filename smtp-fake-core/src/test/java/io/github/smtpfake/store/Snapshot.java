package io.github.smtpfake.store;

import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.session.Problem;
import io.github.smtpfake.session.RejectedCommand;
import io.github.smtpfake.session.SessionEnd;
import io.github.smtpfake.session.SessionInfo;
import io.github.smtpfake.session.TranscriptLine;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A session that does not change, like one that a store has read from a database. */
public record Snapshot(
        SessionInfo info,
        List<String> messageIds,
        Optional<SessionEnd> end,
        long transactionsBegun,
        long transactionsEnded)
        implements StoredSession {
    static final long FOOTPRINT = 1_000;
    static final Instant ENDED_AT = Instant.parse("2026-01-01T00:00:00Z");

    /** Returns an open session of a client that has only connected. */
    public static Snapshot of(String id) {
        return new Snapshot(SessionInfo.of(id, Instant.EPOCH, "127.0.0.1:54321"), List.of(), Optional.empty(), 0, 0);
    }

    public Snapshot withInfo(SessionInfo info) {
        return new Snapshot(info, messageIds, end, transactionsBegun, transactionsEnded);
    }

    public Snapshot withMessageIds(String... ids) {
        return new Snapshot(info, List.of(ids), end, transactionsBegun, transactionsEnded);
    }

    public Snapshot ended(SessionEnd end) {
        return new Snapshot(info, messageIds, Optional.of(end), transactionsBegun, transactionsEnded);
    }

    Snapshot withTransactions(long begun, long ended) {
        return new Snapshot(info, messageIds, end, begun, ended);
    }

    @Override
    public Optional<Instant> endedAt() {
        return end.map(any -> ENDED_AT);
    }

    @Override
    public List<RejectedCommand> rejectedCommands() {
        return List.of();
    }

    @Override
    public Optional<Envelope> openTransaction() {
        return Optional.empty();
    }

    @Override
    public boolean awaitsEndOfData() {
        return false;
    }

    @Override
    public List<Problem> problems() {
        return List.of();
    }

    @Override
    public List<TranscriptLine> transcript() {
        return List.of();
    }

    @Override
    public long footprint() {
        return FOOTPRINT;
    }
}
