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

    private static final String NAME = "smtp-fake";

    private final String label;

    /** @param label the name of the server for its users; empty if it has none */
    HomeResource(String label) {
        this.label = label;
    }

    @Override
    public Response handle(Request request) {
        request.parameters().requireOnly(Set.of());
        return Response.bytes(200, "text/html; charset=utf-8", page(request.link(API)))
                .with("Content-Security-Policy", POLICY)
                .with("Referrer-Policy", "no-referrer");
    }

    /** Returns the page, with the label in title and heading, and links below the web root. */
    byte[] page(String api) {
        byte[] page = StaticFile.read("index.html");
        if (api.equals(API) && label.isEmpty()) {
            return page;
        }
        String name = label.isEmpty() ? NAME : escape(label) + " - " + NAME;
        return new String(page, StandardCharsets.UTF_8)
                .replace(API, api)
                .replace("<title>" + NAME + "</title>", "<title>" + name + "</title>")
                .replace("<h1>" + NAME + "</h1>", "<h1>" + name + "</h1>")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
