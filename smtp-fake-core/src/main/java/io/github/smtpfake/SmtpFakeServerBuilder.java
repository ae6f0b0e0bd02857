package io.github.smtpfake;

import static java.util.Objects.requireNonNull;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.config.SmtpExtension;
import io.github.smtpfake.config.TlsIdentity;
import io.github.smtpfake.config.TlsMode;
import io.github.smtpfake.config.Users;
import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.internal.smtp.protocol.Leniency;
import io.github.smtpfake.internal.smtp.protocol.Profile;
import io.github.smtpfake.internal.smtp.tls.AlternativeName;
import io.github.smtpfake.internal.smtp.tls.ServerTls;
import io.github.smtpfake.rules.RuleBook;
import io.github.smtpfake.store.InMemoryMessageStore;
import io.github.smtpfake.store.MessageStore;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes servers; each setter tells the default that it replaces. {@link SmtpFakeServer#builder()} gives one. Not
 * thread-safe.
 */
public final class SmtpFakeServerBuilder {
    private static final int LONGEST_DOMAIN = 255;

    private InetAddress bindAddress = InetAddress.getLoopbackAddress();
    private int port;
    private String hostName = "localhost";
    private Limits limits = Limits.defaults();
    private final EnumSet<SmtpExtension> extensions = EnumSet.allOf(SmtpExtension.class);
    private @Nullable MessageStore store;
    private int smtpsPort = SmtpEndpoint.NO_PORT;
    private TlsMode tlsMode = TlsMode.OFF;
    private @Nullable TlsIdentity tlsMaterial;
    private List<String> certificateHosts = List.of();
    private Users users = Users.any();
    private boolean authRequired;
    private boolean strict;
    private final EnumSet<Leniency> tolerances = EnumSet.noneOf(Leniency.class);

    SmtpFakeServerBuilder() {}

    /**
     * Sets the address to listen on; by default the loopback address. An application that runs in a container
     * reaches this machine only on another one: {@code bind("0.0.0.0")} listens on all.
     *
     * @throws IllegalArgumentException if there is no such address
     */
    public SmtpFakeServerBuilder bind(String address) {
        try {
            return bind(InetAddress.getByName(address));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("bind needs an address of this machine, not \"" + address + "\"", e);
        }
    }

    /** Sets the address to listen on; by default the loopback address. */
    public SmtpFakeServerBuilder bind(InetAddress address) {
        this.bindAddress = address;
        return this;
    }

    /**
     * Sets the main port; by default 0, which means a free one. {@link #tls} says whether it is encrypted.
     *
     * @throws IllegalArgumentException if it is not between 0 and 65535
     */
    public SmtpFakeServerBuilder port(int port) {
        this.port = checkedPort("port", port);
        return this;
    }

    /**
     * Adds a second port, with implicit TLS (RFC 8314) whatever {@link #tls} says; by default there is none. 0 means a
     * free one.
     *
     * @throws IllegalArgumentException if it is not between 0 and 65535
     */
    public SmtpFakeServerBuilder smtpsPort(int port) {
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
     * Sets what the main port does about TLS; by default {@link TlsMode#OFF}, because clients that use STARTTLS whenever it
     * is offered would fail on a certificate that they do not trust.
     */
    public SmtpFakeServerBuilder tls(TlsMode mode) {
        this.tlsMode = requireNonNull(mode, "mode");
        return this;
    }

    /** Sets key and certificate to present; by default a certificate of an authority of the server's own. */
    public SmtpFakeServerBuilder tlsIdentity(TlsIdentity material) {
        this.tlsMaterial = material;
        return this;
    }

    /**
     * Sets host names and IP addresses that a generated certificate is for, besides localhost, 127.0.0.1, ::1, the
     * name of this machine where the system tells it, the {@link #hostName} and the {@link #bind} address.
     *
     * @throws IllegalArgumentException if one of them is neither
     */
    public SmtpFakeServerBuilder certificateHosts(String... hosts) {
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
    public SmtpFakeServerBuilder users(Users users) {
        this.users = users;
        return this;
    }

    /** Refuses MAIL with 530 before a client has logged in; by default nobody has to. */
    public SmtpFakeServerBuilder requireAuth() {
        this.authRequired = true;
        return this;
    }

    /**
     * Refuses what is against an RFC, such as a bare line feed in a message, with 550 or a like code; by default it
     * is taken as it is, and recorded as a problem. What a message says, such as its headers, is not looked at.
     */
    public SmtpFakeServerBuilder strict() {
        this.strict = true;
        return this;
    }

    /**
     * Takes MAIL from a client that has said neither EHLO nor HELO, and records it as a problem; by default it gets 503.
     */
    public SmtpFakeServerBuilder allowMailBeforeEhlo() {
        tolerances.add(Leniency.MAIL_BEFORE_EHLO);
        return this;
    }

    /**
     * Lets a client that ends its lines with LF alone, such as {@code nc}, end its message in the same way, and records
     * that as a problem; by default only CRLF.CRLF ends a message. Where DATA or a line of the message ended with CRLF,
     * the message has to do so, too, so that nothing can be smuggled in.
     */
    public SmtpFakeServerBuilder allowBareLf() {
        tolerances.add(Leniency.LF_ENDS_DATA);
        return this;
    }

    /**
     * Sets the name by which the server calls itself in its greeting; by default {@code localhost}.
     *
     * @throws IllegalArgumentException if it is empty, has other than printable ASCII characters, or more than 255 of them,
     *     which no domain has (RFC 5321, section 4.5.3.1.2) and for which a line of a reply has no room
     */
    public SmtpFakeServerBuilder hostName(String name) {
        if (name.isEmpty() || name.length() > LONGEST_DOMAIN || !name.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new IllegalArgumentException("hostName must be printable ASCII without blanks, of at most "
                    + LONGEST_DOMAIN + " characters, not \"" + name + "\"");
        }
        this.hostName = name;
        return this;
    }

    /** Sets the bounds within which the server grows; by default {@link Limits#defaults()}. */
    public SmtpFakeServerBuilder limits(Limits limits) {
        this.limits = limits;
        return this;
    }

    /**
     * Switches an extension off, and those that need it, to test how a client copes without it; by default all are on.
     */
    public SmtpFakeServerBuilder disable(SmtpExtension extension) {
        extensions.remove(extension);
        return this;
    }

    /** Sets where messages and sessions are kept; by default on the heap, within the limits. */
    public SmtpFakeServerBuilder store(MessageStore store) {
        this.store = store;
        return this;
    }

    /**
     * Returns a server that is not started yet.
     *
     * @throws IllegalArgumentException if what it was told contradicts itself, such as to require AUTH and not to offer it
     */
    public SmtpFakeServer build() {
        requireNoContradiction(
                authRequired && !extensions.contains(SmtpExtension.AUTH), "authRequired()", "without(Extension.AUTH)");
        requireNoContradiction(
                tlsMode == TlsMode.STARTTLS_REQUIRED && !extensions.contains(SmtpExtension.STARTTLS),
                "tls(TlsMode.STARTTLS_REQUIRED)",
                "without(Extension.STARTTLS)");
        requireNoContradiction(
                strict && tolerances.contains(Leniency.MAIL_BEFORE_EHLO), "strict()", "allowMailBeforeEhlo()");
        requireNoContradiction(strict && tolerances.contains(Leniency.LF_ENDS_DATA), "strict()", "lenientLf()");
        RuleBook rules = new RuleBook();
        Profile profile = new Profile(
                hostName,
                limits,
                Collections.unmodifiableSet(EnumSet.copyOf(extensions)),
                store == null ? new InMemoryMessageStore(limits) : store,
                users,
                authRequired,
                tlsMode,
                strict,
                Collections.unmodifiableSet(EnumSet.copyOf(tolerances)),
                rules);
        ServerTls tls = tlsMaterial == null ? new ServerTls(namesOfServer()) : new ServerTls(tlsMaterial);
        SmtpEndpoint endpoint = new SmtpEndpoint(bindAddress, port, smtpsPort, profile, tls);
        return new SmtpFakeServer(endpoint, profile, tls, rules.outermost(), Inbox.DEFAULT_TIMEOUT);
    }

    private static void requireNoContradiction(boolean contradiction, String one, String other) {
        if (contradiction) {
            throw new IllegalArgumentException(one + " contradicts " + other + ": leave out one of them");
        }
    }

    /** A client may look for the name by which the server calls itself, or for the address that it listens on. */
    private List<String> namesOfServer() {
        List<String> names = new ArrayList<>(certificateHosts);
        names.add(hostName);
        names.add(bindAddress.getHostAddress());
        return names;
    }

    /**
     * Returns a server that is started.
     *
     * @throws IllegalArgumentException if what it was told contradicts itself
     * @throws UncheckedIOException if it cannot listen; the message names address and port
     */
    public SmtpFakeServer start() {
        return build().start();
    }
}
