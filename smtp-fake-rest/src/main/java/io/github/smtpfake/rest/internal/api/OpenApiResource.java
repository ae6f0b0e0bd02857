package io.github.smtpfake.rest.internal.api;

import io.github.smtpfake.rest.internal.http.Handler;
import io.github.smtpfake.rest.internal.http.Request;
import io.github.smtpfake.rest.internal.http.Response;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Matcher;

/** {@code /openapi.yaml}: the contract of this API, for people and client generators. */
final class OpenApiResource implements Handler {
    private static final String SERVER = "(?m)^(servers:\\n  - url: ).*$";

    @Override
    public Response handle(Request request) {
        request.parameters().requireOnly(Set.of());
        byte[] contract = StaticFile.read("openapi.yaml");
        String root = request.link("");
        // RFC 9512.
        return Response.bytes(200, "application/yaml", root.isEmpty() ? contract : withServer(contract, root));
    }

    /** Replaces the server, so that clients that are generated from the contract send their requests below the web root. */
    private static byte[] withServer(byte[] contract, String url) {
        return new String(contract, StandardCharsets.UTF_8)
                .replaceFirst(SERVER, "$1" + Matcher.quoteReplacement(url))
                .getBytes(StandardCharsets.UTF_8);
    }
}
