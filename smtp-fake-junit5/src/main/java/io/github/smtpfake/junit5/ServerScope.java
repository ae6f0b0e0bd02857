package io.github.smtpfake.junit5;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.inbox.Mark;
import io.github.smtpfake.internal.ServerAccess;
import io.github.smtpfake.rules.Rule;
import io.github.smtpfake.rules.RuleDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The part of a server that belongs to a test class or a test: separate rules, and the messages since it began. */
final class ServerScope implements AutoCloseable, Consumer<RuleDefinition> {
    private final DeclaredServer declared;
    private final Optional<RunningServer> separateServer;
    private final SmtpFakeServer server;
    private final Mark mark;
    private final Instant since = Instant.now();
    private final long began = System.nanoTime();
    private final TestRuns runs;
    private final ScopeInboxes inboxes = new ScopeInboxes(this);
    private volatile ExtensionContext context;
    private volatile @Nullable TestRun run;

    private ServerScope(
            DeclaredServer declared,
            Optional<RunningServer> separateServer,
            RunningServer used,
            SmtpFakeServer outer,
            ExtensionContext context) {
        this.declared = declared;
        this.separateServer = separateServer;
        this.runs = used.lease().runs();
        this.context = context;
        this.mark = outer.store().mark();
        Optional<Duration> timeout = declared.settings().awaitTimeout();
        if (timeout.isEmpty()) {
            timeout = ConfigurationParameters.awaitTimeout(context);
        }
        this.server = ServerAccess.withInboxOwner(ServerAccess.withInnerRules(outer, this), inboxes)
                .withAwaitTimeout(timeout.orElse(Inbox.DEFAULT_TIMEOUT));
        beginRun();
    }

    /** Opens a scope within that of the enclosing context for the same server, if there is one. */
    static ServerScope open(DeclaredServer declared, Optional<ServerScope> enclosing, ExtensionContext context) {
        if (declared.running().isEmpty()) {
            RunningServer started = RunningServer.start(declared.settings(), context);
            return new ServerScope(declared, Optional.of(started), started, started.server(), context);
        }
        // An earlier test may have stopped the server to test how the application reacts.
        RunningServer running = declared.running().get();
        SmtpFakeServer shared = running.server().start();
        return new ServerScope(
                declared, Optional.empty(), running, enclosing.isPresent() ? enclosing.get().server : shared, context);
    }

    /** Assigns the scope, which the constructor of a test opened, to that test. */
    void moveTo(ExtensionContext test) {
        context = test;
        beginRun();
    }

    /** Records that a test uses the server, unless the scope belongs to a class or to a test that is being constructed. */
    private void beginRun() {
        if (context.getTestMethod().isPresent()) {
            TestRun begun = new TestRun(context, began);
            run = begun;
            runs.begin(begun);
        }
    }

    /** Returns the tests that use the server. */
    TestRuns runs() {
        return runs;
    }

    /** Returns the test that the scope belongs to; empty if it belongs to a class. */
    Optional<TestRun> run() {
        return Optional.ofNullable(run);
    }

    /** Accepts a rule of this scope, unless it may affect tests that run concurrently. */
    @Override
    public void accept(RuleDefinition definition) {
        if (separateServer.isPresent() || definition.isSpecific()) {
            return;
        }
        Optional<String> declaredAt = declared.settings().lifecycle() == ServerLifecycle.PER_RUN
                ? Optional.empty()
                : Optional.of(declared.declaredAt());
        if (Concurrency.mayShare(context, declaredAt)) {
            throw ConfigurationErrors.at(
                    ConfigurationErrors.where(context),
                    "rule " + definition + " may affect tests that run concurrently on this server. Restrict it,"
                            + " without a wildcard, to an address, user or EHLO name that only this test uses, such as"
                            + " recipient(inbox.uniqueAddress()). Or give each test a separate server with"
                            + " @SmtpFake(lifecycle = ServerLifecycle.PER_METHOD), or run the class alone with"
                            + " @Isolated.");
        }
    }

    DeclaredServer declared() {
        return declared;
    }

    SmtpFakeServer server() {
        return server;
    }

    Inbox inbox() {
        return server.inbox().since(mark);
    }

    /** Returns whether the test has looked at its messages. */
    boolean hasReadInbox() {
        return inboxes.wereRead();
    }

    /** Returns whether other tests used the server while this one did. */
    boolean isShared() {
        return run().filter(test -> !runs.concurrentWith(test).isEmpty()).isPresent();
    }

    /** Returns the mark of the store at the beginning of this scope. */
    Mark mark() {
        return mark;
    }

    Instant since() {
        return since;
    }

    List<Rule> unusedRules() {
        List<Rule> unused = new ArrayList<>(server.rules());
        unused.removeIf(rule -> rule.timesFired() > 0);
        return unused;
    }

    /** Removes the rules, and stops the server if the test has a separate one. */
    @Override
    public void close() {
        ServerAccess.endRules(server);
        TestRun begun = run;
        if (begun != null) {
            runs.end(begun);
        }
        if (separateServer.isPresent()) {
            separateServer.get().close();
        }
    }
}
