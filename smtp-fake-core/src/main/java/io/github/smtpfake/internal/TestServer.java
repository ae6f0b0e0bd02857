package io.github.smtpfake.internal;

import io.github.smtpfake.SmtpEndpoint;
import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.internal.ServerAccess.InboxOwner;
import io.github.smtpfake.rules.Rule;
import io.github.smtpfake.rules.RuleDefinition;
import io.github.smtpfake.store.MessageStore;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * What the JUnit extension needs of a server, whether it runs in this JVM or in another process. Implementations are thread-safe.
 */
public interface TestServer {

    /** Returns a server in this JVM. */
    static TestServer embedded(SmtpFakeServer server) {
        return new EmbeddedServer(server);
    }

    /** Returns what tests receive: with a server in this JVM, the {@link SmtpFakeServer}. */
    SmtpEndpoint endpoint();

    /** Returns the messages and sessions of the server. */
    MessageStore store();

    /**
     * Starts the server, if it is one that this process starts.
     *
     * @return this server
     */
    TestServer start();

    /** Stops the server, or closes the connections to a server that another process has started. */
    void stop();

    /** Returns whether the server accepts connections, as far as this process knows. */
    boolean isRunning();

    /**
     * Returns the additional port with implicit TLS.
     *
     * @throws IllegalStateException if the server has none, or this process does not know it
     */
    int smtpsPort();

    /** Returns a view of all messages. */
    default Inbox inbox() {
        return endpoint().inbox();
    }

    /** Returns the rules of this scope, newest first. */
    default List<Rule> rules() {
        return endpoint().rules();
    }

    /**
     * Returns another object for the same server, with an inner scope of rules.
     *
     * @param admission receives each rule before it is added, and throws to reject it
     * @param owner learns about each read of an inbox
     * @param awaitTimeout the timeout of the waits
     */
    TestServer within(Consumer<RuleDefinition> admission, InboxOwner owner, Duration awaitTimeout);

    /** Removes the rules of this scope and those of the scopes within, and rejects further rules. */
    void endRules();

    /** Returns the address that a client connects to. */
    default String host() {
        return endpoint().host();
    }

    /** Returns the main port. */
    default int port() {
        return endpoint().port();
    }
}
