package io.github.smtpfake.rest.internal.api;

import io.github.smtpfake.rest.internal.http.Answer;
import io.github.smtpfake.rest.internal.http.EventStream;
import io.github.smtpfake.rest.internal.http.Handler;
import io.github.smtpfake.rest.internal.http.ProblemDetails;
import io.github.smtpfake.rest.internal.http.ProblemException;
import io.github.smtpfake.rest.internal.http.Request;
import io.github.smtpfake.rest.internal.http.WebSocket;
import io.github.smtpfake.rest.internal.store.EventMemory;
import io.github.smtpfake.rest.internal.store.RecentEvents;
import io.github.smtpfake.store.MessageStore;
import io.github.smtpfake.store.StoredMessage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code /api/events}: a stream of the events of the store. */
final class EventsResource {
    private final MessageStore store;
    private final EventJournal journal;
    private final Optional<Handler> webSocket;

    /**
     * Creates the resource.
     *
     * @param webSocket answers valid requests for a WebSocket; empty if the server has none
     */
    EventsResource(MessageStore store, EventJournal journal, Optional<Handler> webSocket) {
        this.store = store;
        this.journal = journal;
        this.webSocket = webSocket;
    }

    /** Streams events. Rejects web pages of other origins here, so that no encoding of the path evades the check. */
    Answer listen(Request request) {
        request.requireOwnOrigin();
        if (WebSocket.isRequestedBy(request)) {
            WebSocket.check(request);
            return webSocket.orElseThrow(EventsResource::noWebSocket).handle(request);
        }
        request.parameters().requireOnly(Set.of());
        List<String> resumed = request.headers("Last-Event-ID");
        return new EventStream(new Feed(resumed.isEmpty() ? journal.reader() : journal.readerAfter(resumed.get(0))));
    }

    private static ProblemException noWebSocket() {
        return new ProblemException(ProblemDetails.notImplemented(
                "WebSocket is not supported. Send a plain GET to receive Server-Sent Events."));
    }

    /** The events of one client. */
    private final class Feed implements EventStream.Source {
        private final RecentEvents<EventJournal.Entry>.Reader events;
        private @Nullable Runnable signal;

        Feed(RecentEvents<EventJournal.Entry>.Reader events) {
            this.events = events;
        }

        @Override
        public String next() {
            String next = events.next(EventsResource.this::event);
            if (next.isEmpty() && events.isOverrun()) {
                // Some events are lost, so the client has to list everything again.
                return EventStream.event(journal.id(events.skipToLast()), "reset", "{}");
            }
            return next;
        }

        @Override
        public void sent() {
            events.sent();
        }

        @Override
        public void onMore(Runnable more) {
            signal = more;
            journal.addSignal(more);
        }

        @Override
        public void close() {
            if (signal != null) {
                journal.removeSignal(signal);
            }
        }
    }

    /**
     * Returns the text of an event, for which it reserves memory, or empty if its subject no longer exists; an event for the
     * deletion follows later.
     */
    private Optional<String> event(long number, EventJournal.Entry entry, EventMemory memory) {
        String subject = entry.subject();
        Optional<?> data = switch (entry.kind()) {
            case MESSAGE -> store.message(subject).flatMap(stored -> memory.read(stored, SummaryJson::of));
            case DELETED -> Optional.of(Map.of("id", subject));
            case MARKED -> store.message(subject).map(Marked::of);
            case SESSION -> store.session(subject).map(SessionJson::of);
        };
        String type = switch (entry.kind()) {
            case MESSAGE -> "message";
            case DELETED -> "deleted";
            case MARKED -> "marked";
            case SESSION -> "session";
        };
        return data.map(value -> EventStream.event(journal.id(number), type, memory.json(value)));
    }

    /** The marks of a message. */
    private record Marked(String id, boolean read, List<String> tags) {
        static Marked of(StoredMessage stored) {
            return new Marked(stored.message().id(), stored.isRead(), stored.tags());
        }
    }
}
