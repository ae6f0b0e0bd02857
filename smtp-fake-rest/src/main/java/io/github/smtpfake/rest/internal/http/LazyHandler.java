package io.github.smtpfake.rest.internal.http;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Puts off the making of a handler, and the loading of its classes, until the first request. */
final class LazyHandler implements Handler {
    private final Supplier<Handler> source;
    private @Nullable Handler handler;

    LazyHandler(Supplier<Handler> source) {
        this.source = source;
    }

    @Override
    public Answer handle(Request request) {
        return made().handle(request);
    }

    private synchronized Handler made() {
        Handler made = handler;
        if (made == null) {
            made = source.get();
            handler = made;
        }
        return made;
    }
}
