package io.github.smtpfake.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.smtpfake.SmtpEndpoint;
import io.github.smtpfake.config.TlsMode;
import io.github.smtpfake.config.TlsTrust;
import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.internal.MailProperties;
import io.github.smtpfake.internal.ServerAccess;
import io.github.smtpfake.internal.ServerAccess.InboxOwner;
import io.github.smtpfake.internal.ServerAccess.RemoteMail;
import io.github.smtpfake.internal.text.Lazy;
import io.github.smtpfake.rules.Rule;
import io.github.smtpfake.rules.RuleBuilder;
import io.github.smtpfake.rules.RuleDefinition;
import io.github.smtpfake.rules.RuleTrigger;
import io.github.smtpfake.store.MessageStore;
import io.github.smtpfake.store.StoreQuery;
import io.github.smtpfake.store.StoreUnavailableException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;

/**
 * A client of an smtp-fake server that runs in another process, such as a container. It has the same inbox, queries, waits and
 * rules as a server in this JVM.
 *
 * <pre>{@code
 * try (SmtpFakeClient smtp = SmtpFakeClient.connect(URI.create("http://localhost:8025"))) {
 *     Inbox inbox = smtp.inbox().sinceNow();
 *     application.sendMailTo(smtp.host(), smtp.port());
 *     CapturedMessage mail = inbox.awaitOne();
 * }
 * }</pre>
 *
 * <p>If the server does not answer, methods throw {@link StoreUnavailableException}; a wait tries again until its timeout has
 * passed. If the server has been restarted, they throw it, too, because earlier inboxes and rules are then meaningless.
 * Thread-safe.
 */
public final class SmtpFakeClient implements SmtpEndpoint, AutoCloseable {
    private final Connection connection;
    private final RemoteRules rules;
    private final Duration awaitTimeout;
    private final Optional<InboxOwner> owner;

    /** What all objects for one server share. */
    private record Connection(
            Transport transport, MessageStore store, RemoteMail mail, Settings settings, Lazy<TlsTrust> trust) {}

    /**
     * The server as a client sees it.
     *
     * @param version the release of the server
     */
    record Settings(String host, int port, TlsMode tls, Optional<Map.Entry<String, String>> login, String version) {

        /** Returns host and port as a client writes them, an IPv6 address in brackets. */
        String address() {
            return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
        }
    }

    private SmtpFakeClient(
            Connection connection, RemoteRules rules, Duration awaitTimeout, Optional<InboxOwner> owner) {
        this.connection = connection;
        this.rules = rules;
        this.awaitTimeout = awaitTimeout;
        this.owner = owner;
    }

    /**
     * Connects to a server.
     *
     * @param uri the URL of its HTTP port, such as {@code http://localhost:8025}, with the path if a proxy adds one. It may contain
     *     a login ({@code http://user:password@localhost:8025}) or a token ({@code http://token@localhost:8025})
     * @throws IllegalArgumentException if it is not an absolute URL with http or https
     * @throws StoreUnavailableException if no server answers, it requires another login, or it is of an incompatible release
     */
    public static SmtpFakeClient connect(URI uri) {
        return builder(uri).connect();
    }

    /**
     * Returns a builder for a client.
     *
     * @param uri the URL of the HTTP port of the server, such as {@code http://localhost:8025}, with the path if a proxy adds one. It
     *     may contain a login or a token, as for {@link #connect}
     * @throws IllegalArgumentException if it is not an absolute URL with http or https
     */
    public static SmtpFakeClientBuilder builder(URI uri) {
        return new SmtpFakeClientBuilder(uri);
    }

    static SmtpFakeClient of(Transport transport, Settings settings, Optional<TlsTrust> trust) {
        MessageStore store = new RemoteMessageStore(transport);
        // The first mark identifies the run of the server.
        store.mark();
        Connection connection = new Connection(
                transport,
                store,
                ServerAccess.remoteMail(store, settings.address()),
                settings,
                new Lazy<>(() -> trust.orElseGet(() -> ServerTrust.read(transport))));
        return new SmtpFakeClient(
                connection, RemoteRules.outermost(transport), Inbox.DEFAULT_TIMEOUT, Optional.empty());
    }

