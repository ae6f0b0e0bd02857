package io.github.smtpfake.rest.internal.api;

import io.github.smtpfake.rest.internal.http.Handler;
import io.github.smtpfake.rest.internal.http.Request;
import io.github.smtpfake.rest.internal.http.Response;
import java.util.Set;

/** {@code /}: the page for people, which shows where the API is. */
final class HomeResource implements Handler {
    /** Allows scripts of this server only, and forbids other pages to embed this one. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self'"
                    + " data:; connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    @Override
    public Response handle(Request request) {
        request.parameters().requireOnly(Set.of());
        return Response.bytes(200, "text/html; charset=utf-8", StaticFile.read("index.html"))
                .with("Content-Security-Policy", POLICY)
                .with("Referrer-Policy", "no-referrer");
    }
}
