package io.github.smtpfake.internal.smtp.protocol;

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
import io.github.smtpfake.session.SmtpSession;
import io.github.smtpfake.session.TlsInfo;
import io.github.smtpfake.session.TranscriptLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is remembered of a session: written by the one thread that serves it, read by any. */
final class SessionRecord implements SmtpSession {
    private static final int MAX_REFUSALS = 100;
    private static final int MAX_PROBLEMS = 100;
    private static final int MAX_MESSAGE_IDS = 10_000;
    private static final int COMMAND_LENGTH = 200;
    /** RFC 5321, 4.5.3.1.2: a domain is no longer. */
    private static final int NAME_LENGTH = 255;
    /** A record without anything in it, and its place in a store. */
    private static final int BASE = 1_000;
    /** An element of a list with what belongs to it besides its texts. */
    private static final int ELEMENT = 64;

    private static final int MESSAGE_ID = 80;

    private final List<RejectedCommand> refusals = new ArrayList<>(0);
    private final List<Problem> problems = new ArrayList<>(0);
    private final List<String> messageIds = new ArrayList<>(1);
    private final Transcript transcript;
    private SessionInfo info;
    private @Nullable Transaction transaction;
    private long transactionsBegun;
    private long transactionsEnded;
    private boolean changed;
    private @Nullable Instant endedAt;
    private @Nullable SessionEnd end;

    SessionRecord(String client, int transcriptLines) {
        this.info = SessionInfo.of(Ids.next(), Instant.now(), client);
        this.transcript = new Transcript(transcriptLines);
    }

    synchronized void received(String line) {
        transcript.client(line);
    }

    synchronized void sent(Reply reply) {
        transcript.server(reply);
    }

    synchronized void greeted(String name) {
        info = info.withHelo(cut(name));
        changed = true;
    }

    synchronized void encrypted(TlsInfo how) {
        info = info.encrypted(how);
        changed = true;
    }

    synchronized void authenticated(Authentication who) {
        info = info.withAuthentication(new Authentication(cut(who.user()), who.mechanism()));
        changed = true;
    }

    /** Each message of the session keeps the name. */
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

    /** Takes note that nothing can come of any transaction before this moment that has not come yet. */
    synchronized void endTransactions() {
        if (transactionsEnded != transactionsBegun) {
            transactionsEnded = transactionsBegun;
            changed = true;
        }
    }

    /** Returns whether there is something new since the last call; of its end a session tells once, and nothing after. */
    synchronized boolean takeChanged() {
        boolean news = changed && end == null;
        changed = false;
        return news;
    }

    synchronized void rejected(String command, String reply) {
        rejected(command, reply, Optional.empty());
    }

    synchronized void rejected(String command, String reply, Optional<Rule> by) {
        changed = true;
        if (refusals.size() < MAX_REFUSALS) {
            refusals.add(new RejectedCommand(
                    Printable.line(command, COMMAND_LENGTH),
                    Printable.line(reply, COMMAND_LENGTH),
                    by.map(rule -> Printable.line(rule.toString(), COMMAND_LENGTH))));
        }
    }

    synchronized void fired(Rule rule) {
        transcript.server("(rule: " + rule + ")");
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

    /** Returns whether the session was still open. */
    synchronized boolean end(SessionEnd how) {
        if (end != null) {
            return false;
        }
        endedAt = Instant.now();
        end = how;
        if (transaction != null) {
            transaction.dropChunks();
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
        return List.copyOf(refusals);
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

    /** Without a lambda, as each session comes by here before its goodbye. */
    @Override
    public synchronized long footprint() {
        long octets = BASE + transcript.footprint() + (long) MESSAGE_ID * messageIds.size();
        octets += Footprint.of(info.client()) + Footprint.of(info.helo().orElse(""));
        if (info.authentication().isPresent()) {
            octets += Footprint.of(info.authentication().get().user());
        }
        for (RejectedCommand refusal : refusals) {
            octets += ELEMENT + Footprint.of(refusal.command()) + Footprint.of(refusal.reply());
            octets += Footprint.of(refusal.rule().orElse(""));
        }
        for (Problem problem : problems) {
            octets += ELEMENT + Footprint.of(problem.detail());
        }
        return octets + (transaction == null ? 0 : transaction.envelopeSize());
    }

    @Override
    public String toString() {
        return "SMTP session " + id();
    }
}
