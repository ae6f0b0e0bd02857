package io.github.smtpfake;

import io.github.smtpfake.config.Extension;
import io.github.smtpfake.config.Limits;
import io.github.smtpfake.config.StartTls;
import io.github.smtpfake.config.TlsMaterial;
import io.github.smtpfake.config.TlsTrust;
import io.github.smtpfake.config.Users;
import io.github.smtpfake.inbox.InMemoryMessageStore;
import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.inbox.MessageStore;
import io.github.smtpfake.internal.protocol.Profile;
import io.github.smtpfake.internal.server.Port;
import io.github.smtpfake.internal.server.Server;
import io.github.smtpfake.internal.tls.AlternativeName;
import io.github.smtpfake.internal.tls.ServerTls;
import io.github.smtpfake.rules.Rule;
import io.github.smtpfake.rules.RuleBook;
import io.github.smtpfake.rules.RuleDefinition;
import io.github.smtpfake.rules.Stage;
import io.github.smtpfake.rules.Trigger;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

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
    private static final int NONE = -1;

    private final InetAddress bindAddress;
    private final Profile profile;
    private final ServerTls tls;
    private final ReentrantLock lifecycle = new ReentrantLock();
    private volatile int port;
    private volatile int smtpsPort;
    private volatile @Nullable Server running;

    private SmtpFakeServer(Builder builder) {
        this.bindAddress = builder.bindAddress;
        this.port = builder.port;
        this.smtpsPort = builder.smtpsPort;
        this.tls = builder.tlsMaterial == null
                ? new ServerTls(certificateHosts(builder))
                : new ServerTls(builder.tlsMaterial);
        this.profile = new Profile(
                builder.hostName,
                builder.limits,
                Collections.unmodifiableSet(EnumSet.copyOf(builder.extensions)),
                builder.store == null ? new InMemoryMessageStore(builder.limits) : builder.store,
                builder.users,
                builder.authRequired,
                builder.startTls,
                builder.strict,
                new RuleBook());
    }

    /** A client may look for the name by which the server calls itself, or for the address that it listens on. */
    private static List<String> certificateHosts(Builder builder) {
        List<String> hosts = new ArrayList<>(builder.certificateHosts);
        hosts.add(builder.hostName);
        hosts.add(builder.bindAddress.getHostAddress());
        return hosts;
    }

    /**
     * Starts a server on the loopback address and a free port.
     *
     * @throws UncheckedIOException if it cannot listen
     */
    public static SmtpFakeServer start() {
        return builder().start();
    }

    /** Returns a builder that holds the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Starts the server unless it is running. After a stop it listens on the port that it had before, and has kept its
     * messages.
     *
     * @return this server
     * @throws UncheckedIOException if it cannot listen; the message names address and port
     */
    public SmtpFakeServer ensureStarted() {
        lifecycle.lock();
        try {
            if (running == null) {
                Server opened = Server.open(bindAddress, bindings(), profile, tls);
                port = opened.ports().get(0);
                smtpsPort = smtpsPort == NONE ? NONE : opened.ports().get(1);
                running = opened;
            }
            return this;
        } catch (Server.BindException e) {
            throw new UncheckedIOException(
                    "Cannot listen on " + bindAddress.getHostAddress() + ":" + e.port() + " (" + e.getMessage()
                            + "). Choose another port, or 0 for a free one.",
                    e);
        } finally {
            lifecycle.unlock();
        }
    }

    private List<Server.Binding> bindings() {
        Server.Binding plain = new Server.Binding(port, Port.PLAIN);
        return smtpsPort == NONE ? List.of(plain) : List.of(plain, new Server.Binding(smtpsPort, Port.ENCRYPTED));
    }

    /**
     * Stops the server unless it is stopped: new clients are refused, waiting ones are told with 421, and a message that
     * is being received may come to its end for {@link Limits#stopTimeout()}. The port is free when this returns; the
     * messages stay.
     */
    public void stop() {
        lifecycle.lock();
        try {
            Server stopping = running;
            if (stopping != null) {
                running = null;
                stopping.stop();
            }
        } finally {
            lifecycle.unlock();
        }
    }

    /** Stops the server. */
    @Override
    public void close() {
        stop();
    }

    /** Returns whether the server accepts connections. */
    public boolean isRunning() {
        return running != null;
    }

    /** Returns the host that a client on this machine connects to: the address that the server listens on. */
    public String host() {
        InetAddress address = bindAddress.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : bindAddress;
        return address.getHostAddress();
    }

    /**
     * Returns the port that the server listens on, or listened on last.
     *
     * @throws IllegalStateException if the port is to be a free one and the server was never started
     */
    public int port() {
        if (port == 0) {
            throw new IllegalStateException("The server has no port yet: start it with ensureStarted()");
        }
        return port;
    }

    /**
     * Returns the port that is encrypted from the first octet on (RFC 8314).
     *
     * @throws IllegalStateException if there is none, or the port is to be a free one and the server was never started
     */
    public int smtpsPort() {
        if (smtpsPort == NONE) {
            throw new IllegalStateException(
                    "The server has no encrypted port: ask for one with builder().smtpsPort(0)");
        }
        if (smtpsPort == 0) {
            throw new IllegalStateException("The server has no port yet: start it with ensureStarted()");
        }
        return smtpsPort;
    }

    /**
     * Returns what a client needs to trust the certificate of this server. Unless the server has a certificate of the
     * user's, the first call or connection makes one, for localhost, the loopback addresses and
     * {@link Builder#certificateHosts}.
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

    /** Returns a view of all messages of this server; {@link Inbox#sinceNow()} narrows it to those to come. */
    public Inbox inbox() {
        return Inbox.of(profile.store());
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
     * <p>Where several rules match, the newest decides alone; one that is exhausted lets older ones decide.
     *
     * @param trigger made by a method of {@link io.github.smtpfake.rules.Rules}
     * @throws IllegalArgumentException if this server never comes to the stage, as it does not offer what leads there
     */
    public <D> D on(Trigger<?, D> trigger) {
        requireReachable(trigger.stage());
        return profile.rules().on(trigger);
    }

    /**
     * Adds a rule that was not written in Java, but read from somewhere.
     *
     * @throws IllegalArgumentException if this server never comes to the stage, as it does not offer what leads there
     */
    public Rule addRule(RuleDefinition definition) {
        requireReachable(definition.stage());
        return profile.rules().add(definition);
    }

    private void requireReachable(Stage stage) {
        Extension needed = switch (stage) {
            case STARTTLS -> Extension.STARTTLS;
            case AUTH -> Extension.AUTH;
            case BDAT -> Extension.CHUNKING;
            default -> null;
        };
        if (needed != null && !profile.offers(needed)) {
            throw new IllegalArgumentException("A rule of the stage " + stage.jsonName()
                    + " can never fire, as this server does not offer " + needed.keyword() + ": build it "
                    + (needed == Extension.STARTTLS
                            ? "with startTls(StartTls.OFFERED)"
                            : "without without(Extension." + needed + ")"));
        }
    }

    /** Returns the rules that the server has now, newest first, those included that are exhausted. */
    public List<Rule> rules() {
        return profile.rules().rules();
    }

    /** Removes every rule; each keeps its count. */
    public void clearRules() {
        profile.rules().clear();
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
        return "smtp-fake " + (isRunning() ? "on " + host() + ":" + port : "(stopped)");
    }

    /** Makes servers; each setter tells the default that it replaces. Not thread-safe. */
    public static final class Builder {
        private InetAddress bindAddress = InetAddress.getLoopbackAddress();
        private int port;
        private String hostName = "localhost";
        private Limits limits = Limits.defaults();
        private final EnumSet<Extension> extensions = EnumSet.allOf(Extension.class);
        private @Nullable MessageStore store;
        private int smtpsPort = NONE;
        private StartTls startTls = StartTls.OFF;
        private @Nullable TlsMaterial tlsMaterial;
        private List<String> certificateHosts = List.of();
        private Users users = Users.any();
        private boolean authRequired;
        private boolean strict;

        private Builder() {}

        /**
         * Sets the address to listen on; by default the loopback address. An application that runs in a container
         * reaches this machine only on another one: {@code bind("0.0.0.0")} listens on all.
         *
         * @throws IllegalArgumentException if there is no such address
         */
        public Builder bind(String address) {
            try {
                return bind(InetAddress.getByName(address));
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException("bind needs an address of this machine, not \"" + address + "\"", e);
            }
        }

        /** Sets the address to listen on; by default the loopback address. */
        public Builder bind(InetAddress address) {
            this.bindAddress = address;
            return this;
        }

        /**
         * Sets the plain port; by default 0, which means a free one.
         *
         * @throws IllegalArgumentException if it is not between 0 and 65535
         */
        public Builder port(int port) {
            this.port = checkedPort("port", port);
            return this;
        }

        /**
         * Adds a port that is encrypted from the first octet on (RFC 8314); by default there is none. 0 means a free one.
         *
         * @throws IllegalArgumentException if it is not between 0 and 65535
         */
        public Builder smtpsPort(int port) {
            this.smtpsPort = checkedPort("smtpsPort", port);
            return this;
        }

        private static int checkedPort(String name, int port) {
            if (port < 0 || port > 65_535) {
                throw new IllegalArgumentException(name + " must be between 0 and 65535, not " + port);
            }
            return port;
        }

        /**
         * Sets whether clients may, or must, change to TLS on the plain port; by default STARTTLS is off, as clients
         * that change whenever it is offered would fail on a certificate that they do not trust.
         */
        public Builder startTls(StartTls startTls) {
            this.startTls = startTls;
            return this;
        }

        /** Sets key and certificate to present; by default a certificate of an authority of the server's own. */
        public Builder tlsMaterial(TlsMaterial material) {
            this.tlsMaterial = material;
            return this;
        }

        /**
         * Sets host names and IP addresses that a generated certificate is for, besides localhost, 127.0.0.1, ::1, the
         * {@link #hostName} and the {@link #bind} address.
         *
         * @throws IllegalArgumentException if one of them is neither
         */
        public Builder certificateHosts(String... hosts) {
            for (String host : hosts) {
                if (!AlternativeName.isPossible(host)) {
                    throw new IllegalArgumentException(
                            "certificateHosts must be host names in ASCII or IP addresses, not \"" + host + "\"");
                }
            }
            this.certificateHosts = List.of(hosts);
            return this;
        }

        /** Sets who may log in; by default anybody with any well-formed credentials. */
        public Builder users(Users users) {
            this.users = users;
            return this;
        }

        /** Refuses MAIL with 530 before a client has logged in; by default nobody has to. */
        public Builder authRequired() {
            this.authRequired = true;
            return this;
        }

        /**
         * Refuses what is against an RFC, such as a bare line feed in a message, with 550 or a like code; by default it
         * is taken as it is, and recorded as a problem.
         */
        public Builder strict() {
            this.strict = true;
            return this;
        }

        /**
         * Sets the name by which the server calls itself in its greeting; by default {@code localhost}.
         *
         * @throws IllegalArgumentException if it is empty or has other than printable ASCII characters
         */
        public Builder hostName(String name) {
            if (name.isEmpty() || !name.chars().allMatch(c -> c > ' ' && c < 127)) {
                throw new IllegalArgumentException(
                        "hostName must be printable ASCII without blanks, not \"" + name + "\"");
            }
            this.hostName = name;
            return this;
        }

        /** Sets the bounds within which the server grows; by default {@link Limits#defaults()}. */
        public Builder limits(Limits limits) {
            this.limits = limits;
            return this;
        }

        /** Switches an extension off, to test how a client copes without it; by default all are on. */
        public Builder without(Extension extension) {
            extensions.remove(extension);
            return this;
        }

        /** Sets where messages and sessions are kept; by default on the heap, within the limits. */
        public Builder store(MessageStore store) {
            this.store = store;
            return this;
        }

        /** Returns a server that is not started yet. */
        public SmtpFakeServer build() {
            return new SmtpFakeServer(this);
        }

        /**
         * Returns a server that is started.
         *
         * @throws UncheckedIOException if it cannot listen; the message names address and port
         */
        public SmtpFakeServer start() {
            return build().ensureStarted();
        }
    }
}
