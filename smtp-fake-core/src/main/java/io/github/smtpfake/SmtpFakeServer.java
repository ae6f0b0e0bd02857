package io.github.smtpfake;

import static java.util.Objects.requireNonNull;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.config.SmtpExtension;
import io.github.smtpfake.config.TlsMode;
import io.github.smtpfake.config.TlsTrust;
import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.inbox.MailSource;
import io.github.smtpfake.internal.MailProperties;
import io.github.smtpfake.internal.ServerAccess;
import io.github.smtpfake.internal.ServerAccess.InboxOwner;
import io.github.smtpfake.internal.delivery.ContentCache;
import io.github.smtpfake.internal.smtp.protocol.Profile;
import io.github.smtpfake.internal.smtp.rules.RuleScope;
import io.github.smtpfake.internal.smtp.tls.ServerTls;
import io.github.smtpfake.rules.Rule;
import io.github.smtpfake.rules.RuleAction;
import io.github.smtpfake.rules.RuleBuilder;
import io.github.smtpfake.rules.RuleDefinition;
import io.github.smtpfake.rules.RuleTrigger;
import io.github.smtpfake.rules.Stage;
import io.github.smtpfake.rules.TlsFault;
import io.github.smtpfake.store.MessageStore;
import io.github.smtpfake.store.StoreQuery;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A fake SMTP server for tests. It accepts every message and delivers none.
 *
 * <pre>{@code
 * try (SmtpFakeServer smtp = SmtpFakeServer.startNew()) {
 *     application.sendMailTo(smtp.host(), smtp.port());
 *     CapturedMessage mail = smtp.inbox().awaitOne();
 * }
 * }</pre>
 *
 * <p>By default it listens on the loopback address and a free port; use {@link #builder()} for other settings.
 * Thread-safe; any number of servers can run in one JVM.
 */
public final class SmtpFakeServer implements SmtpEndpoint, AutoCloseable {
    static {
        ServerAccess.install(new Access());
    }

    private final ServerPorts ports;
    private final Profile profile;
    private final ServerTls tls;
    private final RuleScope scope;
    private final Duration awaitTimeout;
    private final @Nullable InboxOwner owner;
    private final FailedWaits failedWaits;

    SmtpFakeServer(
            ServerPorts ports,
            Profile profile,
            ServerTls tls,
            RuleScope scope,
            Duration awaitTimeout,
            @Nullable InboxOwner owner,
            FailedWaits failedWaits) {
        this.ports = ports;
        this.profile = profile;
        this.tls = tls;
        this.scope = scope;
        this.awaitTimeout = awaitTimeout;
        this.owner = owner;
        this.failedWaits = failedWaits;
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
     * Starts the server; does nothing if it is running. A restarted server listens on its previous port and still has
     * its messages.
     *
     * @return this server
     * @throws UncheckedIOException if the server cannot listen; the message names address and port
     */
    public SmtpFakeServer start() {
        ports.start();
        return this;
    }

    /**
     * Stops the server; does nothing if it is stopped. The server closes its ports and sends 421 to idle clients. It
     * waits up to {@link Limits#stopTimeout()} for messages that are being received. When this method returns, the
     * ports are free; the messages are kept.
     */
    public void stop() {
        ports.stop();
    }

    /** Stops the server, as {@link #stop()} does. */
    @Override
    public void close() {
        stop();
    }

    /** Returns whether the server accepts connections. */
    public boolean isRunning() {
        return ports.isRunning();
    }

    /**
     * Returns the address that a client on this machine connects to: the address that the server listens on, or the
     * loopback address if the server listens on all addresses.
     */
    @Override
    public String host() {
        return ports.host();
    }

    /**
     * Returns the main port of the server; of a stopped server, the port that it listened on last.
     *
     * @throws IllegalStateException if the server chooses a free port and was never started
     */
    @Override
    public int port() {
        return ports.port();
    }

    /**
     * Returns the additional port with implicit TLS (RFC 8314) that {@link SmtpFakeServerBuilder#smtpsPort} sets.
     *
     * @throws IllegalStateException if the builder added no such port, or if the server chooses a free port and was
     *     never started
     */
    public int smtpsPort() {
        return ports.smtpsPort();
    }

    /**
     * Returns what a client needs to trust the certificate of this server. Unless {@link
     * SmtpFakeServerBuilder#tlsIdentity} sets a certificate, the server generates one on the first call of this method
     * or the first TLS connection.
     */
    @Override
    public TlsTrust tlsTrust() {
        return tls.identity().trust();
    }

    @Override
    public Properties mailProperties() {
        boolean logsIn = profile.requiresAuth() || !profile.users().acceptAny();
        return MailProperties.of(
                host(),
                port(),
                profile.offers(SmtpExtension.STARTTLS) || profile.tlsMode() == TlsMode.IMPLICIT
                        ? profile.tlsMode()
                        : TlsMode.OFF,
                this::tlsTrust,
                logsIn && profile.offers(SmtpExtension.AUTH)
                        ? Optional.of(profile.users().example())
                        : Optional.empty());
    }

    /**
     * Returns a view of all messages of this server; {@link Inbox#sinceNow()} narrows it to those that arrive later.
     * Its timeout is the one that {@link #withAwaitTimeout} sets.
     */
    @Override
    public Inbox inbox() {
        return Inbox.of(ServerMail.of(profile.store(), ports::address, owner, failedWaits))
                .withTimeout(awaitTimeout);
    }

    /** Returns the store that holds the messages and sessions of this server. */
    public MessageStore store() {
        return profile.store();
    }

    /**
     * Deletes all messages of this server. Its rules and the records of its sessions remain.
     *
     * @throws IllegalStateException on the server that the JUnit extension passes to a test, because other tests may be
     *     waiting for the messages
     */
    public void clear() {
        if (!scope.isOutermost()) {
            throw new IllegalStateException(
                    "clear() would delete the messages of other tests, which may use this server;"
                            + " inbox.sinceNow() shows only later messages");
        }
        profile.store().delete(StoreQuery.all());
    }

    /**
     * Begins a rule that makes the server misbehave on purpose. The rule takes effect when its action is set.
     *
     * <pre>{@code
     * smtp.on(rcptTo("full@example.org")).reply("452 4.2.2 mailbox full");
     * }</pre>
     *
     * <p>If several rules match, one of them fires: a rule of an inner scope takes precedence over one of an outer
     * scope, and within a scope the newest rule wins. Exhausted rules are skipped.
     *
     * @param trigger the stage and the conditions of the rule, from a method of {@link io.github.smtpfake.rules.Rules}
     * @throws IllegalArgumentException if this server never reaches the stage because it does not offer the extension
     *     or the port that the stage requires
     */
    @Override
    public RuleBuilder on(RuleTrigger trigger) {
        requireNonNull(trigger, "trigger");
        requireReachable(trigger.stage());
        return RuleBuilder.of(trigger, this::addReachable);
    }

    private Rule addRule(RuleDefinition definition) {
        requireReachable(definition.stage());
        return addReachable(definition);
    }

    private Rule addReachable(RuleDefinition definition) {
        for (TlsFault fault : TlsFault.values()) {
            if (!tls.canPresent(fault) && definition.actions().contains(RuleAction.present(fault))) {
                throw new IllegalArgumentException("The server cannot present the TLS fault " + fault.jsonName()
                        + ", because it has no key of the authority that issued its certificate, and a client would reject any"
                        + " other certificate as untrusted: remove tlsIdentity(..) from the builder, or the options of the"
                        + " certificate from the command line");
            }
        }
        return scope.add(definition);
    }

    private void requireReachable(Stage stage) {
        if (stage == Stage.SMTPS && !ports.hasImplicitTls()) {
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

    /**
     * Returns the rules that were added through this object, newest first, including exhausted rules. On the server
     * that the JUnit extension passes to a test, these are the rules of that test.
     */
    @Override
    public List<Rule> rules() {
        return scope.rules();
    }

    /** Removes the rules that were added through this object. A removed rule keeps its count. */
    @Override
    public void clearRules() {
        scope.clear();
    }

    /**
     * Returns another object for the same server, whose inboxes wait for the given time. Without it, they wait for
     * {@link Inbox#DEFAULT_TIMEOUT}.
     *
     * @throws IllegalArgumentException if the timeout is negative
     */
    public SmtpFakeServer withAwaitTimeout(Duration awaitTimeout) {
        if (requireNonNull(awaitTimeout, "awaitTimeout").isNegative()) {
            throw new IllegalArgumentException("awaitTimeout must not be negative, but is " + awaitTimeout);
        }
        return with(scope, awaitTimeout, owner);
    }

    private SmtpFakeServer with(RuleScope scope, Duration awaitTimeout, @Nullable InboxOwner owner) {
        return new SmtpFakeServer(ports, profile, tls, scope, awaitTimeout, owner, failedWaits);
    }

    @Override
    public Optional<URI> httpUri() {
        return ports.httpUri();
    }

    /** Returns the TLS mode of the main port. */
    public TlsMode tlsMode() {
        return profile.tlsMode();
    }

    /** Returns the limits of this server. */
    public Limits limits() {
        return profile.limits();
    }

    /**
     * Returns {@code smtp-fake on 127.0.0.1:54321} with the address and main port, or {@code smtp-fake (stopped)}. The URL of an
     * HTTP server follows, such as {@code smtp-fake on 127.0.0.1:54321, mail at http://127.0.0.1:40123}.
     */
    @Override
    public String toString() {
        return "smtp-fake " + (isRunning() ? "on " + host() + ":" + port() : "(stopped)")
                + httpUri().map(uri -> ", mail at " + uri).orElse("");
    }

    /** Gives the other modules of smtp-fake access to methods that are not public. */
    private static final class Access extends ServerAccess {

        @Override
        protected SmtpFakeServer newInnerScope(SmtpFakeServer server, Consumer<RuleDefinition> admission) {
            return server.with(server.scope.inner(admission), server.awaitTimeout, server.owner);
        }

        @Override
        protected SmtpFakeServer ownedBy(SmtpFakeServer server, InboxOwner owner) {
            return server.with(server.scope, server.awaitTimeout, owner);
        }

        @Override
        protected void close(SmtpFakeServer server) {
            server.scope.close();
        }

        @Override
        protected Rule add(SmtpFakeServer server, RuleDefinition definition) {
            return server.addRule(definition);
        }

        @Override
        protected SSLContext tls(SmtpFakeServer server) {
            return server.tls.context();
        }

        @Override
        protected ContentCache sharedContents(SmtpFakeServer server) {
            return server.profile.contents();
        }

        @Override
        protected MailSource mailForOtherProcesses(SmtpFakeServer server) {
            return ServerMail.forOtherProcesses(server.profile.store(), server.ports::address, server.failedWaits);
        }

        @Override
        protected RemoteMail ofRemoteServer(MessageStore store, String address) {
            FailedWaits failedWaits = new FailedWaits();
            return owner -> ServerMail.of(store, () -> Optional.of(address), owner.orElse(null), failedWaits);
        }

        @Override
        protected void setHttpUri(SmtpFakeServer server, Optional<URI> uri) {
            uri.ifPresentOrElse(server.ports::beginHttp, server.ports::endHttp);
        }

        @Override
        protected Optional<Integer> portOf(UncheckedIOException failure) {
            return ServerPorts.unavailablePort(failure);
        }

        @Override
        protected Map<Integer, Long> rejections(SmtpFakeServer server) {
            return server.profile.rejections().byReplyCode();
        }
    }
}
