package io.github.smtpfake.junit5;

import io.github.smtpfake.SmtpEndpoint;
import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.internal.HttpService;
import io.github.smtpfake.internal.ServerAccess.InboxOwner;
import io.github.smtpfake.internal.TestServer;
import io.github.smtpfake.rules.Rule;
import io.github.smtpfake.rules.RuleDefinition;
import io.github.smtpfake.store.MessageStore;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A server in this JVM whose mail an HTTP server shows as long as it runs. Thread-safe. */
final class ServerWithHttp implements TestServer {
    private final SmtpFakeServer smtp;
    private final TestServer server;
    private final ReentrantLock lock = new ReentrantLock();
    private HttpService.@Nullable Running http;

    private ServerWithHttp(SmtpFakeServer smtp) {
        this.smtp = smtp;
        this.server = TestServer.embedded(smtp);
    }

    /** Returns the server, with HTTP if it is wanted. */
    static TestServer of(SmtpFakeServer smtp, boolean http) {
        return http ? new ServerWithHttp(smtp) : TestServer.embedded(smtp);
    }

    @Override
    public TestServer start() {
        lock.lock();
        try {
            server.start();
            if (http == null) {
                http = startHttp();
            }
            return this;
        } finally {
            lock.unlock();
        }
    }

    /** Starts HTTP, and logs its URL for the developer who wants to look at the mail. Stops SMTP if HTTP cannot start. */
    private HttpService.Running startHttp() {
        try {
            HttpService.Running started = HttpService.find()
                    .orElseThrow(() -> ConfigurationErrors.at(
                            "@SmtpFake(http = true)",
                            "add io.github.smtpfake:smtp-fake-rest to the class path of the tests, or remove http"))
                    .start(smtp);
            System.getLogger(ServerWithHttp.class.getPackageName()).log(Level.INFO, smtp.toString());
            return started;
        } catch (RuntimeException e) {
            server.stop();
            throw e;
        }
    }

    @Override
    public void stop() {
        lock.lock();
        try {
            server.stop();
        } finally {
            closeHttp();
            lock.unlock();
        }
    }

    private void closeHttp() {
        if (http != null) {
            http.close();
            http = null;
        }
    }

    @Override
    public SmtpEndpoint endpoint() {
        return server.endpoint();
    }

    @Override
    public MessageStore store() {
        return server.store();
    }

    @Override
    public boolean isRunning() {
        return server.isRunning();
    }

    @Override
    public int smtpsPort() {
        return server.smtpsPort();
    }

    @Override
    public Inbox inbox() {
        return server.inbox();
    }

    @Override
    public List<Rule> rules() {
        return server.rules();
    }

    @Override
    public TestServer within(Consumer<RuleDefinition> admission, InboxOwner owner, Duration awaitTimeout) {
        return server.within(admission, owner, awaitTimeout);
    }

    @Override
    public void endRules() {
        server.endRules();
    }

    @Override
    public String toString() {
        return server.toString();
    }
}
