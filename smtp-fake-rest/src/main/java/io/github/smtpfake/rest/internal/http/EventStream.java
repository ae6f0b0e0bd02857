package io.github.smtpfake.rest.internal.http;

/** Server-Sent Events: an answer that goes on until the client leaves. */
public final class EventStream implements Answer {
    private final Source source;

    /** Where the events of one client come from. */
    public interface Source {

        /**
         * Returns the events that come next, each made by {@link #event}; empty if there is none yet. Called by one thread at
         * a time, again and again until there is none.
         */
        String next();

        /** Takes what is to be called when there may be more events; calling it is quick. */
        void onMore(Runnable signal);

        /** The client has left, or could not be told. Called once. */
        void close();
    }

    /** Makes an answer that gives what comes from this source. */
    public EventStream(Source source) {
        this.source = source;
    }

    /**
     * Returns an event in the form of {@code text/event-stream}.
     *
     * @param id what the client sends as {@code Last-Event-ID} to resume behind this event
     * @param data a single line
     */
    public static String event(String id, String type, String data) {
        return "id: " + id + "\nevent: " + type + "\ndata: " + data + "\n\n";
    }

    Source source() {
        return source;
    }
}
