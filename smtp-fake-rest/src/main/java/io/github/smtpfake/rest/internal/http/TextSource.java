package io.github.smtpfake.rest.internal.http;

/** The texts for the client of a {@link WebSocket}, of which each is a message. */
public interface TextSource extends EventStream.Source {

    /** Returns whether the client reads so slowly that texts are lost. Its WebSocket is then closed. Called after {@link #next}. */
    boolean isOverrun();
}
