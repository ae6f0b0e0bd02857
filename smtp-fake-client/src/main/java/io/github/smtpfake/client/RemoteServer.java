package io.github.smtpfake.client;

import io.github.smtpfake.internal.ServerAccess.InboxOwner;
import io.github.smtpfake.internal.TestServer;
import io.github.smtpfake.rules.RuleDefinition;
import io.github.smtpfake.store.MessageStore;
import java.time.Duration;
import java.util.function.Consumer;

/** A server in another process, as the extension of JUnit uses it. */
record RemoteServer(SmtpFakeClient endpoint) implements TestServer {

    @Override
    public MessageStore store() {
        return endpoint.store();
    }

    @Override
    public TestServer start() {
        return this;
    }

    /** Closes the client. The server goes on for others. */
    @Override
    public void stop() {
        endpoint.close();
    }

    @Override
    public boolean isRunning() {
        return !endpoint.isClosed();
    }

    @Override
    public int smtpsPort() {
        throw new IllegalStateException("The additional port of the server at " + endpoint + " is not known");
    }

    @Override
    public TestServer within(Consumer<RuleDefinition> admission, InboxOwner owner, Duration awaitTimeout) {
        return new RemoteServer(endpoint.within(admission, owner, awaitTimeout));
    }

    @Override
    public void endRules() {
        endpoint.endRules();
    }

    @Override
    public String toString() {
        return endpoint.toString();
    }
}
