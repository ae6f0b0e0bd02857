package io.github.smtpfake.rest.internal;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.config.TlsMode;
import io.github.smtpfake.config.TlsTrust;
import io.github.smtpfake.rest.internal.api.Api;
import io.github.smtpfake.rest.internal.cli.Given;
import io.github.smtpfake.rest.internal.cli.UsageException;
import io.github.smtpfake.rest.internal.http.Handler;
import io.github.smtpfake.rest.internal.http.WebServer;
import io.github.smtpfake.rest.internal.log.MailLog;
import io.github.smtpfake.rest.internal.mailpit.MailpitDialect;
import io.github.smtpfake.rules.RuleDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** Both servers, running. */
public final class Application implements AutoCloseable {
    private static final String LOG = "io.github.smtpfake.mail";

    private final SmtpFakeServer smtp;
    private final Api api;
    private final WebServer http;
    private final @Nullable MailLog log;

    private Application(SmtpFakeServer smtp, Api api, WebServer http, @Nullable MailLog log) {
        this.smtp = smtp;
        this.api = api;
        this.http = http;
        this.log = log;
    }

    /**
     * @throws StartException if one of them cannot listen; then neither does
     * @throws UsageException if a rule is for what the other options switch off
     */
    public static Application start(Options options) throws StartException, UsageException {
        SmtpFakeServer smtp = options.smtp().build();
        addRules(smtp, options);
        Api api = new Api(smtp, Version.current());
        MailpitDialect mailpit = new MailpitDialect(smtp, Version.current());
        setChaos(mailpit, options.chaos());
        MailLog log = log(smtp, options);
        startSmtp(smtp);
        try {
            return new Application(smtp, api, startHttp(options, mailpit.mountOn(api.router()), smtp), log);
        } catch (IOException e) {
            smtp.stop();
            throw cannotListen("HTTP", options.address(), options.httpPort(), Option.HTTP_PORT, e);
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

    private static WebServer startHttp(Options options, Handler routes, SmtpFakeServer smtp) throws IOException {
        return options.httpTls()
                ? WebServer.start(
                        options.address(), options.httpPort(), options.guard(), routes, smtp.serverSslContext())
                : WebServer.start(options.address(), options.httpPort(), options.guard(), routes);
    }

    /** Before the server listens, so that they hold for its first client. */
    private static void addRules(SmtpFakeServer smtp, Options options) throws UsageException {
        try {
            for (RuleDefinition rule : options.rules()) {
                smtp.addRule(rule);
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
                throw triggers.wrong(String.valueOf(e.getMessage()));
            }
        }
    }

    private static void startSmtp(SmtpFakeServer smtp) throws StartException {
        try {
            smtp.start();
        } catch (UncheckedIOException e) {
            // The message of the server names the port, which may be either of two.
            throw new StartException(
                    "SMTP: " + e.getMessage() + " Ports are set by " + Option.SMTP_PORT.flag() + " and "
                            + Option.SMTPS_PORT.flag() + ", the address by " + Option.HOST.flag() + ".",
                    e.getCause());
        }
    }

    private static StartException cannotListen(
            String what, InetAddress address, int port, Option option, @Nullable IOException cause) {
        String reason = cause == null ? "" : " (" + cause.getMessage() + ")";
        return new StartException(
                what + " cannot listen on " + address.getHostAddress() + " port " + port + reason
                        + ". Choose another port with " + option.flag() + ", 0 for a free one, or another address with "
                        + Option.HOST.flag() + ".",
                cause);
    }

    public int smtpPort() {
        return smtp.port();
    }

    /** Returns whether the main SMTP port uses implicit TLS. */
    public boolean usesImplicitTls() {
        return smtp.tlsMode() == TlsMode.IMPLICIT;
    }

    /** Returns the additional port with implicit TLS, where there is one. */
    public int smtpsPort() {
        return smtp.smtpsPort();
    }

    public int httpPort() {
        return http.port();
    }

    /** Returns what a client of either server needs to trust it. */
    TlsTrust tls() {
        return smtp.tlsTrust();
    }

    /** Stops SMTP gracefully, then HTTP, so that the last message can still be asked for; and writes the log to its end. */
    @Override
    public void close() {
        smtp.stop();
        api.close();
        http.close();
        if (log != null) {
            log.close();
        }
    }
}