    /** Returns the settings in the answer of {@code /api/info}, for the given host and, unless it is 0, the given port. */
    static Settings settings(JsonNode info, String host, int port, Optional<Map.Entry<String, String>> login) {
        return new Settings(
                host,
                port == 0 ? info.path("smtpPort").asInt() : port,
                Answers.constant(TlsMode.class, Answers.required(info, "tlsMode")),
                login,
                Answers.required(info, "version"));
    }

    /** Returns the host of the SMTP server: that of the URL, unless the builder sets another. */
    @Override
    public String host() {
        return connection.settings().host();
    }

    /** Returns the main SMTP port: the one that the server listens on, unless the builder sets another. */
    @Override
    public int port() {
        return connection.settings().port();
    }

    /**
     * Returns the trust in the certificate of the SMTP server: the one that the builder sets, or the one that the server hands
     * out.
     */
    @Override
    public TlsTrust tlsTrust() {
        return connection.trust().get();
    }

    @Override
    public Properties mailProperties() {
        Settings settings = connection.settings();
        return MailProperties.of(settings.host(), settings.port(), settings.tls(), this::tlsTrust, settings.login());
    }

    /** Returns the URL of the server. */
    @Override
    public Optional<URI> httpUri() {
        return Optional.of(URI.create(connection.transport().base()));
    }

    /**
     * Returns a view of all messages of the server; {@link Inbox#sinceNow()} narrows it to those that arrive later. Its timeout is
     * the one that {@link #withAwaitTimeout} sets.
     */
    @Override
    public Inbox inbox() {
        return Inbox.of(connection.mail().source(owner)).withTimeout(awaitTimeout);
    }

    /** Deletes all messages of the server. Its rules and the records of its sessions remain. */
    public void clear() {
        connection.store().delete(StoreQuery.all());
    }

    /**
     * Begins a rule that makes the server misbehave on purpose. The rule takes effect when its action is set, and ends when this
     * client is closed. It takes precedence over the rules that the server already had. If this JVM ends without closing the client,
     * the server removes its rules after 10 minutes, and also if a debugger suspends it for 10 minutes.
     *
     * @param trigger the stage and the conditions of the rule, from a method of {@link io.github.smtpfake.rules.Rules}. A
     *     condition that is written in Java cannot be sent to the server: setting the action then throws an {@link
     *     IllegalArgumentException}, as it does if the server never reaches the stage
     */
    @Override
    public RuleBuilder on(RuleTrigger trigger) {
        return RuleBuilder.of(Objects.requireNonNull(trigger, "trigger"), rules::add);
    }

    /** Returns the rules that were added through this client, newest first, including exhausted rules. */
    @Override
    public List<Rule> rules() {
        return rules.rules();
    }

    /** Removes the rules that were added through this client. A removed rule keeps its count. */
    @Override
    public void clearRules() {
        rules.clear();
    }

    /**
     * Returns another object for the same server and the same rules, whose inboxes wait for the given time. Without it, they wait
     * for {@link Inbox#DEFAULT_TIMEOUT}. Closing one of them closes both.
     *
     * @throws IllegalArgumentException if the timeout is negative
     */
    public SmtpFakeClient withAwaitTimeout(Duration awaitTimeout) {
        if (Objects.requireNonNull(awaitTimeout, "awaitTimeout").isNegative()) {
            throw new IllegalArgumentException("awaitTimeout must not be negative, but is " + awaitTimeout);
        }
        return new SmtpFakeClient(connection, rules, awaitTimeout, owner);
    }

    /** Returns another object for the same server, with an inner scope of rules and an owner of its inboxes. */
    SmtpFakeClient within(Consumer<RuleDefinition> admission, InboxOwner inboxOwner, Duration timeout) {
        return new SmtpFakeClient(connection, rules.inner(admission), timeout, Optional.of(inboxOwner));
    }

    /** Removes the rules of this object and of the scopes within it. */
    void endRules() {
        rules.close();
    }

    MessageStore store() {
        return connection.store();
    }

    boolean isClosed() {
        return connection.transport().isClosed();
    }

    Transport transport() {
        return connection.transport();
    }

    /**
     * Removes the rules that were added through this client, and closes its connections. Waits that are running fail. Does nothing
     * if the client is closed.
     */
    @Override
    public void close() {
        try {
            rules.close();
        } finally {
            connection.transport().close();
        }
    }

    /** Returns {@code smtp-fake at http://localhost:8025} with the URL. */
    @Override
    public String toString() {
        return "smtp-fake at " + connection.transport().base();
    }
}
