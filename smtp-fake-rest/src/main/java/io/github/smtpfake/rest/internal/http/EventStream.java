package io.github.smtpfake.rest.internal.http;

/** Server-Sent Events: an answer that continues until the client disconnects. */
public final class EventStream implements Answer {
    private final Source source;

    /** The events of one client. */
    public interface Source {

        /**
         * Returns the next events, each created by {@link #event}, or an empty text if there are none yet. Called by one
         * thread at a time, repeatedly until the text is empty.
         */
        String next();

        /** Releases the memory of the texts that {@link #next} returned. Called by the same thread after they were sent. */
        default void sent() {}

        /** Sets a callback for when there may be more events. The callback returns quickly. */
        void onMore(Runnable signal);

        /** Releases the source, because the client disconnected or could not be reached. Called once. */
        void close();
    }

    /** Creates an answer that sends the events of this source. */
    public EventStream(Source source) {
        this.source = source;
    }

    /**
     * Returns an event in the form of {@code text/event-stream}.
     *
     * @param id the value of {@code Last-Event-ID} with which a client resumes after this event
     * @param data a single line
     */
    public static String event(String id, String type, String data) {
        return "id: " + id + "\nevent: " + type + "\ndata: " + data + "\n\n";
    }

    Source source() {
        return source;
    }
}
