package io.github.smtpfake.rest.internal.mailpit;

import io.github.smtpfake.rest.internal.api.NativeParameters;
import io.github.smtpfake.rest.internal.http.Answer;
import io.github.smtpfake.rest.internal.http.Handler;
import io.github.smtpfake.rest.internal.http.ProblemDetails;
import io.github.smtpfake.rest.internal.http.Request;
import io.github.smtpfake.rest.internal.http.Response;

/**
 * Makes the server report errors in requests, and its own failures, as plain text, like Mailpit. Requests with parameters of the
 * native API are answered with its problem documents.
 */
final class PlainTextErrors implements Handler {
    static final String NOT_FOUND = "404 page not found";

    private final Handler handler;

    PlainTextErrors(Handler handler) {
        this.handler = handler;
    }

    @Override
    public Answer handle(Request request) {
        request.answerProblemsWith(ProblemDetails::plainResponse);
        if (NativeParameters.isIn(request)) {
            request.answerProblemsWithDocuments();
        }
        return handler.handle(request);
    }

    @Override
    public Response reject(Request request, ProblemDetails problem) {
        return problem.plainResponse();
    }
}
