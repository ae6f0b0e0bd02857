package io.github.smtpfake.rest.internal.api;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.config.Limits;
import io.github.smtpfake.internal.ServerAccess;
import io.github.smtpfake.internal.delivery.ContentCache;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.rest.internal.http.ProblemDetails;
import io.github.smtpfake.rest.internal.http.ProblemException;
import io.github.smtpfake.rest.internal.http.Request;
import io.github.smtpfake.rest.internal.http.Response;
import io.github.smtpfake.rest.internal.store.ReadingMemory;
import io.github.smtpfake.store.MessageStore;
import io.github.smtpfake.store.StoreFullException;
import io.github.smtpfake.store.StoreQuery;
import io.github.smtpfake.store.StoredMessage;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** {@code POST /api/messages}: stores a message that did not arrive over SMTP. Rules do not apply to it. */
final class NewMessageResource {
    // The bodies that are in memory at the same time have at most the size of this number of the largest messages.
    private static final int MAX_CONCURRENT = 4;
    private static final int UNIT_BYTES = 1 << 16;

    private final MessageStore store;
    private final Limits limits;
    private final ContentCache contents;
    private final NewMessageReader reader;
    private final Semaphore free;

    NewMessageResource(SmtpFakeServer smtp) {
        this.store = smtp.store();
        this.limits = smtp.limits();
        this.contents = ServerAccess.contents(smtp);
        this.reader = new NewMessageReader(limits);
        this.free = new Semaphore(MAX_CONCURRENT * units(reader.maxBodyBytes()));
    }

    private static int units(long bytes) {
        return (int) (1 + bytes / UNIT_BYTES);
    }

    Response add(Request request) {
        long length = request.contentLength().orElse(Long.MAX_VALUE);
        int needed = units(Math.min(reader.maxBodyBytes(), length));
        if (!free.tryAcquire(needed)) {
            throw new ProblemException(ProblemDetails.unavailable(
                    "The server is receiving too many messages over HTTP. Try again later."));
        }
        try {
            return store(request, reader.read(request));
        } finally {
            free.release(needed);
        }
    }

    private Response store(Request request, NewMessage received) {
        CapturedMessage message = received.toMessage(contents);
        // Before the message is stored, because the client of a stored message must not be told to send it again.
        ReadingMemory.reserveView(request, message);
        if (message.envelope().recipients().size() > limits.recipients()) {
            throw new ProblemException(
                    ProblemDetails.badRequest("A message may have at most " + limits.recipients() + " recipients."));
        }
        String location = request.link("/api/messages/" + message.id());
        return received.id().isPresent() ? addOnce(message, received, location) : add(message, received, location);
    }

    private Response add(CapturedMessage message, NewMessage received, String location) {
        try {
            store.add(message);
        } catch (StoreFullException e) {
            throw new ProblemException(ProblemDetails.insufficientStorage(String.valueOf(e.getMessage())));
        } catch (IllegalArgumentException e) {
            // Another server that shares the store has added the id in the meantime.
            throw duplicate(message);
        }
        received.marks().applyTo(store, StoreQuery.ids(List.of(message.id())));
        StoredMessage stored = store.message(message.id())
                .orElseThrow(() -> new ProblemException(ProblemDetails.conflict(
                        "The server evicted the message at once because of a limit, such as its age (--max-age).")));
        return Response.created(location, MessageJson.of(stored, message.codes()));
    }

    /** Adds a message unless the store has it. Is synchronized, so that concurrent requests cannot add the same id twice. */
    private synchronized Response addOnce(CapturedMessage message, NewMessage received, String location) {
        Optional<StoredMessage> stored = store.message(message.id());
        if (stored.isEmpty()) {
            return add(message, received, location);
        }
        CapturedMessage known = stored.get().message();
        if (!isSame(known, message, received)) {
            throw duplicate(message);
        }
        return Response.json(MessageJson.of(stored.get(), known.codes())).with("Location", location);
    }

    private static ProblemException duplicate(CapturedMessage message) {
        return new ProblemException(ProblemDetails.conflict(
                "Another message has the id " + message.id() + ". Remove the id to store this one under a new id."));
    }

    private static boolean isSame(CapturedMessage stored, CapturedMessage message, NewMessage received) {
        boolean isSameTime =
                received.receivedAt().isEmpty() || stored.receivedAt().equals(message.receivedAt());
        return isSameTime && stored.envelope().equals(message.envelope()) && Arrays.equals(stored.raw(), message.raw());
    }
}
