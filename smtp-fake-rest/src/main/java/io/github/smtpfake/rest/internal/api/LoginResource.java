package io.github.smtpfake.rest.internal.api;

import io.github.smtpfake.rest.internal.http.Authentication;
import io.github.smtpfake.rest.internal.http.Handler;
import io.github.smtpfake.rest.internal.http.Request;
import io.github.smtpfake.rest.internal.http.Response;
import java.util.Set;

/** {@code /api/login}: exchanges the bearer token of the request for a cookie. Other requests never reach it. */
final class LoginResource implements Handler {
    @Override
    public Response handle(Request request) {
        request.parameters().requireOnly(Set.of());
        return Authentication.remember(request, Response.noContent());
    }
}
