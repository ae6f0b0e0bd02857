package io.github.smtpfake.rest.internal.api;

import io.github.smtpfake.rest.internal.http.Handler;
import io.github.smtpfake.rest.internal.http.Request;
import io.github.smtpfake.rest.internal.http.Response;
import java.util.Set;

/** {@code /openapi.yaml}: the contract of this API, for people and client generators. */
final class OpenApiResource implements Handler {
    @Override
    public Response handle(Request request) {
        request.parameters().requireOnly(Set.of());
        // RFC 9512.
        return Response.bytes(200, "application/yaml", StaticFile.read("openapi.yaml"));
    }
}
