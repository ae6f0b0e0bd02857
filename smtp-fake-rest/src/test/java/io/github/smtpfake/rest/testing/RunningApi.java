package io.github.smtpfake.rest.testing;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.internal.text.LoopbackAddress;
import io.github.smtpfake.rest.internal.api.Api;
import io.github.smtpfake.rest.internal.http.AccessGuard;
import io.github.smtpfake.rest.internal.http.HttpLimits;
import io.github.smtpfake.rest.internal.http.WebServer;
import io.github.smtpfake.rest.internal.mailpit.MailpitDialect;
import io.github.smtpfake.testing.SmtpClient;
import io.github.smtpfake.testing.TimeLimit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Both servers, running on free ports, with clients for them. */
public final class RunningApi implements AutoCloseable {
    public static final String VERSION = "1.2.3";

    /** A test sends a large request slowly on a busy machine. */
    private static final HttpLimits LIMITS = new HttpLimits(
            HttpLimits.DEFAULT.connections(), TimeLimit.DURATION.multipliedBy(2), TimeLimit.DURATION.multipliedBy(2));

    private final SmtpFakeServer smtp;
    private final Api api;
    private final WebServer http;
    private final HttpApi client;

    public RunningApi() {
        this(SmtpFakeServer.startNew());
    }

    public RunningApi(SmtpFakeServer smtp) {
        this(smtp, new AccessGuard(List.of()));
    }

    public RunningApi(SmtpFakeServer smtp, AccessGuard guard) {
        this.smtp = smtp;
        this.api = new Api(smtp, VERSION);
        MailpitDialect mailpit = new MailpitDialect(smtp, VERSION);
        try {
            this.http = WebServer.start(LoopbackAddress.get(), 0, guard, mailpit.mountOn(api), LIMITS, null);
        } catch (IOException e) {
            smtp.stop();
            throw new UncheckedIOException(e);
        }
        this.client = new HttpApi("127.0.0.1", http.port(), guard.webRoot());
    }

    public SmtpFakeServer smtp() {
        return smtp;
    }

    public int httpPort() {
        return http.port();
    }

    public HttpApi http() {
        return client;
    }

    /** Sends a message with this subject and returns its id. */
    public String deliver(String subject) {
        return deliver("app@example.org", "Subject: " + subject + "\r\n\r\nHello\r\n", "ada@example.org");
    }

    /** Sends a message and returns its id. */
    public String deliver(String sender, String message, String... recipients) {
        return SmtpClient.sendMessage(smtp.port(), sender, message.getBytes(StandardCharsets.UTF_8), recipients);
    }

    @Override
    public void close() {
        smtp.stop();
        api.close();
        http.close();
    }
}
