package io.github.smtpfake.client;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.SmtpFakeServerBuilder;
import io.github.smtpfake.config.TlsMode;
import io.github.smtpfake.internal.ServerAccess;
import io.github.smtpfake.internal.text.LoopbackAddress;
import io.github.smtpfake.rest.internal.api.Api;
import io.github.smtpfake.rest.internal.http.AccessGuard;
import io.github.smtpfake.rest.internal.http.HttpLimits;
import io.github.smtpfake.rest.internal.http.WebServer;
import io.github.smtpfake.testing.UnassignedPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;

/** An SMTP server and its HTTP API, on free ports. */
final class ServedServer implements AutoCloseable {
    static final String VERSION = "1.2.3";

    private final SmtpFakeServer smtp;
    private volatile Api api;
    private final URI uri;
    private volatile WebServer http;

    private ServedServer(SmtpFakeServer smtp, Api api, String scheme, WebServer http) {
        this.smtp = smtp;
        this.api = api;
        this.http = http;
        this.uri = URI.create(scheme + "://127.0.0.1:" + http.port());
    }

    static ServedServer start() {
        // One that no other test is given while this server is closed for a moment.
        return start(SmtpFakeServer.builder(), new AccessGuard(List.of()), UnassignedPort.next());
    }

    static ServedServer start(SmtpFakeServerBuilder builder, AccessGuard guard, int httpPort) {
        SmtpFakeServer smtp = builder.start();
        Api api = new Api(smtp, VERSION);
        try {
            WebServer http = WebServer.start(LoopbackAddress.get(), httpPort, guard, api.router());
            return new ServedServer(smtp, api, "http", http);
        } catch (IOException e) {
            smtp.stop();
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a server whose two ports use TLS, with the same certificate. */
    static ServedServer startEncrypted() {
        SmtpFakeServer smtp = SmtpFakeServer.builder().tls(TlsMode.STARTTLS).start();
        return startEncrypted(smtp, smtp);
    }

    /** Starts a server whose HTTP port has the certificate of another one, as a proxy may have. */
    static ServedServer startEncryptedAs(SmtpFakeServer other) {
        return startEncrypted(SmtpFakeServer.builder().tls(TlsMode.STARTTLS).start(), other);
    }

    private static ServedServer startEncrypted(SmtpFakeServer smtp, SmtpFakeServer certified) {
        Api api = new Api(smtp, VERSION);
        try {
            WebServer http = WebServer.start(
                    LoopbackAddress.get(),
                    0,
                    new AccessGuard(List.of()),
                    api.router(),
                    HttpLimits.DEFAULT,
                    ServerAccess.sslContext(certified));
            return new ServedServer(smtp, api, "https", http);
        } catch (IOException e) {
            smtp.stop();
            throw new UncheckedIOException(e);
        }
    }

    /** Closes all HTTP connections, and listens on the same port again. */
    void reopenHttp() throws IOException {
        int port = http.port();
        http.close();
        http = WebServer.start(LoopbackAddress.get(), port, new AccessGuard(List.of()), api.router());
    }

    /** Closes all HTTP connections, so that the server no longer answers. */
    void closeHttp() {
        http.close();
    }

    /** Starts the API again, as a new run of the server on the same port. */
    void restartApi() throws IOException {
        api.close();
        api = new Api(smtp, VERSION);
        reopenHttp();
    }

    SmtpFakeServer smtp() {
        return smtp;
    }

    int httpPort() {
        return http.port();
    }

    URI uri() {
        return uri;
    }

    @Override
    public void close() {
        smtp.stop();
        api.close();
        http.close();
    }
}
