package io.github.smtpfake.rest.internal.store;

import io.github.smtpfake.rest.internal.http.Answer;
import io.github.smtpfake.rest.internal.http.Handler;
import io.github.smtpfake.rest.internal.http.ProblemDetails;
import io.github.smtpfake.rest.internal.http.ProblemException;
import io.github.smtpfake.rest.internal.http.Request;
import io.github.smtpfake.store.StoreUnavailableException;
import java.util.function.Supplier;

/** Answers the requests that fail because of the store with problem documents. */
public final class StoreErrors implements Handler {
    private final Handler handler;

    /** Creates a handler that passes each request to another one. */
    public StoreErrors(Handler handler) {
        this.handler = handler;
    }

    @Override
    public Answer handle(Request request) {
        return answer(() -> handler.handle(request));
    }

    /**
     * Returns the answer of a supplier.
     *
     * @throws ProblemException with 503 and the reason if the store is unavailable
     */
    public static Answer answer(Supplier<Answer> supplier) {
        try {
            return supplier.get();
        } catch (StoreUnavailableException e) {
            throw new ProblemException(ProblemDetails.unavailable(String.valueOf(e.getMessage())));
        }
    }
}
