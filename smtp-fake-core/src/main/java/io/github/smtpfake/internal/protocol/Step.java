package io.github.smtpfake.internal.protocol;

/** What the connection has to do next, as {@link Session} decides. */
public sealed interface Step {

    /** Sends a reply and goes on with the next line. */
    record Send(Reply reply) implements Step {}

    /** Sends a reply and reads the text of a message. */
    record ReadData(Reply reply) implements Step {}

    /** Sends a reply and closes the connection. */
    record Close(Reply reply) implements Step {}
}
