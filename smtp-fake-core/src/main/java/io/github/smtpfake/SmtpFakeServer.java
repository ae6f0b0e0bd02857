package io.github.smtpfake;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.config.SmtpExtension;
import io.github.smtpfake.config.StartTls;
import io.github.smtpfake.config.TlsTrust;
import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.internal.smtp.protocol.Profile;
import io.github.smtpfake.internal.smtp.tls.ServerTls;
import io.github.smtpfake.rules.Rule;
import io.github.smtpfake.rules.RuleDefinition;
import io.github.smtpfake.rules.RuleScope;
import io.github.smtpfake.rules.Stage;
import io.github.smtpfake.rules.Trigger;
import io.github.smtpfake.store.MessageStore;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import javax.net.ssl.SSLContext;

/**
 * A fake SMTP server: takes every message that it is sent, and delivers none.
 *
 * <pre>{@code
 * try (SmtpFakeServer smtp = SmtpFakeServer.start()) {
 *     application.sendMailTo(smtp.host(), smtp.port());
 *     CapturedMessage mail = smtp.inbox().awaitOne();
 * }
 * }</pre>
 *
 * <p>It listens on the loopback address and a free port unless told otherwise. Thread-safe; any number of servers can run
 * in one JVM.
 */
public final class SmtpFakeServer implements AutoCloseable {
    private final SmtpEndpoint endpoint;
    private final Profile profile;
    private final ServerTls tls;
    private final RuleScope scope;
    private final Duration awaitTimeout;

    SmtpFakeServer(SmtpEndpoint endpoint, Profile profile, ServerTls tls, RuleScope scope, Duration awaitTimeout) {
        this.endpoint = endpoint;
        this.profile = profile;
        this.tls = tls;
        this.scope = scope;
        this.awaitTimeout = awaitTimeout;
    }

    /**
     * Starts a server on the loopback address and a free port.
     *
     * @throws UncheckedIOException if it cannot listen
     */
    public static SmtpFakeServer startNew() {
        return builder().start();
    }

    /** Returns a builder that holds the defaults. */
    public static SmtpFakeServerBuilder builder() {
        return new SmtpFakeServerBuilder();
    }

    /**
     * Starts the server unless it is running. After a stop it listens on the port that it had before, and has kept its
     * messages.
     *
     * @return this server
     * @throws UncheckedIOException if it cannot listen; the message names address and port
     */
    public SmtpFakeServer start() {
        endpoint.start();
        return this;
    }

    /**
     * Stops the server unless it is stopped: new clients are refused, waiting ones are told with 421, and a message that
     * is being received may come to its end for {@link Limits#stopTimeout()}. The port is free when this returns; the
     * messages stay.
     */
    public void stop() {
        endpoint.stop();
    }

    /** Stops the server. */
    @Override
    public void close() {
        stop();
    }

    /** Returns whether the server accepts connections. */
    public boolean isRunning() {
        return endpoint.isRunning();
    }

    /** Returns the host that a client on this machine connects to: the address that the server listens on. */
    public String host() {
        return endpoint.host();
    }

    /**
     * Returns the port that the server listens on, or listened on last.
     *
     * @throws IllegalStateException if the port is to be a free one and the server was never started
     */
    public int port() {
        return endpoint.port();
    }

    /**
     * Returns the port that is encrypted from the first octet on (RFC 8314).
     *
     * @throws IllegalStateException if there is none, or the port is to be a free one and the server was never started
     */
    public int smtpsPort() {
        return endpoint.smtpsPort();
    }

    /**
     * Returns what a client needs to trust the certificate of this server. Unless the server has a certificate of the
     * user's, the first call or connection makes one, for localhost, the loopback addresses and
     * {@link SmtpFakeServerBuilder#certificateHosts}.
     */
    public TlsTrust tls() {
        return tls.material().trust();
    }

    /**
     * Returns a context that presents the certificate of this server, for another server beside it; {@link #tls()} is what
     * its clients need, too.
     */
    public SSLContext serverSslContext() {
        return tls.context();
    }

    /**
     * Returns the properties of a Jakarta Mail session that sends to this server: host and port, and time-outs without
     * which a client would wait for ever.
     *
     * @throws IllegalStateException if the server was never started
     */
    public Properties mailProperties() {
        Properties properties = new Properties();
        properties.setProperty("mail.transport.protocol", "smtp");
        properties.setProperty("mail.smtp.host", host());
        properties.setProperty("mail.smtp.port", Integer.toString(port()));
        properties.setProperty("mail.smtp.connectiontimeout", "10000");
        properties.setProperty("mail.smtp.timeout", "60000");
        return properties;
    }

