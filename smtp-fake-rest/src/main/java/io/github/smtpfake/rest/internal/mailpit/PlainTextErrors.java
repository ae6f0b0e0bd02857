package io.github.smtpfake.rest.internal.mailpit;

import io.github.smtpfake.rest.internal.http.Answer;
import io.github.smtpfake.rest.internal.http.Handler;
import io.github.smtpfake.rest.internal.http.ProblemException;
import io.github.smtpfake.rest.internal.http.Request;
import io.github.smtpfake.rest.internal.http.Response;
import io.github.smtpfake.rest.internal.json.JsonException;

/** Reports errors in requests as plain text, like Mailpit. */
final class PlainTextErrors implements Handler {
    static final String NOT_FOUND = "404 page not found";

    private final Handler handler;

    PlainTextErrors(Handler handler) {
        this.handler = handler;
    }

    @Override
    public Answer handle(Request request) {
        try {
            return handler.handle(request);
        } catch (ProblemException e) {
            return e.problem().plainResponse();
        } catch (JsonException e) {
            return Response.text(400, String.valueOf(e.getMessage()));
        }
    }
}
