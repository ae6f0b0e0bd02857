package io.github.smtpfake.junit5;

import io.github.smtpfake.SmtpFakeServerBuilder;

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

    /**
     * Builds a new server for each lease.
     *
     * @param choosesPort whether the builder has no port, so that each server chooses a free one
     */
    record NewServers(SmtpFakeServerBuilder builder, boolean choosesPort) implements ServerSource {
        @Override
        public SharedServer.Lease lease() {
            return new SharedServer(builder.build()).lease();
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