    /**
     * Returns a view of all messages of this server; {@link Inbox#sinceNow()} narrows it to those to come. Its waits last
     * as long as {@link #withAwaitTimeout} says.
     */
    public Inbox inbox() {
        return Inbox.of(new ServerMail(profile.store(), endpoint)).withTimeout(awaitTimeout);
    }

    /** Returns the store of this server's messages and sessions. */
    public MessageStore store() {
        return profile.store();
    }

    /**
     * Begins a rule, which makes the server misbehave on purpose; it counts from the call that names its action on.
     *
     * <pre>{@code
     * smtp.on(rcptTo("full@example.org")).reply("452 4.2.2 mailbox full");
     * }</pre>
     *
     * <p>Where several rules match, the newest of the innermost scope decides alone; one that is exhausted lets the next
     * decide.
     *
     * @param trigger made by a method of {@link io.github.smtpfake.rules.Rules}
     * @throws IllegalArgumentException if this server never comes to the stage, as it does not offer what leads there
     */
    public <D> D on(Trigger<?, D> trigger) {
        requireReachable(trigger.stage());
        return scope.on(trigger);
    }

    /**
     * Adds a rule that was not written in Java, but read from somewhere.
     *
     * @throws IllegalArgumentException if this server never comes to the stage, as it does not offer what leads there
     */
    public Rule addRule(RuleDefinition definition) {
        requireReachable(definition.stage());
        return scope.add(definition);
    }

    private void requireReachable(Stage stage) {
        if (stage == Stage.SMTPS && !endpoint.hasSmtpsPort()) {
            throw new IllegalArgumentException("A rule of the stage " + stage.jsonName()
                    + " can never fire, as this server has no encrypted port: build it with smtpsPort(0),"
                    + " or run it with --smtps-port 0");
        }
        SmtpExtension needed = switch (stage) {
            case STARTTLS -> SmtpExtension.STARTTLS;
            case AUTH -> SmtpExtension.AUTH;
            case BDAT -> SmtpExtension.CHUNKING;
            default -> null;
        };
        if (needed != null && !profile.offers(needed)) {
            throw new IllegalArgumentException("A rule of the stage " + stage.jsonName()
                    + " can never fire, as this server does not offer " + needed.keyword() + ": build it "
                    + (needed == SmtpExtension.STARTTLS
                            ? "with startTls(StartTls.OFFERED), or run it with --starttls offered"
                            : "without without(Extension." + needed + "), or run it without --without "
                                    + needed.keyword()));
        }
    }

    /** Returns the rules of this object's {@link #ruleScope()}, newest first, those included that are exhausted. */
    public List<Rule> rules() {
        return scope.rules();
    }

    /** Removes the rules of this object's {@link #ruleScope()} and of those within it; each keeps its count. */
    public void clearRules() {
        scope.clear();
    }

    /** Returns where the rules go that are given to this object; unless {@link #in} said otherwise, that of all rules. */
    public RuleScope ruleScope() {
        return scope;
    }

    /**
     * Returns another object for the same server, the rules of which go to that scope.
     *
     * @param scope made by {@link RuleScope#inner} of a scope of this server
     */
    public SmtpFakeServer in(RuleScope scope) {
        return new SmtpFakeServer(endpoint, profile, tls, scope, awaitTimeout);
    }

    /**
     * Returns another object for the same server, the inboxes of which wait so long unless told otherwise; by default
     * {@link Inbox#DEFAULT_TIMEOUT}.
     *
     * @throws IllegalArgumentException if the time-out is negative
     */
    public SmtpFakeServer withAwaitTimeout(Duration awaitTimeout) {
        if (awaitTimeout.isNegative()) {
            throw new IllegalArgumentException("awaitTimeout must not be negative, but is " + awaitTimeout);
        }
        return new SmtpFakeServer(endpoint, profile, tls, scope, awaitTimeout);
    }

    /** Returns whether clients may, or must, change to TLS on the plain port. */
    public StartTls startTls() {
        return profile.startTls();
    }

    /** Returns the bounds within which this server grows. */
    public Limits limits() {
        return profile.limits();
    }

    /** Returns where the server listens: {@code smtp-fake on 127.0.0.1:54321}. */
    @Override
    public String toString() {
        return "smtp-fake " + (isRunning() ? "on " + host() + ":" + port() : "(stopped)");
    }
}
