package io.github.smtpfake.rest.internal.api;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.rest.internal.http.Handler;
import io.github.smtpfake.rest.internal.http.Request;
import io.github.smtpfake.rest.internal.http.Response;
import io.github.smtpfake.store.StoreUnavailableException;
import java.util.Set;

/**
 * The health routes for container engines and load balancers, some of which use OPTIONS by default. They answer in plain text,
 * because loading JSON slows down a cold start.
 */
final class HealthResource {

    private HealthResource() {}

    /** {@code /livez}: whether the process answers. */
    static final class Live implements Handler {
        @Override
        public Response handle(Request request) {
            request.parameters().requireOnly(Set.of());
            return Response.text(200, "alive\n");
        }
    }

    /** {@code /readyz}: whether the SMTP server accepts mail and its store can keep it. */
    static final class Ready implements Handler {
        private final SmtpFakeServer smtp;

        Ready(SmtpFakeServer smtp) {
            this.smtp = smtp;
        }

        @Override
        public Response handle(Request request) {
            request.parameters().requireOnly(Set.of());
            if (!smtp.isRunning()) {
                return Response.text(503, "SMTP is stopped\n");
            }
            try {
                smtp.store().requireAvailable();
                return Response.text(200, "ready\n");
            } catch (StoreUnavailableException e) {
                return Response.text(503, e.reason() + "\n");
            }
        }
    }
}
