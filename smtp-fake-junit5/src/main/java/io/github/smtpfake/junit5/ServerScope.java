package io.github.smtpfake.junit5;

import io.github.smtpfake.inbox.AwaitFailedError;
import io.github.smtpfake.inbox.AwaitResult;
import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.inbox.Mark;
import io.github.smtpfake.internal.TestServer;
import io.github.smtpfake.junit5.ClaimedMail.Unclaimed;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.rules.Rule;
import io.github.smtpfake.rules.RuleDefinition;
import io.github.smtpfake.store.StoreQuery;
import io.github.smtpfake.store.StoredMessage;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The part of a server that belongs to a test class or a test: separate rules, and the messages since it began. */
final class ServerScope implements AutoCloseable, Consumer<RuleDefinition> {
    private final ScopeOwner owner;
    private final Optional<RunningServer> separateServer;
    private final TestServer server;
    private final ScopeInboxes inboxes;

    private ServerScope(
            ScopeOwner owner, Optional<RunningServer> separateServer, TestServer outer, ExtensionContext context) {
        this.owner = owner;
        this.separateServer = separateServer;
        Optional<Duration> timeout = owner.declared().settings().awaitTimeout();
        if (timeout.isEmpty()) {
            timeout = ConfigurationParameters.awaitTimeout(context);
        }
        this.inboxes = new ScopeInboxes(owner);
        this.server = outer.within(this, inboxes, timeout.orElse(Inbox.DEFAULT_TIMEOUT));
    }

    /** Opens a scope within that of the enclosing context for the same server, if there is one. */
    static ServerScope open(DeclaredServer declared, Optional<ServerScope> enclosing, ExtensionContext context) {
        Optional<RunningServer> found = declared.running(context);
        if (found.isEmpty()) {
            RunningServer started = RunningServer.start(declared.settings(), context);
            ScopeOwner owner = new ScopeOwner(declared, started, true, context);
            return new ServerScope(owner, Optional.of(started), started.server(), context);
        }
        RunningServer running = found.get();
        // An earlier test may have stopped the server to test how the application reacts.
        TestServer shared = restart(running, declared, context);
        ScopeOwner owner = new ScopeOwner(declared, running, false, context);
        // A nested class may have another application, with another server.
        boolean isInner = enclosing.isPresent() && enclosing.get().owner.uses(running);
        return new ServerScope(owner, Optional.empty(), isInner ? enclosing.get().server : shared, context);
    }

    private static TestServer restart(RunningServer running, DeclaredServer declared, ExtensionContext context) {
        while (true) {
            try {
                return running.server().start();
            } catch (UncheckedIOException e) {
                if (!UnavailablePort.makeRoom(e)) {
                    throw UnavailablePort.error(e, declared.settings().declaration(), context);
                }
            }
        }
    }

    /** Records that the constructor of a test has opened the scope. */
    void beginConstructor() {
        owner.beginConstructor();
    }

    /** Assigns the scope, which the constructor of a test opened, to that test. */
    void moveTo(ExtensionContext test) {
        owner.moveTo(test);
    }

    /** Accepts a rule of this scope, unless it may affect tests that run concurrently. */
    @Override
    public void accept(RuleDefinition definition) {
        if (!definition.isSpecific() && owner.mayShareServer()) {
            throw ConfigurationErrors.at(
                    owner.where(),
                    "rule " + definition + " may affect tests that run concurrently on this server. Restrict it,"
                            + " without a wildcard, to an address, user or EHLO name that only this test uses, such as"
                            + " recipient(inbox.uniqueAddress()). Or give each test a separate server with"
                            + " @SmtpFake(lifecycle = ServerLifecycle.PER_METHOD), or run the class alone with"
                            + " @Isolated.");
        }
    }

    DeclaredServer declared() {
        return owner.declared();
    }

    TestServer server() {
        return server;
    }

    Inbox inbox() {
        return server.inbox().since(owner.mark());
    }

    /** Returns the messages since the scope began, for a report: unlike a read of the inbox, this is not one of the test. */
    List<CapturedMessage> messages() {
        return Inbox.of(owner.store()).since(owner.mark()).messages();
    }

    /**
     * Returns the messages that a failed wait on this server was for and that arrived after it had failed, in the order of their
     * arrival; at most as many as given. A message whose MAIL command the server received before the scope began is not one.
     */
    List<CapturedMessage> messagesAfter(AwaitFailedError wait, int limit) {
        AwaitResult result = wait.result();
        if (!result.server().equals(Optional.of(owner.started().address()))) {
            return List.of();
        }
        StoreQuery query = StoreQuery.of(wait.query())
                .since(owner.mark())
                .after(result.mark().message());
        return owner.store().next(query, limit).stream()
                .map(StoredMessage::message)
                .toList();
    }

    /** Returns whether the test has looked at its messages. */
    boolean hasReadInbox() {
        return inboxes.wereRead();
    }

    /** Returns the mark of the store at the beginning of this scope. */
    Mark mark() {
        return owner.mark();
    }

    Instant since() {
        return owner.since();
    }

    /** Waits for the mail that the application is still sending, if the declaration asks for it. */
    void settle() {
        Duration settle = owner.declared().settings().settle();
        if (!settle.isZero()) {
            Uninterruptibles.run(() -> Settling.await(owner.store(), settle));
        }
    }

    /** Records that the test ends, and returns its messages that nobody has looked at. */
    Optional<Unclaimed> endClaims() {
        return owner.endClaims();
    }

    List<Rule> unusedRules() {
        List<Rule> unused = new ArrayList<>(server.rules());
        unused.removeIf(rule -> rule.timesFired() > 0);
        return unused;
    }

    /** Removes the rules, and stops the server if the test has a separate one. */
    @Override
    public void close() {
        try {
            server.endRules();
        } finally {
            owner.end();
            if (separateServer.isPresent()) {
                separateServer.get().close();
            }
        }
    }
}
