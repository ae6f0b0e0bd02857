package io.github.smtpfake.rest.internal.mailpit;

import io.github.smtpfake.rest.internal.http.TextSource;
import io.github.smtpfake.rest.internal.json.JsonProperty;
import io.github.smtpfake.rest.internal.store.EventMemory;
import io.github.smtpfake.rest.internal.store.RecentEvents;
import io.github.smtpfake.store.MessageStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The events for one client. Used by one thread at a time; only {@link #signal} is called by any thread. */
final class EventFeed implements TextSource {
    private static final String ID = "ID";

    private final Events events;
    private final MessageStore store;
    private final RecentEvents<Event>.Reader recent;
    private volatile @Nullable Runnable signal;

    EventFeed(Events events, MessageStore store, RecentEvents<Event>.Reader recent) {
        this.events = events;
        this.store = store;
        this.recent = recent;
    }

    void signal() {
        Runnable more = signal;
        if (more != null) {
            more.run();
        }
    }

    @Override
    public String next() {
        return recent.next((number, event, memory) -> text(event, memory));
    }

    /** Returns the text of an event, or empty if its message no longer exists; an event for the deletion follows. */
    private Optional<String> text(Event event, EventMemory memory) {
        String id = event.subject();
        return switch (event.kind()) {
            case NEW ->
                store.message(id)
                        .flatMap(stored -> memory.read(stored, SummaryJson::of))
                        .map(summary -> frame("new", memory.json(summary)));
            case READ -> Optional.of(frame("update", memory.json(new Mark(id, true))));
            case UNREAD -> Optional.of(frame("update", memory.json(new Mark(id, false))));
            case TAGS -> store.message(id).map(stored -> frame("update", memory.json(new Tags(id, stored.tags()))));
            case DELETE -> Optional.of(frame("delete", memory.json(Map.of(ID, id))));
            case PRUNE -> Optional.of(frame("prune", event.subject()));
            case TRUNCATE -> Optional.of(frame("truncate", event.subject()));
            case STATS -> Optional.of(frame("stats", event.subject()));
            case ERROR -> Optional.of(frame("error", event.subject()));
        };
    }

    private static String frame(String type, String data) {
        return "{\"Type\":\"" + type + "\",\"Data\":" + data + "}";
    }

    @Override
    public boolean isOverrun() {
        return recent.isOverrun();
    }

    @Override
    public void sent() {
        recent.sent();
    }

    @Override
    public void onMore(Runnable more) {
        signal = more;
        events.connected(this);
    }

    @Override
    public void close() {
        events.disconnected(this);
    }

    private record Mark(
            @JsonProperty(ID) String id,
            @JsonProperty("Read") boolean read) {}

    private record Tags(
            @JsonProperty(ID) String id,
            @JsonProperty("Tags") List<String> tags) {}
}
