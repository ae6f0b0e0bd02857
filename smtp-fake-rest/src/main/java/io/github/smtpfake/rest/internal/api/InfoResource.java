package io.github.smtpfake.rest.internal.api;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.rest.internal.http.Handler;
import io.github.smtpfake.rest.internal.http.Request;
import io.github.smtpfake.rest.internal.http.Response;
import io.github.smtpfake.rest.internal.text.TlsModes;
import io.github.smtpfake.store.MessageStore.Counters;
import java.util.Set;

/** {@code /api/info}: what this server is and what it has counted. */
final class InfoResource implements Handler {
    private final SmtpFakeServer smtp;
    private final String version;
    private final ParkedRequests waits;

    InfoResource(SmtpFakeServer smtp, String version, ParkedRequests waits) {
        this.smtp = smtp;
        this.version = version;
        this.waits = waits;
    }

    @Override
    public Response handle(Request request) {
        request.parameters().requireOnly(Set.of());
        return Response.json(new Info(
                version,
                smtp.port(),
                request.localPort(),
                TlsModes.text(smtp.tlsMode()),
                LimitsJson.of(smtp.limits()),
                smtp.store().counters(),
                waits.parked()));
    }

    /**
     * @param tlsMode off, starttls, starttls-required or implicit, as option {@code --tls} has it
     * @param waiting requests that wait for mail
     */
    private record Info(
            String version,
            int smtpPort,
            int httpPort,
            String tlsMode,
            LimitsJson limits,
            Counters counters,
            int waiting) {}
}
