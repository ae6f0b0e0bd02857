package io.github.smtpfake.junit5;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.inbox.Mark;
import io.github.smtpfake.internal.ServerAccess;
import io.github.smtpfake.junit5.DeclaredServers.Declared;
import io.github.smtpfake.rules.Rule;
import io.github.smtpfake.rules.RuleDefinition;
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
    private volatile ExtensionContext context;

    private ServerUse(
            Declared declared, Optional<RunningServer> ownServer, SmtpFakeServer outer, ExtensionContext context) {
        this.declared = declared;
        this.ownServer = ownServer;
        this.context = context;
        this.mark = outer.store().mark();
        Optional<Duration> timeout = declared.settings().awaitTimeout();
        if (timeout.isEmpty()) {
            timeout = Configuration.awaitTimeout(context);
        }
        this.server =
                ServerAccess.withInnerRules(outer, this::admit).withAwaitTimeout(timeout.orElse(Inbox.DEFAULT_TIMEOUT));
    }

    /** @param around what the context around has of the same server */
    static ServerUse begin(Declared declared, Optional<ServerUse> around, ExtensionContext context) {
        if (declared.running().isEmpty()) {
            RunningServer own = RunningServer.start(declared.settings(), context);
            return new ServerUse(declared, Optional.of(own), own.server(), context);
        }
        // A test before may have stopped it, to see what its application does then.
        SmtpFakeServer shared = declared.running().get().server().start();
        return new ServerUse(declared, Optional.empty(), around.isPresent() ? around.get().server : shared, context);
    }

    /** Takes note that what began with the constructor of a test is that test's. */
    void moveTo(ExtensionContext test) {
        context = test;
    }

    private void admit(RuleDefinition definition) {
        if (ownServer.isPresent() || definition.isSpecific()) {
            return;
        }
        Optional<String> declaredAt = declared.settings().lifecycle() == ServerLifecycle.PER_RUN
                ? Optional.empty()
                : Optional.of(declared.at());
        if (Concurrency.mayShare(context, declaredAt)) {
            throw Misuse.of(
                    Misuse.where(context),
                    "rule " + definition + " may affect tests that run concurrently on this server."
                            + " Restrict it to an address, user or EHLO name that only this test uses:"
                            + " recipient(..) or sender(..) with an address of inbox.uniqueAddress(), user(..) or"
                            + " helo(..), without a wildcard. Or give each test its own server with"
                            + " @SmtpFake(lifecycle = ServerLifecycle.PER_METHOD), or run the class alone with"
                            + " @Isolated.");
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
        List<Rule> unused = new ArrayList<>(server.rules());
        unused.removeIf(rule -> rule.timesFired() > 0);
        return unused;
    }

    /** Ends the rules, and the server if no other test has it. */
    @Override
    public void close() {
        ServerAccess.endRules(server);
        if (ownServer.isPresent()) {
            ownServer.get().close();
        }
    }
}
