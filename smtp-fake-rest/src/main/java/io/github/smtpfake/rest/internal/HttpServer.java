package io.github.smtpfake.rest.internal;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.internal.memory.MemoryBudget;
import io.github.smtpfake.internal.text.LoopbackAddress;
import io.github.smtpfake.rest.internal.api.Api;
import io.github.smtpfake.rest.internal.http.AccessGuard;
import io.github.smtpfake.rest.internal.http.HttpLimits;
import io.github.smtpfake.rest.internal.http.WebServer;
import io.github.smtpfake.rest.internal.mailpit.MailpitDialect;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** The running HTTP server of an SMTP server: its API, its page and the dialect of Mailpit. */
public final class HttpServer implements AutoCloseable {
    private final Api api;
    private final WebServer web;
    private final Preparation preparation;

    private HttpServer(Api api, WebServer web, Preparation preparation) {
        this.api = api;
        this.web = web;
        this.preparation = preparation;
    }

    /**
     * Starts an HTTP server without access rules on a free port of the loopback address.
     *
     * @throws IOException if it cannot listen
     */
    public static HttpServer start(SmtpFakeServer smtp) throws IOException {
        return start(
                smtp,
                new Api(smtp, Version.current()),
                new MailpitDialect(smtp, Version.current()),
                LoopbackAddress.get(),
                0,
                new AccessGuard(List.of()),
                null);
    }

    /**
     * Starts an HTTP server.
     *
     * @param port the port, or 0 for a free one
     * @param tls the context with the key and certificate of the server, or null for a server without TLS
     * @throws IOException if it cannot listen; then the API is closed
     */
    static HttpServer start(
            SmtpFakeServer smtp,
            Api api,
            MailpitDialect mailpit,
            InetAddress address,
            int port,
            AccessGuard guard,
            @Nullable SSLContext tls)
            throws IOException {
        HttpLimits limits = HttpLimits.DEFAULT.withReadTimeout(smtp.limits().writeTimeout());
        WebServer web;
        try {
            web = WebServer.start(address, port, guard, mailpit.mountOn(api), limits, tls);
        } catch (IOException | RuntimeException e) {
            api.close();
            throw e;
        }
        Preparation preparation = new Preparation(api, mailpit);
        MemoryBudget.ofJvm().whenFilling(preparation);
        return new HttpServer(api, web, preparation);
    }

    /** Loads the classes that requests need. */
    private record Preparation(Api api, MailpitDialect mailpit) implements Runnable {
        @Override
        public void run() {
            api.prepare();
            mailpit.get();
            OwnClasses.load();
        }
    }

    /** Returns the port that the server listens on. */
    public int port() {
        return web.port();
    }

    /** Answers the requests that wait for mail, then stops the server. Does nothing if it is stopped. */
    @Override
    public void close() {
        MemoryBudget.ofJvm().cancelWhenFilling(preparation);
        api.close();
        web.close();
    }
}
