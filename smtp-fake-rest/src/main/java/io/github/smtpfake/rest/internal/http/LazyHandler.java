package io.github.smtpfake.rest.internal.http;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Creates a handler, and thereby loads its classes, when the first request arrives. */
final class LazyHandler implements Handler {
    private final Supplier<Handler> source;
    private @Nullable Handler handler;

    LazyHandler(Supplier<Handler> source) {
        this.source = source;
    }

    @Override
    public Answer handle(Request request) {
        return handler().handle(request);
    }

    @Override
    public Response reject(Request request, ProblemDetails problem) {
        return handler().reject(request, problem);
    }

    private synchronized Handler handler() {
        Handler created = handler;
        if (created == null) {
            created = source.get();
            handler = created;
        }
        return created;
    }
}
