package io.github.smtpfake.rest.internal;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.config.TlsMode;
import io.github.smtpfake.config.TlsTrust;
import io.github.smtpfake.internal.ServerAccess;
import io.github.smtpfake.rest.internal.api.Api;
import io.github.smtpfake.rest.internal.cli.Given;
import io.github.smtpfake.rest.internal.cli.UsageException;
import io.github.smtpfake.rest.internal.log.MailLog;
import io.github.smtpfake.rest.internal.mailpit.MailpitDialect;
import io.github.smtpfake.rules.RuleDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** The running SMTP and HTTP servers. */
public final class Application implements AutoCloseable {
    private static final String LOG = "io.github.smtpfake.mail";

    private final SmtpFakeServer smtp;
    private final HttpServer http;
    private final @Nullable MailLog log;
    private final @Nullable PersistentStore store;

    private Application(SmtpFakeServer smtp, HttpServer http, @Nullable MailLog log, @Nullable PersistentStore store) {
        this.smtp = smtp;
        this.http = http;
        this.log = log;
        this.store = store;
    }

    /**
     * Starts both servers.
     *
     * @throws StartException if one of them cannot listen, or mail cannot be stored; then neither runs
     * @throws UsageException if a rule is for a stage that the other options disable
     */
    public static Application start(Options options) throws StartException, UsageException {
        StoreLocation location = options.store();
        if (location == null) {
            return start(options, null);
        }
        PersistentStore store = PersistentStore.open(location, options.limits());
        boolean runs = false;
        try {
            options.smtp().store(store.store());
            Application application = start(options, store);
            runs = true;
            return application;
        } finally {
            if (!runs) {
                store.close();
            }
        }
    }

    private static Application start(Options options, @Nullable PersistentStore store)
            throws StartException, UsageException {
        SmtpFakeServer smtp = options.smtp().build();
        addRules(smtp, options);
        Api api = new Api(smtp, Version.current(), options.label(), options.page());
        String database =
                store == null ? MailpitDialect.IN_MEMORY : store.file().toString();
        MailpitDialect mailpit = new MailpitDialect(smtp, Version.current(), database, options.label());
        setChaos(mailpit, options.chaos());
        MailLog log = log(smtp, options);
        startSmtp(smtp);
        try {
            HttpServer http = HttpServer.start(
                    smtp,
                    api,
                    mailpit,
                    options.httpAddress(),
                    options.httpPort(),
                    options.guard(),
                    options.httpTls() ? ServerAccess.sslContext(smtp) : null);
            return new Application(smtp, http, log, store);
        } catch (IOException e) {
            smtp.stop();
            throw cannotListenForHttp(options.httpAddress(), options.httpPort(), e);
        }
    }

    private static @Nullable MailLog log(SmtpFakeServer smtp, Options options) {
        if (!options.log().includes(Level.INFO)) {
            return null;
        }
        MailLog log = MailLog.to(System.getLogger(LOG));
        smtp.store().addListener(log);
        return log;
    }

    /** Adds the rules before the server listens, so that they apply to its first client. */
    private static void addRules(SmtpFakeServer smtp, Options options) throws UsageException {
        try {
            for (RuleDefinition rule : options.rules()) {
                ServerAccess.addRule(smtp, rule);
            }
        } catch (IllegalArgumentException e) {
            throw new UsageException(Option.RULES.flag() + ": " + e.getMessage());
        }
    }

    private static void setChaos(MailpitDialect mailpit, @Nullable Given triggers) throws UsageException {
        if (triggers != null) {
            try {
                mailpit.setChaos(triggers.text());
            } catch (IllegalArgumentException e) {
                throw triggers.invalid(String.valueOf(e.getMessage()));
            }
        }
    }

    private static void startSmtp(SmtpFakeServer smtp) throws StartException {
        try {
            smtp.start();
        } catch (UncheckedIOException e) {
            // The message of the server names the port, which can be the SMTP or the SMTPS port.
            throw new StartException(
                    "SMTP: " + e.getMessage() + " Choose another port with " + Option.SMTP_PORT.flag() + " or "
                            + Option.SMTPS_PORT.flag() + ", or another address with " + Option.HOST.flag() + ".",
                    e.getCause());
        }
    }

    private static StartException cannotListenForHttp(InetAddress address, int port, IOException cause) {
        return new StartException(
                "HTTP: Cannot listen on " + address.getHostAddress() + ":" + port + " (" + cause.getMessage()
                        + "). Choose another port with " + Option.HTTP_PORT.flag() + " (0 selects a free port), "
                        + "or another address with " + Option.HOST.flag() + ".",
                cause);
    }

    /** Returns the main SMTP port. */
    public int smtpPort() {
        return smtp.port();
    }

    /** Returns how the main SMTP port uses TLS. */
    public TlsMode tlsMode() {
        return smtp.tlsMode();
    }

    /** Returns the additional port with implicit TLS. */
    public int smtpsPort() {
        return smtp.smtpsPort();
    }

    /** Returns the HTTP port. */
    public int httpPort() {
        return http.port();
    }

    /** Returns what a client needs to trust the certificate of both servers. */
    TlsTrust tls() {
        return smtp.tlsTrust();
    }

    /**
     * Stops SMTP gracefully, then HTTP, so that clients can still read the last message. Then writes the remaining log
     * events, and closes the store.
     */
    @Override
    public void close() {
        smtp.stop();
        http.close();
        if (log != null) {
            log.close();
        }
        if (store != null) {
            store.close();
        }
    }
}
