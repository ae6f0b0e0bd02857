package io.github.smtpfake.rest.api;

import io.github.smtpfake.rest.http.Handler;
import io.github.smtpfake.rest.http.Request;
import io.github.smtpfake.rest.http.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** {@code /}: a page for people, which says where the API is. */
final class HomeResource implements Handler {
    private static final String PAGE = "index.html";
    private static final String POLICY = "sandbox; default-src 'none'; img-src data: 'self'; style-src 'unsafe-inline'";

    @Override
    public Response handle(Request request) {
        return Response.bytes(200, "text/html; charset=utf-8", page()).with("Content-Security-Policy", POLICY);
    }

    private static byte[] page() {
        try (InputStream page = HomeResource.class.getResourceAsStream(PAGE)) {
            if (page == null) {
                throw new IllegalStateException("The jar lacks " + PAGE);
            }
            return page.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
