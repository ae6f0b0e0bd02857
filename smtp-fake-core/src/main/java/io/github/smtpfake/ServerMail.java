package io.github.smtpfake;

import io.github.smtpfake.inbox.AwaitResult;
import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.inbox.MailSource;
import io.github.smtpfake.inbox.Mark;
import io.github.smtpfake.inbox.NearMiss;
import io.github.smtpfake.internal.ServerAccess.InboxOwner;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.message.MessageQuery;
import io.github.smtpfake.session.SessionQuery;
import io.github.smtpfake.session.SmtpSession;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the mail of a server from its store, reports each read to the owner of the inbox, and adds for failure messages
 * the address of the server and the facts of the owner.
 */
final class ServerMail implements MailSource {
    /** The classes between the test and the place where a wait times out. */
    private static final Set<String> OWN = Set.of(ServerMail.class.getName(), Inbox.class.getName());

    private final MailSource store;
    private final Supplier<Optional<String>> address;
    private final @Nullable InboxOwner owner;
    private final FailedWaits failedWaits;
    private final boolean isForOtherProcesses;

    private ServerMail(
            MailSource store,
            Supplier<Optional<String>> address,
            @Nullable InboxOwner owner,
            FailedWaits failedWaits,
            boolean isForOtherProcesses) {
        this.store = store;
        this.address = address;
        this.owner = owner;
        this.failedWaits = failedWaits;
        this.isForOtherProcesses = isForOtherProcesses;
    }

    /** Returns the mail for tests in this JVM, whose waits are named by the line that called them. */
    static ServerMail of(
            MailSource store, Supplier<Optional<String>> address, @Nullable InboxOwner owner, FailedWaits failedWaits) {
        return new ServerMail(store, address, owner, failedWaits, false);
    }

    /** Returns the mail for clients in other processes, whose waits are named by their queries. */
    static ServerMail forOtherProcesses(MailSource store, Supplier<Optional<String>> address, FailedWaits failedWaits) {
        return new ServerMail(store, address, null, failedWaits, true);
    }

    @Override
    public Mark mark() {
        return store.mark();
    }

    @Override
    public AwaitResult await(MessageQuery query, Mark mark, int atLeast, Duration timeout) throws InterruptedException {
        beforeRead(query);
        return afterRead(query, store.await(query, mark, atLeast, timeout));
    }

    @Override
    public List<SmtpSession> awaitSessions(SessionQuery query, Mark mark, int atLeast, Duration timeout)
            throws InterruptedException {
        return store.awaitSessions(query, mark, atLeast, timeout);
    }

    @Override
    public List<SmtpSession> awaitSessions(
            MessageQuery view, SessionQuery query, Mark mark, int atLeast, Duration timeout)
            throws InterruptedException {
        beforeRead(view);
        List<SmtpSession> active = store.awaitSessions(query, mark, atLeast, timeout);
        Optional<SmtpSession> found = active.stream().filter(query::matches).findFirst();
        if (owner != null && found.isPresent()) {
            MessageQuery ofSession = MessageQuery.any().session(found.get().id());
            owner.afterRead(view, store.await(ofSession, Mark.START, 0, Duration.ZERO));
        }
        return active;
    }

    @Override
    public Quiet awaitQuiet(MessageQuery query, Mark mark, Duration quiet, Duration grace) throws InterruptedException {
        beforeRead(query);
        Quiet outcome = store.awaitQuiet(query, mark, quiet, grace);
        return new Quiet(afterRead(query, outcome.result()), outcome.underWay());
    }

    private void beforeRead(MessageQuery query) {
        if (owner != null) {
            owner.beforeRead(query);
        }
    }

    private AwaitResult afterRead(MessageQuery query, AwaitResult result) {
        if (owner != null) {
            owner.afterRead(query, result);
        }
        return address.get().map(result::withServer).orElse(result);
    }

    @Override
    public List<String> notes(MessageQuery query, AwaitResult result) {
        if (owner == null) {
            return List.of();
        }
        List<CapturedMessage> shown = Stream.concat(
                        result.matches().stream(), result.nearMisses().stream().map(NearMiss::message))
                .toList();
        return owner.notes(query, result, !failedWaits.late(shown).isEmpty());
    }

    @Override
    public Optional<String> remark(CapturedMessage message) {
        return owner == null ? Optional.empty() : owner.remark(message);
    }

    @Override
    public List<String> lateForEarlierWait(List<CapturedMessage> messages) {
        return failedWaits.late(messages);
    }

    @Override
    public void timedOut(MessageQuery query, Duration timeout) {
        failedWaits.add(query, timeout, isForOtherProcesses ? Optional.empty() : caller());
    }

    private static Optional<String> caller() {
        return StackWalker.getInstance()
                .walk(frames -> frames.filter(frame -> !OWN.contains(frame.getClassName()))
                        .findFirst()
                        .map(frame -> frame.getFileName() + ":" + frame.getLineNumber()));
    }
}
