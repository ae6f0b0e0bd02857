package io.github.smtpfake.rest.internal.api;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.rest.internal.http.Handler;
import io.github.smtpfake.rest.internal.http.Request;
import io.github.smtpfake.rest.internal.http.Response;
import io.github.smtpfake.rest.internal.text.TlsModes;
import io.github.smtpfake.store.MessageStore.Counters;
import java.util.Set;
import java.util.function.IntSupplier;

/** {@code /api/info}: the version, settings and counters of the server. */
final class InfoResource implements Handler {
    private final SmtpFakeServer smtp;
    private final String version;
    private final String label;
    private final IntSupplier waiting;

    /** @param waiting returns the number of requests that wait for messages or other changes */
    InfoResource(SmtpFakeServer smtp, String version, String label, IntSupplier waiting) {
        this.smtp = smtp;
        this.version = version;
        this.label = label;
        this.waiting = waiting;
    }

    @Override
    public Response handle(Request request) {
        request.parameters().requireOnly(Set.of());
        return Response.json(new Info(
                version,
                label,
                smtp.port(),
                request.localPort(),
                TlsModes.json(smtp.tlsMode()),
                InfoLimits.of(smtp.limits()),
                smtp.store().counters(),
                waiting.getAsInt()));
    }

    /**
     * The JSON of the response.
     *
     * @param label the name of the server for its users; empty if it has none
     * @param tlsMode {@code off}, {@code starttls}, {@code starttls-required} or {@code implicit}, as in {@code --tls}
     * @param waiting the number of requests that wait for messages or other changes
     */
    private record Info(
            String version,
            String label,
            int smtpPort,
            int httpPort,
            String tlsMode,
            InfoLimits limits,
            Counters counters,
            int waiting) {}
}
