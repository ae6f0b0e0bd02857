package io.github.smtpfake.junit5;

import io.github.smtpfake.SmtpFakeServerBuilder;
import java.util.Optional;

/** Provides the server of a declaration: always the same one, or a new one for each lease. */
interface ServerSource {

    /** Starts the server if it is not running. It runs until all its leases have ended. */
    SharedServer.Lease lease();

    /**
     * Does the same, with a server on the given port if the declaration leaves the choice of the port to the server.
     *
     * @throws java.io.UncheckedIOException if the server cannot listen on the port
     */
    SharedServer.Lease leaseOn(int port);

    /** Returns whether the server belongs to the application of the test, and another one may belong to the next test. */
    default boolean isOfApplication() {
        return false;
    }

    /** Returns which server the declaration asks for by {@link SmtpFake#url}; empty if it does not. */
    default Optional<ServerUrl> url() {
        return Optional.empty();
    }

    /**
     * Uses a running server, or builds a new one for each lease if the variable for its URL is not set.
     *
     * @param asked the URL of the declaration
     */
    record RunningOrNew(ServerUrl asked, ServerSource embedded) implements ServerSource {
        @Override
        public SharedServer.Lease lease() {
            return asked.uri().isPresent()
                    ? new SharedServer(ServerProviders.connect(asked)).lease()
                    : embedded.lease();
        }

        @Override
        public SharedServer.Lease leaseOn(int port) {
            return asked.uri().isPresent() ? lease() : embedded.leaseOn(port);
        }

        @Override
        public Optional<ServerUrl> url() {
            return Optional.of(asked);
        }
    }

    /**
     * Builds a new server for each lease.
     *
     * @param choosesPort whether the builder has no port, so that each server chooses a free one
     * @param http whether an HTTP server shows the mail of each server
     */
    record NewServers(SmtpFakeServerBuilder builder, boolean choosesPort, boolean http) implements ServerSource {
        @Override
        public SharedServer.Lease lease() {
            return new SharedServer(ServerWithHttp.of(builder.build(), http)).lease();
        }

        @Override
        public SharedServer.Lease leaseOn(int port) {
            if (!choosesPort) {
                return lease();
            }
            try {
                builder.port(port);
                return lease();
            } finally {
                builder.port(0);
            }
        }
    }
}
