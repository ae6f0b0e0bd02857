package io.github.smtpfake.internal;

import io.github.smtpfake.SmtpFakeServer;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * Shows the mail of a server over HTTP. Found by {@link java.util.ServiceLoader}; {@code smtp-fake-rest} has the implementation.
 */
public interface HttpService {

    /** Returns the service that is on the class path; empty if there is none. */
    static Optional<HttpService> find() {
        return ServiceLoader.load(HttpService.class, HttpService.class.getClassLoader())
                .findFirst();
    }

    /**
     * Starts an HTTP server on a free port of the loopback address.
     *
     * @throws IllegalStateException if another HTTP server shows the mail of the server
     * @throws java.io.UncheckedIOException if the HTTP server cannot listen
     */
    Running start(SmtpFakeServer server);

    /** A running HTTP server. */
    interface Running extends AutoCloseable {

        /** Stops the HTTP server; does nothing if it is stopped. */
        @Override
        void close();
    }
}
