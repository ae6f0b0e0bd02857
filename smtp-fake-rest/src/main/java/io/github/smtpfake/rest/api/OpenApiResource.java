package io.github.smtpfake.rest.api;

import io.github.smtpfake.rest.http.Handler;
import io.github.smtpfake.rest.http.Request;
import io.github.smtpfake.rest.http.Response;

/** {@code /openapi.yaml}: the contract of this API, for people and generators of clients. */
final class OpenApiResource implements Handler {
    @Override
    public Response handle(Request request) {
        // RFC 9512.
        return Response.bytes(200, "application/yaml", Resource.bytes("openapi.yaml"));
    }
}
