package io.github.smtpfake.rest.internal.mailpit;

import io.github.smtpfake.rest.internal.http.Answer;
import io.github.smtpfake.rest.internal.http.Handler;
import io.github.smtpfake.rest.internal.http.ProblemDetails;
import io.github.smtpfake.rest.internal.http.Request;
import io.github.smtpfake.rest.internal.http.Response;

/** Answers OPTIONS below {@code /api/v1} with nothing, like Mailpit. The header of the answer, if any, says what is allowed. */
final class EmptyOptions implements Handler {
    private final Handler handler;

    EmptyOptions(Handler handler) {
        this.handler = handler;
    }

    @Override
    public Answer handle(Request request) {
        return request.method().equals("OPTIONS") && request.segments().get(0).equals("api")
                ? Response.text(200, "")
                : handler.handle(request);
    }

    @Override
    public Response reject(Request request, ProblemDetails problem) {
        return handler.reject(request, problem);
    }
}
