package io.github.smtpfake.internal;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.internal.ServerAccess.InboxOwner;
import io.github.smtpfake.rules.RuleDefinition;
import io.github.smtpfake.store.MessageStore;
import java.time.Duration;
import java.util.function.Consumer;

/** A server in this JVM. */
record EmbeddedServer(SmtpFakeServer endpoint) implements TestServer {

    @Override
    public MessageStore store() {
        return endpoint.store();
    }

    @Override
    public TestServer start() {
        endpoint.start();
        return this;
    }

    @Override
    public void stop() {
        endpoint.stop();
    }

    @Override
    public boolean isRunning() {
        return endpoint.isRunning();
    }

    @Override
    public int smtpsPort() {
        return endpoint.smtpsPort();
    }

    @Override
    public TestServer within(Consumer<RuleDefinition> admission, InboxOwner owner, Duration awaitTimeout) {
        return new EmbeddedServer(ServerAccess.withInboxOwner(ServerAccess.withInnerRules(endpoint, admission), owner)
                .withAwaitTimeout(awaitTimeout));
    }

    @Override
    public void endRules() {
        ServerAccess.endRules(endpoint);
    }

    @Override
    public String toString() {
        return endpoint.toString();
    }
}
