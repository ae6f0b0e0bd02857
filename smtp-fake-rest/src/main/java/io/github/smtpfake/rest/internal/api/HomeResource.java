package io.github.smtpfake.rest.internal.api;

import io.github.smtpfake.rest.internal.http.Handler;
import io.github.smtpfake.rest.internal.http.Request;
import io.github.smtpfake.rest.internal.http.Response;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** {@code /}: the page for people, which shows where the API is. */
final class HomeResource implements Handler {
    private static final String API = "/api/";
    /** Allows scripts of this server only, and forbids other pages to embed this one. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self'"
                    + " data:; connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    @Override
    public Response handle(Request request) {
        request.parameters().requireOnly(Set.of());
        return Response.bytes(200, "text/html; charset=utf-8", page(request.link(API)))
                .with("Content-Security-Policy", POLICY)
                .with("Referrer-Policy", "no-referrer");
    }

    /** Returns the page, with links below the web root. */
    private static byte[] page(String api) {
        byte[] page = StaticFile.read("index.html");
        return api.equals(API)
                ? page
                : new String(page, StandardCharsets.UTF_8).replace(API, api).getBytes(StandardCharsets.UTF_8);
    }
}
