package io.github.smtpfake.internal.smtp.protocol;

import io.github.smtpfake.internal.delivery.SessionRemark;
import io.github.smtpfake.internal.text.Footprint;
import io.github.smtpfake.internal.text.Ids;
import io.github.smtpfake.internal.text.Printable;
import io.github.smtpfake.rules.Rule;
import io.github.smtpfake.session.Authentication;
import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.session.Problem;
import io.github.smtpfake.session.RejectedCommand;
import io.github.smtpfake.session.SessionEnd;
import io.github.smtpfake.session.SessionInfo;
import io.github.smtpfake.session.TlsInfo;
import io.github.smtpfake.session.TranscriptLine;
import io.github.smtpfake.store.StoredSession;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The record of a session: written by the thread that serves it, read by any thread. */
final class SessionRecord implements StoredSession {
    private static final int MAX_REJECTED = 100;
    private static final int MAX_PROBLEMS = 100;
    private static final int MAX_MESSAGE_IDS = 10_000;
    private static final int COMMAND_LENGTH = 200;
    /** RFC 5321, 4.5.3.1.2: the length of the longest domain. */
    private static final int NAME_LENGTH = 255;
    /** The size of an empty record and its entry in a store. */
    private static final int BASE = 1_000;
    /** The size of a list element without its texts. */
    private static final int ELEMENT = 64;

    private static final int MESSAGE_ID = 80;
    /** The reply to DATA: the client may send the message (RFC 5321, 4.2.3). */
    private static final int GO_AHEAD = 354;

    private final List<RejectedCommand> rejected = new ArrayList<>(0);
    private final List<Problem> problems = new ArrayList<>(0);
    private final List<String> messageIds = new ArrayList<>(1);
    private final Transcript transcript;
    private final RejectionCounter rejections;
    private SessionInfo info;
    private @Nullable Transaction transaction;
    private long transactionsBegun;
    private long transactionsEnded;
    private boolean awaitsEndOfData;
    private boolean changed;
    private @Nullable Instant endedAt;
    private @Nullable SessionEnd end;

    SessionRecord(String client, int transcriptLines, RejectionCounter rejections) {
        this.info = SessionInfo.of(Ids.next(), Instant.now(), client);
        this.transcript = new Transcript(transcriptLines);
        this.rejections = rejections;
    }

    synchronized void received(String line) {
        transcript.client(line);
        awaitsEndOfData = false;
    }

    synchronized void sent(Reply reply) {
        transcript.server(reply);
        awaitsEndOfData = reply.code() == GO_AHEAD;
    }

    synchronized void greeted(String name) {
        info = info.withHelo(cut(name));
        changed = true;
    }

    synchronized void encrypted(TlsInfo tls) {
        info = info.withTls(tls);
        changed = true;
    }

    synchronized void authenticated(Authentication authentication) {
        info = info.withAuthentication(new Authentication(cut(authentication.user()), authentication.mechanism()));
        changed = true;
    }

    /** Shortens a name, because each message of the session keeps a copy. */
    private static String cut(String name) {
        return name.length() <= NAME_LENGTH ? name : name.substring(0, NAME_LENGTH) + "…";
    }

    synchronized void transaction(@Nullable Transaction current) {
        transaction = current;
        if (current != null) {
            transactionsBegun++;
            changed = true;
        }
    }

    /** Records that all transactions so far have ended. */
    synchronized void endTransactions() {
        if (transactionsEnded != transactionsBegun) {
            transactionsEnded = transactionsBegun;
            changed = true;
        }
    }

    /**
     * Returns whether the record has changed since the last call and the session is open; its end is announced once.
     */
    synchronized boolean takeChanged() {
        boolean result = changed && end == null;
        changed = false;
        return result;
    }

    synchronized void rejected(String command, String reply) {
        rejected(command, reply, Optional.empty());
    }

