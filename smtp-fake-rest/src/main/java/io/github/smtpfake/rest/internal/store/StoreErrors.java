package io.github.smtpfake.rest.internal.store;

import io.github.smtpfake.internal.mime.DeletedMessageException;
import io.github.smtpfake.rest.internal.http.Answer;
import io.github.smtpfake.rest.internal.http.Handler;
import io.github.smtpfake.rest.internal.http.ProblemDetails;
import io.github.smtpfake.rest.internal.http.ProblemException;
import io.github.smtpfake.rest.internal.http.Request;
import io.github.smtpfake.store.StoreUnavailableException;
import java.util.Optional;
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
     * @throws ProblemException with 503 and the reason if the store is unavailable; with 404 if the store has deleted the
     *     message before its bytes were read
     */
    public static Answer answer(Supplier<Answer> supplier) {
        try {
            return supplier.get();
        } catch (StoreUnavailableException e) {
            throw new ProblemException(ProblemDetails.unavailable(e.reason()));
        } catch (DeletedMessageException e) {
            throw new ProblemException(ProblemDetails.notFound("The message has been deleted or evicted."));
        }
    }

    /** Runs an action that requires the bytes of a message, and ends quietly if the store has deleted the message. */
    public static void ifNotDeleted(Runnable action) {
        try {
            action.run();
        } catch (DeletedMessageException e) {
            return;
        }
    }

    /** Returns a value that requires the bytes of a message, or empty if the store has deleted the message. */
    public static <T> Optional<T> unlessDeleted(Supplier<T> value) {
        try {
            return Optional.of(value.get());
        } catch (DeletedMessageException e) {
            return Optional.empty();
        }
    }
}
