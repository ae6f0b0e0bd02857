package io.github.smtpfake.rest.internal.api;

import io.github.smtpfake.internal.memory.MemoryBudget;
import io.github.smtpfake.internal.memory.Reservation;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.rest.internal.http.Answer;
import io.github.smtpfake.rest.internal.http.EventStream;
import io.github.smtpfake.rest.internal.http.ProblemDetails;
import io.github.smtpfake.rest.internal.http.ProblemException;
import io.github.smtpfake.rest.internal.http.Request;
import io.github.smtpfake.rest.internal.json.Json;
import io.github.smtpfake.rest.internal.store.RowReader;
import io.github.smtpfake.store.MessageStore;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code /api/events}: a stream of the events of the store. */
final class EventsResource {
    /** The text of an event, its bytes, and what they are created from. */
    private static final int COPIES = 4;

    private static final int UNRESERVED = 4 * 1024;

    private static final String WEBSOCKET = "websocket";

    private final MessageStore store;
    private final EventJournal journal;

    EventsResource(MessageStore store, EventJournal journal) {
        this.store = store;
        this.journal = journal;
    }

    /** Streams events. Rejects web pages of other origins here, so that no encoding of the path evades the check. */
    Answer listen(Request request) {
        request.requireOwnOrigin();
        request.parameters().requireOnly(Set.of());
        // Clients that offer HTTP/2, such as that of the JDK, send the header, too.
        if (request.headers("Upgrade").stream().anyMatch(WEBSOCKET::equalsIgnoreCase)) {
            throw new ProblemException(ProblemDetails.notImplemented(
                    "WebSocket is not supported. Send a plain GET to receive Server-Sent Events."));
        }
        List<String> resumed = request.headers("Last-Event-ID");
        return new EventStream(new Feed(resumed.isEmpty() ? journal.last() : journal.number(resumed.get(0))));
    }

    /** The events of one client. */
    private final class Feed implements EventStream.Source {
        private final Reservation memory = MemoryBudget.ofJvm().newReservation();
        /** For the events that the client has yet to receive. */
        private RowReader reader = new RowReader();

        private long position;
        private @Nullable Runnable signal;

        Feed(long position) {
            this.position = position;
        }

        @Override
        public String next() {
            if (!journal.has(position)) {
                // Some events are lost, so the client has to list everything again.
                position = journal.last();
                return EventStream.event(journal.id(position), "reset", "{}");
            }
            Optional<String> next = Optional.empty();
            List<EventJournal.Entry> entries = journal.after(position, 1);
            if (entries.isEmpty()) {
                reader = new RowReader();
            }
            while (next.isEmpty() && !entries.isEmpty()) {
                memory.close();
                EventJournal.Entry entry = entries.get(0);
                next = event(entry, memory, reader);
                position = entry.number();
                entries = journal.after(position, 1);
            }
            return next.orElse("");
        }

        @Override
        public void sent() {
            memory.close();
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
    private Optional<String> event(EventJournal.Entry entry, Reservation memory, RowReader reader) {
        String subject = entry.subject();
        Optional<?> data = switch (entry.kind()) {
            case MESSAGE ->
                store.message(subject).flatMap(stored -> {
                    reserve(memory, recipientChars(stored.message()));
                    return reader.read(stored, SummaryJson::of);
                });
            case DELETED -> Optional.of(Map.of("id", subject));
            case SESSION -> store.session(subject).map(SessionJson::of);
        };
        String type = switch (entry.kind()) {
            case MESSAGE -> "message";
            case DELETED -> "deleted";
            case SESSION -> "session";
        };
        return data.map(value -> {
            String json = new String(Json.bytes(value), StandardCharsets.UTF_8);
            reserve(memory, json.length());
            return EventStream.event(journal.id(entry.number()), type, json);
        });
    }

    private static long recipientChars(CapturedMessage message) {
        return message.envelope().recipients().stream()
                .mapToLong(String::length)
                .sum();
    }

    /** Reserves memory for the copies of a text; a short one counts as a part of its connection. */
    private static void reserve(Reservation memory, long chars) {
        long more = COPIES * chars - memory.bytes();
        if (chars > UNRESERVED && more > 0) {
            memory.growWhenFree(more);
        }
    }
}
