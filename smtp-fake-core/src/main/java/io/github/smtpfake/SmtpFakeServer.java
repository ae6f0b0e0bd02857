package io.github.smtpfake;

import static java.util.Objects.requireNonNull;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.config.SmtpExtension;
import io.github.smtpfake.config.TlsMode;
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
 * A fake SMTP server for tests: accepts every message and delivers none.
 *
 * <pre>{@code
 * try (SmtpFakeServer smtp = SmtpFakeServer.startNew()) {
 *     application.sendMailTo(smtp.host(), smtp.port());
 *     CapturedMessage mail = smtp.inbox().awaitOne();
 * }
 * }</pre>
 *
 * <p>By default it listens on the loopback address and a free port; {@link #builder()} has the other settings. Thread-safe;
 * any number of servers can run in one JVM.
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
     * Starts a new server on the loopback address and a free port.
     *
     * @throws UncheckedIOException if the server cannot listen
     */
    public static SmtpFakeServer startNew() {
        return builder().start();
    }

    /** Returns a builder that holds the defaults. */
    public static SmtpFakeServerBuilder builder() {
        return new SmtpFakeServerBuilder();
    }

    /**
     * Starts the server; does nothing if it is running. A stopped server listens on its previous port again, and has kept its
     * messages.
     *
     * @return this server
     * @throws UncheckedIOException if the server cannot listen; the message names address and port
     */
    public SmtpFakeServer start() {
        endpoint.start();
        return this;
    }

    /**
     * Stops the server; does nothing if it is stopped. The server closes its port, sends 421 to idle clients, and gives a
     * message that is being received {@link Limits#stopTimeout()} to arrive completely. When this method returns, the port
     * is free; the messages are kept.
     */
    public void stop() {
        endpoint.stop();
    }

    /** Stops the server, as {@link #stop()} does. */
    @Override
    public void close() {
        stop();
    }

    /** Returns whether the server accepts connections. */
    public boolean isRunning() {
        return endpoint.isRunning();
    }

    /**
     * Returns the address that a client on this machine connects to: the address that the server listens on, or the loopback
     * address if the server listens on all addresses.
     */
    public String host() {
        return endpoint.host();
    }

    /**
     * Returns the main port that the server listens on, or listened on last.
     *
     * @throws IllegalStateException if the server chooses a free port and was never started
     */
    public int port() {
        return endpoint.port();
    }

    /**
     * Returns the additional port with implicit TLS (RFC 8314) that {@link SmtpFakeServerBuilder#smtpsPort} sets.
     *
     * @throws IllegalStateException if there is none, or the server chooses a free port and was never started
     */
    public int smtpsPort() {
        return endpoint.smtpsPort();
    }

    /**
     * Returns what a client needs to trust the certificate of this server. Unless {@link SmtpFakeServerBuilder#tlsIdentity}
     * sets a certificate, the server generates one at the first call of this method or the first TLS connection.
     */
    public TlsTrust tlsTrust() {
        return tls.material().trust();
    }

    /**
     * Returns a context that presents the certificate of this server, for another server beside it; {@link #tlsTrust()} is what
     * its clients need, too.
     */
    public SSLContext serverSslContext() {
        return tls.context();
    }

    /**
     * Returns the properties of a Jakarta Mail session that sends to the main port of this server: host, port, what
     * {@link TlsMode#STARTTLS_REQUIRED} or {@link TlsMode#IMPLICIT} demands, and time-outs without which a client would wait
     * for ever. A session that uses TLS must also trust the certificate of the server:
     *
     * <pre>{@code
     * properties.put("mail.smtp.ssl.socketFactory", smtp.tlsTrust().sslContext().getSocketFactory());
     * }</pre>
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
        switch (profile.tlsMode()) {
            case OFF, STARTTLS -> {}
            case STARTTLS_REQUIRED -> {
                properties.setProperty("mail.smtp.starttls.enable", "true");
                properties.setProperty("mail.smtp.starttls.required", "true");
            }
            case IMPLICIT -> properties.setProperty("mail.smtp.ssl.enable", "true");
        }
        return properties;
    }

    /**
     * Returns a view of all messages of this server; {@link Inbox#sinceNow()} narrows it to those that arrive later. Its waits
     * time out after what {@link #withAwaitTimeout} sets.
     */
    public Inbox inbox() {
        return Inbox.of(profile.store()).withTimeout(awaitTimeout);
    }

    /** Returns the store that holds the messages and sessions of this server. */
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
        if (stage == Stage.SMTPS && !endpoint.hasImplicitTls()) {
            throw unreachable(
                    stage,
                    "this server has no port with implicit TLS: add tls(TlsMode.IMPLICIT) or smtpsPort(0) to the builder,"
                            + " or --tls implicit or --smtps-port 0 to the command line");
        }
        SmtpExtension needed = switch (stage) {
            case STARTTLS -> SmtpExtension.STARTTLS;
            case AUTH -> SmtpExtension.AUTH;
            case BDAT -> SmtpExtension.CHUNKING;
            default -> null;
        };
        if (needed == null || profile.offers(needed)) {
            return;
        }
        if (!profile.extensions().contains(needed)) {
            throw unreachable(
                    stage,
                    needed.keyword() + " is disabled: remove disable(SmtpExtension." + needed
                            + ") from the builder, or --disable " + needed.keyword() + " from the command line");
        }
        throw unreachable(
                stage,
                "this server does not offer STARTTLS: add tls(TlsMode.STARTTLS) to the builder, or --tls starttls to the"
                        + " command line");
    }

    private static IllegalArgumentException unreachable(Stage stage, String reason) {
        return new IllegalArgumentException(
                "A rule for the stage " + stage.jsonName() + " can never fire because " + reason);
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
     * Returns another object for the same server whose inboxes have the given default time-out; otherwise it is {@link
     * Inbox#DEFAULT_TIMEOUT}.
     *
     * @throws IllegalArgumentException if the time-out is negative
     */
    public SmtpFakeServer withAwaitTimeout(Duration awaitTimeout) {
        if (requireNonNull(awaitTimeout, "awaitTimeout").isNegative()) {
            throw new IllegalArgumentException("awaitTimeout must not be negative, but is " + awaitTimeout);
        }
        return new SmtpFakeServer(endpoint, profile, tls, scope, awaitTimeout);
    }

    /** Returns what the main port does about TLS. */
    public TlsMode tlsMode() {
        return profile.tlsMode();
    }

    /** Returns the limits of this server. */
    public Limits limits() {
        return profile.limits();
    }

    /** Returns the address that the server listens on: {@code smtp-fake on 127.0.0.1:54321}. */
    @Override
    public String toString() {
        return "smtp-fake " + (isRunning() ? "on " + host() + ":" + port() : "(stopped)");
    }
}
