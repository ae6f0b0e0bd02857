package io.github.smtpfake.rest.internal.api;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.rest.internal.http.Handler;
import io.github.smtpfake.rest.internal.http.Request;
import io.github.smtpfake.rest.internal.http.Response;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** {@code /api/ca.pem}: the certificate that a client of this server has to trust, over SMTP and HTTP alike. */
final class CertificateResource implements Handler {
    private final SmtpFakeServer smtp;

    CertificateResource(SmtpFakeServer smtp) {
        this.smtp = smtp;
    }

    @Override
    public Response handle(Request request) {
        request.parameters().requireOnly(Set.of());
        // RFC 8555, 9.1.
        return Response.bytes(
                200, "application/pem-certificate-chain", smtp.tlsTrust().pem().getBytes(StandardCharsets.US_ASCII));
    }
}
