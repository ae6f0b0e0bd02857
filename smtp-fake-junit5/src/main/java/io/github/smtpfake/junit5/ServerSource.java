package io.github.smtpfake.junit5;

import io.github.smtpfake.SmtpFakeServerBuilder;

/** Provides the server of a declaration: always the same one, or a new one for each lease. */
interface ServerSource {

    /** Starts the server if it is not running. It runs until all its leases have ended. */
    SharedServer.Lease lease();

    /** Builds a new server for each lease. */
    record NewServers(SmtpFakeServerBuilder builder) implements ServerSource {
        @Override
        public SharedServer.Lease lease() {
            return new SharedServer(builder.build()).lease();
        }
    }
}