    synchronized void rejected(String command, String reply, Optional<Rule> by) {
        changed = true;
        RejectedCommand added = new RejectedCommand(
                Printable.line(command, COMMAND_LENGTH),
                Printable.line(reply, COMMAND_LENGTH),
                by.map(rule -> Printable.line(rule.toString(), COMMAND_LENGTH)));
        rejections.count(added.replyCode());
        if (rejected.size() < MAX_REJECTED) {
            rejected.add(added);
        }
    }

    synchronized void fired(Rule rule) {
        transcript.server(SessionRemark.ofRule(rule.toString()));
    }

    /** Records that the recipient of the last command was accepted but is ignored, which the reply does not say. */
    synchronized void ignoredRecipient() {
        transcript.server(SessionRemark.IGNORED_RECIPIENT);
    }

    /** Records why credentials are wrong, which the reply does not say. */
    synchronized void failedToLogIn(SessionRemark reason, Optional<String> knownUser) {
        transcript.server(knownUser.map(reason::line).orElse(reason.line()));
    }

    synchronized void problem(Problem problem) {
        if (problems.size() < MAX_PROBLEMS) {
            problems.add(problem);
        }
    }

    synchronized void problemOnce(Problem problem) {
        if (!problems.contains(problem)) {
            problem(problem);
        }
    }

    synchronized void delivered(String messageId) {
        if (messageIds.size() == MAX_MESSAGE_IDS) {
            messageIds.remove(0);
        }
        messageIds.add(messageId);
    }

    synchronized void notDelivered(String messageId) {
        messageIds.remove(messageId);
    }

    /** Ends the session; returns whether it was still open. */
    synchronized boolean end(SessionEnd reason) {
        if (end != null) {
            return false;
        }
        endedAt = Instant.now();
        end = reason;
        if (transaction != null) {
            transaction.close();
        }
        return true;
    }

    @Override
    public synchronized SessionInfo info() {
        return info;
    }

    @Override
    public synchronized Optional<Instant> endedAt() {
        return Optional.ofNullable(endedAt);
    }

    @Override
    public synchronized Optional<SessionEnd> end() {
        return Optional.ofNullable(end);
    }

    @Override
    public synchronized List<RejectedCommand> rejectedCommands() {
        return List.copyOf(rejected);
    }

    @Override
    public synchronized List<String> messageIds() {
        return List.copyOf(messageIds);
    }

    @Override
    public synchronized Optional<Envelope> openTransaction() {
        return transaction == null ? Optional.empty() : Optional.of(transaction.envelope());
    }

    @Override
    public synchronized boolean awaitsEndOfData() {
        return awaitsEndOfData;
    }

    @Override
    public synchronized long transactionsBegun() {
        return transactionsBegun;
    }

    @Override
    public synchronized long transactionsEnded() {
        return transactionsEnded;
    }

    @Override
    public synchronized List<Problem> problems() {
        return List.copyOf(problems);
    }

    @Override
    public synchronized List<TranscriptLine> transcript() {
        return transcript.lines();
    }

    /** Without a lambda, because every session calls this before its last reply. */
    @Override
    public synchronized long footprint() {
        long bytes = BASE + transcript.footprint() + (long) MESSAGE_ID * messageIds.size();
        bytes += Footprint.of(info.client()) + Footprint.of(info.helo().orElse(""));
        if (info.authentication().isPresent()) {
            bytes += Footprint.of(info.authentication().get().user());
        }
        for (RejectedCommand command : rejected) {
            bytes += ELEMENT + Footprint.of(command.command()) + Footprint.of(command.reply());
            bytes += Footprint.of(command.rule().orElse(""));
        }
        for (Problem problem : problems) {
            bytes += ELEMENT + Footprint.of(problem.detail());
        }
        return bytes + (transaction == null ? 0 : transaction.envelopeSize());
    }

    @Override
    public String toString() {
        return "session " + id() + ": " + describe();
    }
}
