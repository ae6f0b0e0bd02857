package io.github.smtpfake.junit5;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.inbox.Mark;
import io.github.smtpfake.junit5.DeclaredServers.Declared;
import io.github.smtpfake.rules.Rule;
import io.github.smtpfake.rules.RuleDefinition;
import io.github.smtpfake.rules.RuleScope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What a class or a test has of a server: an object with rules of its own, and the mark from which on mail is its own. */
final class ServerUse implements AutoCloseable {
    private final Declared declared;
    private final Optional<RunningServer> ownServer;
    private final SmtpFakeServer server;
    private final Mark mark;
    private final Instant since = Instant.now();
    private final RuleScope rules;
    private volatile ExtensionContext context;

    private ServerUse(
            Declared declared,
            Optional<RunningServer> ownServer,
            SmtpFakeServer shared,
            RuleScope around,
            ExtensionContext context) {
        this.declared = declared;
        this.ownServer = ownServer;
        this.context = context;
        this.mark = shared.store().mark();
        this.rules = around.inner(this::admit);
        Optional<Duration> timeout = declared.settings().awaitTimeout();
        if (timeout.isEmpty()) {
            timeout = Configuration.awaitTimeout(context);
        }
        this.server = shared.in(rules).withAwaitTimeout(timeout.orElse(Inbox.DEFAULT_TIMEOUT));
    }

    /** @param around what the context around has of the same server */
    static ServerUse begin(Declared declared, Optional<ServerUse> around, ExtensionContext context) {
        if (declared.running().isEmpty()) {
            RunningServer own = RunningServer.start(declared.settings(), context);
            return new ServerUse(
                    declared, Optional.of(own), own.server(), own.server().ruleScope(), context);
        }
        // A test before may have stopped it, to see what its application does then.
        SmtpFakeServer shared = declared.running().get().server().start();
        return new ServerUse(
                declared,
                Optional.empty(),
                shared,
                around.isPresent() ? around.get().rules : shared.ruleScope(),
                context);
    }

    /** Takes note that what began with the constructor of a test is that test's. */
    void moveTo(ExtensionContext test) {
        context = test;
    }

    private void admit(RuleDefinition definition) {
        if (ownServer.isPresent() || definition.isBound()) {
            return;
        }
        Optional<String> declaredAt = declared.settings().lifecycle() == ServerLifecycle.PER_RUN
                ? Optional.empty()
                : Optional.of(declared.at());
        if (Concurrency.mayShare(context, declaredAt)) {
            throw Misuse.of(
                    Misuse.where(context),
                    "the rule " + definition + " would hit other tests, too, which may use the server at the same time."
                            + " Bind it without a wildcard to what only this test uses: an address of"
                            + " inbox.newAddress(), by recipient(..) or sender(..), a user(..) or the EHLO name helo(..)."
                            + " Or give each test a server of its own by"
                            + " @SmtpFake(lifecycle = Lifecycle.PER_METHOD), or run the class alone by @Isolated.");
        }
    }

    Declared declared() {
        return declared;
    }

    SmtpFakeServer server() {
        return server;
    }

    Inbox inbox() {
        return server.inbox().since(mark);
    }

    Instant since() {
        return since;
    }

    List<Rule> unusedRules() {
        List<Rule> unused = new ArrayList<>(rules.rules());
        unused.removeIf(rule -> rule.timesFired() > 0);
        return unused;
    }

    /** Ends the rules, and the server if no other test has it. */
    @Override
    public void close() {
        rules.close();
        if (ownServer.isPresent()) {
            ownServer.get().close();
        }
    }
}
