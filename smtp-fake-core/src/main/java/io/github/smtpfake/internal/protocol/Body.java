package io.github.smtpfake.internal.protocol;

/** What came between the reply to DATA and the end of data. */
public sealed interface Body {

    /** The text of a message, with its transparency undone; not to be changed. */
    record Complete(byte[] raw) implements Body {}

    /** More than the limit; all of it was read, and none is kept. */
    record TooLarge() implements Body {}
}
