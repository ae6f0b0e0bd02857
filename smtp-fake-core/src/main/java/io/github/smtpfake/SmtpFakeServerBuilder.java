package io.github.smtpfake;

import static java.util.Objects.requireNonNull;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.config.SmtpExtension;
import io.github.smtpfake.config.TlsIdentity;
import io.github.smtpfake.config.TlsMode;
import io.github.smtpfake.config.Users;
import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.internal.delivery.ContentCache;
import io.github.smtpfake.internal.smtp.protocol.AcceptedRecipients;
import io.github.smtpfake.internal.smtp.protocol.Leniency;
import io.github.smtpfake.internal.smtp.protocol.Profile;
import io.github.smtpfake.internal.smtp.protocol.RejectionCounter;
import io.github.smtpfake.internal.smtp.rules.RuleBook;
import io.github.smtpfake.internal.smtp.sasl.Credentials;
import io.github.smtpfake.internal.smtp.tls.AlternativeName;
import io.github.smtpfake.internal.smtp.tls.ServerTls;
import io.github.smtpfake.internal.smtp.wire.Kept;
import io.github.smtpfake.internal.text.LoopbackAddress;
import io.github.smtpfake.store.InMemoryMessageStore;
import io.github.smtpfake.store.MessageStore;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Builds {@link SmtpFakeServer}s; {@link SmtpFakeServer#builder()} returns one. Each setter checks its argument and
 * returns this builder. Not thread-safe.
 */
public final class SmtpFakeServerBuilder {
    private static final int LONGEST_DOMAIN = 255;

    private InetAddress bindAddress = LoopbackAddress.get();
    private int port;
    private int smtpsPort = ServerPorts.NO_PORT;
    private String hostName = "localhost";
    private TlsMode tlsMode = TlsMode.OFF;
    private @Nullable TlsIdentity tlsIdentity;
    private List<String> certificateHosts = List.of();
    private Users users = Users.any();
    private @Nullable Pattern allowedRecipients;
    private boolean ignoreRejectedRecipients;
    private boolean requireAuth;
    private boolean strict;
    private final EnumSet<Leniency> leniencies = EnumSet.noneOf(Leniency.class);
    private final EnumSet<SmtpExtension> extensions = EnumSet.allOf(SmtpExtension.class);
    private Kept kept = Kept.WHOLE;
    private Limits limits = Limits.defaults();
    private @Nullable MessageStore store;

    SmtpFakeServerBuilder() {}

    /**
     * Sets the address to listen on; by default the loopback address. An application in a container cannot reach the
     * loopback address of this machine; for it, {@code bind("0.0.0.0")} listens on all addresses.
     *
     * @param address an IP address or a host name
     * @throws IllegalArgumentException if the address is unknown
     */
    public SmtpFakeServerBuilder bind(String address) {
        requireNonNull(address, "address");
        try {
            return bind(InetAddress.getByName(address));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(
                    "address must be an IP address or a host name of this machine, not \"" + address + "\"", e);
        }
    }

    /** Sets the address to listen on; by default the loopback address. */
    public SmtpFakeServerBuilder bind(InetAddress address) {
        this.bindAddress = requireNonNull(address, "address");
        return this;
    }

    /**
     * Sets the main port; by default 0, which stands for a free port. {@link #tls} sets whether it is encrypted.
     *
     * @throws IllegalArgumentException if the port is not between 0 and 65535
     */
    public SmtpFakeServerBuilder port(int port) {
        this.port = checkedPort("port", port);
        return this;
    }

    /**
     * Adds a second port with implicit TLS (RFC 8314), regardless of {@link #tls}; by default there is no second port.
     * The number 0 stands for a free port.
     *
     * @throws IllegalArgumentException if the port is not between 0 and 65535
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
     * Sets the TLS mode of the main port; by default {@link TlsMode#OFF}. In another mode, clients that use STARTTLS
     * whenever the server offers it would fail on a certificate that they do not trust.
     */
    public SmtpFakeServerBuilder tls(TlsMode mode) {
        this.tlsMode = requireNonNull(mode, "mode");
        return this;
    }

    /**
     * Sets the key and the certificate that the server presents; by default the server generates a certificate and a
     * certificate authority that signs it.
     */
    public SmtpFakeServerBuilder tlsIdentity(TlsIdentity identity) {
        this.tlsIdentity = requireNonNull(identity, "identity");
        return this;
    }

    /**
     * Sets additional host names and IP addresses for the generated certificate. It is always valid for localhost,
     * 127.0.0.1, ::1, the name of this machine if the system provides it, the {@link #hostName} and the {@link #bind}
     * address. A {@link #tlsIdentity} takes precedence over the generated certificate.
     *
     * @throws IllegalArgumentException if one of them is neither a host name in ASCII nor an IP address
     */
    public SmtpFakeServerBuilder certificateHosts(String... hosts) {
        for (String host : requireNonNull(hosts, "hosts")) {
            if (!AlternativeName.isPossible(requireNonNull(host, "hosts"))) {
                throw new IllegalArgumentException(
                        "certificateHosts must be host names in ASCII or IP addresses, not \"" + host + "\"");
            }
        }
        this.certificateHosts = List.of(hosts);
        return this;
    }

    /** Sets the users that may log in; by default {@link Users#any()}. */
    public SmtpFakeServerBuilder users(Users users) {
        this.users = requireNonNull(users, "users");
        return this;
    }

    /**
     * Requires a login: before it, the server rejects every command that needs one, such as MAIL, RCPT and DATA, with 530 (RFC
     * 4954, section 6). By default clients may send mail without a login.
     */
    public SmtpFakeServerBuilder requireAuth() {
        this.requireAuth = true;
        return this;
    }

    /**
     * Accepts only recipients whose address contains a match of this pattern; the server rejects others with {@code 550
     * 5.1.0}. By default it accepts all. The address is that of the RCPT command, without angle brackets; case matters unless
     * the pattern ignores it.
     */
    public SmtpFakeServerBuilder allowedRecipients(Pattern pattern) {
        this.allowedRecipients = requireNonNull(pattern, "pattern");
        return this;
    }

    /**
     * Accepts the recipients, too, that {@link #allowedRecipients} excludes, but ignores them: no envelope contains them, and a
     * message without any other recipient is accepted but not stored. Has no effect if all recipients are allowed.
     */
    public SmtpFakeServerBuilder ignoreRejectedRecipients() {
        this.ignoreRejectedRecipients = true;
        return this;
    }

    /**
     * Rejects input that violates an RFC, such as a bare line feed in a message, with 550 or a similar code. By default
     * the server accepts it and records a problem. The content of a message, such as its headers, is never a reason to
     * reject it.
     */
    public SmtpFakeServerBuilder strict() {
        this.strict = true;
        return this;
    }

    /**
     * Accepts MAIL before EHLO or HELO, and records a problem; by default the server rejects it with 503.
     */
    public SmtpFakeServerBuilder allowMailBeforeEhlo() {
        leniencies.add(Leniency.MAIL_BEFORE_EHLO);
        return this;
    }

    /**
     * Accepts LF.LF as the end of a message from a client that ends its lines with LF alone, such as {@code nc}, and
     * records a problem; by default only CRLF.CRLF ends a message. If the client ended DATA or any line of the message
     * with CRLF, LF.LF still does not end the message, so that no client can smuggle a second message into the first.
     */
    public SmtpFakeServerBuilder allowBareLf() {
        leniencies.add(Leniency.LF_ENDS_DATA);
        return this;
    }

    /**
     * Accepts addresses without angle brackets in MAIL and RCPT, such as {@code MAIL FROM:app@example.org}, and records a
     * problem; by default the server rejects them with 501.
     */
    public SmtpFakeServerBuilder allowUnbracketedPaths() {
        leniencies.add(Leniency.UNBRACKETED_PATHS);
        return this;
    }

    /**
     * Accepts parameters of MAIL and RCPT that no offered extension defines, and records a problem; by default the server
     * rejects them with 555. The envelope contains them, and they have no effect.
     */
    public SmtpFakeServerBuilder allowUnknownParameters() {
        leniencies.add(Leniency.UNKNOWN_PARAMETERS);
        return this;
    }

    /**
     * Accepts base64 in AUTH without the equals signs at its end, and records a problem; by default the server rejects it with
     * 501.
     */
    public SmtpFakeServerBuilder allowUnpaddedBase64() {
        leniencies.add(Leniency.UNPADDED_BASE64);
        return this;
    }

    /**
     * Keeps only the envelope, the header and the size of each message, for load tests; by default the server keeps
     * everything. However large a message is, the server needs memory only for its header, of which it keeps at most
     * 256 KiB. {@link Limits#messageSize()} still applies. The server finds violations of the transmission in the whole
     * message, but rules and queries that examine the content see only the header.
     */
    public SmtpFakeServerBuilder discardContent() {
        this.kept = Kept.HEADER;
        return this;
    }

    /**
     * Sets the name of the server in its greeting; by default {@code localhost}.
     *
     * @param name printable ASCII characters without spaces, at most 255 of them, as for any domain (RFC 5321, section
     *     4.5.3.1.2)
     * @throws IllegalArgumentException if the name is empty or too long, or contains other characters
     */
    public SmtpFakeServerBuilder hostName(String name) {
        requireNonNull(name, "name");
        if (name.isEmpty() || name.length() > LONGEST_DOMAIN || !name.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new IllegalArgumentException("hostName must be printable ASCII without spaces, of 1 to "
                    + LONGEST_DOMAIN + " characters, not \"" + name + "\"");
        }
        this.hostName = name;
        return this;
    }

    /** Sets the limits of the server; by default {@link Limits#defaults()}. */
    public SmtpFakeServerBuilder limits(Limits limits) {
        this.limits = requireNonNull(limits, "limits");
        return this;
    }

    /**
     * Disables an extension, and those that depend on it, to test how a client copes without it; by default all
     * extensions are enabled.
     */
    public SmtpFakeServerBuilder disable(SmtpExtension extension) {
        extensions.remove(requireNonNull(extension, "extension"));
        return this;
    }

    /**
     * Sets the store for messages and sessions; by default the server keeps them on the heap, within its limits. The store
     * has its own limits, and the caller closes it after the server.
     */
    public SmtpFakeServerBuilder store(MessageStore store) {
        this.store = requireNonNull(store, "store");
        return this;
    }

    /**
     * Returns a new server that is not started yet.
     *
     * @throws IllegalArgumentException if two settings contradict each other, such as {@link #requireAuth()} without
     *     AUTH; the message says which setting to remove
     */
    public SmtpFakeServer build() {
        if (requireAuth) {
            requireEnabled(SmtpExtension.AUTH, "requireAuth()");
        }
        if (tlsMode == TlsMode.STARTTLS_REQUIRED) {
            requireEnabled(SmtpExtension.STARTTLS, "tls(TlsMode.STARTTLS_REQUIRED)");
        }
        if (strict) {
            requireAbsent(Leniency.MAIL_BEFORE_EHLO, "allowMailBeforeEhlo()");
            requireAbsent(Leniency.LF_ENDS_DATA, "allowBareLf()");
            requireAbsent(Leniency.UNBRACKETED_PATHS, "allowUnbracketedPaths()");
            requireAbsent(Leniency.UNKNOWN_PARAMETERS, "allowUnknownParameters()");
            requireAbsent(Leniency.UNPADDED_BASE64, "allowUnpaddedBase64()");
        }
        RuleBook rules = new RuleBook();
        Profile profile = new Profile(
                hostName,
                limits,
                Collections.unmodifiableSet(EnumSet.copyOf(extensions)),
                store == null ? new InMemoryMessageStore(limits) : store,
                Credentials.of(users),
                new AcceptedRecipients(allowedRecipients, ignoreRejectedRecipients),
                requireAuth,
                tlsMode,
                strict,
                Collections.unmodifiableSet(EnumSet.copyOf(leniencies)),
                kept,
                rules,
                new RejectionCounter(),
                ContentCache.shared(limits));
        ServerTls tls = tlsIdentity == null ? new ServerTls(generatedCertificateNames()) : new ServerTls(tlsIdentity);
        ServerPorts ports = new ServerPorts(bindAddress, port, smtpsPort, profile, tls);
        return new SmtpFakeServer(
                ports, profile, tls, rules.outermost(), Inbox.DEFAULT_TIMEOUT, null, new FailedWaits());
    }

    private void requireEnabled(SmtpExtension extension, String setting) {
        if (!extensions.contains(extension)) {
            throw new IllegalArgumentException(setting + " needs " + extension.keyword()
                    + ", which is disabled; remove disable(SmtpExtension." + extension + ") from the builder");
        }
    }

    private void requireAbsent(Leniency leniency, String setting) {
        if (leniencies.contains(leniency)) {
            throw new IllegalArgumentException(
                    "strict() contradicts " + setting + "; remove one of them from the builder");
        }
    }

    /**
     * Includes the name in the greeting and the address that the server listens on, because a client may verify either.
     */
    private List<String> generatedCertificateNames() {
        List<String> names = new ArrayList<>(certificateHosts);
        names.add(hostName);
        names.add(bindAddress.getHostAddress());
        return names;
    }

    /**
     * Builds a server and starts it.
     *
     * @throws IllegalArgumentException if two settings contradict each other
     * @throws UncheckedIOException if the server cannot listen; the message names address and port
     */
    public SmtpFakeServer start() {
        return build().start();
    }
}
