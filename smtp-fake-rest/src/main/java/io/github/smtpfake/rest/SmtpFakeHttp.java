package io.github.smtpfake.rest;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.rest.internal.EmbeddedHttp;
import java.net.URI;
import java.util.Objects;

/**
 * Shows the mail of a server in this JVM over HTTP, with the API and the page of {@code smtp-fake.jar}: for a browser that a test
 * drives, for a script, or for a developer whose debugger has stopped the test.
 *
 * <pre>{@code
 * try (SmtpFakeServer smtp = SmtpFakeServer.startNew();
 *         SmtpFakeHttp http = SmtpFakeHttp.start(smtp)) {
 *     page.navigate(http.uri().toString());
 * }
 * }</pre>
 *
 * <p>It listens on the loopback address and a free port, so that only programs on this machine can use it. Thread-safe.
 */
public final class SmtpFakeHttp implements AutoCloseable {
    private final EmbeddedHttp http;

    private SmtpFakeHttp(EmbeddedHttp http) {
        this.http = http;
    }

    /**
     * Starts an HTTP server for an SMTP server, which need not be running and is neither started nor stopped. Until the HTTP server
     * is closed, {@link SmtpFakeServer#httpUri()} returns its URL.
     *
     * @throws IllegalStateException if another HTTP server shows the mail of this SMTP server
     * @throws java.io.UncheckedIOException if the HTTP server cannot listen
     */
    public static SmtpFakeHttp start(SmtpFakeServer smtp) {
        return new SmtpFakeHttp(EmbeddedHttp.start(Objects.requireNonNull(smtp, "smtp")));
    }

    /** Returns the URL of the page, which also is the base of the API, such as {@code http://127.0.0.1:40123}. */
    public URI uri() {
        return http.uri();
    }

    /**
     * Stops the HTTP server; does nothing if it is stopped. Requests that wait for mail are answered with 503. When this method
     * returns, the port is free.
     */
    @Override
    public void close() {
        http.close();
    }

    /** Returns {@code smtp-fake over HTTP at http://127.0.0.1:40123} with the URL. */
    @Override
    public String toString() {
        return "smtp-fake over HTTP at " + uri();
    }
}
