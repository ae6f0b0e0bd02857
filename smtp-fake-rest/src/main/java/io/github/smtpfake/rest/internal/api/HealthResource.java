package io.github.smtpfake.rest.internal.api;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.rest.internal.http.Handler;
import io.github.smtpfake.rest.internal.http.Request;
import io.github.smtpfake.rest.internal.http.Response;
import java.util.Set;

/** What container engines ask, often and early: in plain text, as JSON would first have to be loaded. */
final class HealthResource {

    private HealthResource() {}

    /** {@code /livez}: the process answers. */
    static final class Live implements Handler {
        @Override
        public Response handle(Request request) {
            request.parameters().requireOnly(Set.of());
            return Response.text(200, "alive\n");
        }
    }

    /** {@code /readyz}: mail is accepted. */
    static final class Ready implements Handler {
        private final SmtpFakeServer smtp;

        Ready(SmtpFakeServer smtp) {
            this.smtp = smtp;
        }

        @Override
        public Response handle(Request request) {
            request.parameters().requireOnly(Set.of());
            return smtp.isRunning() ? Response.text(200, "ready\n") : Response.text(503, "SMTP is stopped\n");
        }
    }
}
