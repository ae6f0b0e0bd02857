package io.github.smtpfake.rest.api;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.config.Limits;
import io.github.smtpfake.inbox.MessageStore.Counters;
import io.github.smtpfake.rest.http.Handler;
import io.github.smtpfake.rest.http.Request;
import io.github.smtpfake.rest.http.Response;
import java.util.Set;

/** {@code /api/info}: what this server is and what it has counted. */
final class InfoResource implements Handler {
    private final SmtpFakeServer smtp;
    private final String version;

    InfoResource(SmtpFakeServer smtp, String version) {
        this.smtp = smtp;
        this.version = version;
    }

    @Override
    public Response handle(Request request) {
        request.parameters().requireOnly(Set.of());
        return Response.json(new Info(
                version,
                smtp.port(),
                request.localPort(),
                smtp.limits(),
                smtp.store().counters()));
    }

    private record Info(String version, int smtpPort, int httpPort, Limits limits, Counters counters) {}
}
