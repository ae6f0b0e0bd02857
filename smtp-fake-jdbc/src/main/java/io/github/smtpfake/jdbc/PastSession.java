package io.github.smtpfake.jdbc;

import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.session.Problem;
import io.github.smtpfake.session.RejectedCommand;
import io.github.smtpfake.session.SessionEnd;
import io.github.smtpfake.session.SessionInfo;
import io.github.smtpfake.session.TranscriptLine;
import io.github.smtpfake.store.StoredSession;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An ended session as the file keeps it. Immutable. */
record PastSession(
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
        implements StoredSession {}
