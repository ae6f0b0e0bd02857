package io.github.smtpfake.rest.internal.api;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.rest.internal.http.Handler;
import io.github.smtpfake.rest.internal.http.Request;
import io.github.smtpfake.rest.internal.http.Response;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** {@code /api/ca.pem}: the certificate that clients of this server need to trust, for SMTP and HTTP. */
final class CertificateResource implements Handler {
    private final SmtpFakeServer smtp;

    CertificateResource(SmtpFakeServer smtp) {
        this.smtp = smtp;
    }

    @Override
    public Response handle(Request request) {
        request.parameters().requireOnly(Set.of());
        // RFC 8555, section 9.1, defines the media type.
        return Response.bytes(
                200, "application/pem-certificate-chain", smtp.tlsTrust().pem().getBytes(StandardCharsets.US_ASCII));
    }
}
