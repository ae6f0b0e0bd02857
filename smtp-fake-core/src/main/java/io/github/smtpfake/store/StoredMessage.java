package io.github.smtpfake.store;

import io.github.smtpfake.message.CapturedMessage;
import java.util.List;

/**
 * A message as a {@link MessageStore} keeps it: with its place in the order and the marks that users set. Thread-safe. The
 * read mark and the tags are either current or those of the time when the store returned this object.
 */
public interface StoredMessage {

    /** Returns the number of the message. Later messages have higher numbers, and no number is ever used again. */
    long number();

    /**
     * Returns how many session changes, as {@link io.github.smtpfake.inbox.Mark#session()} counts them, there had been when the
     * client began the mail transaction with MAIL. The test that was running then caused the message, even if the message
     * arrived during a later test.
     */
    long begun();

    /** Returns the message. A store may read its bytes only when they are requested. */
    CapturedMessage message();

    /** Returns whether the message is marked as read. */
    boolean isRead();

    /** Returns the tags of the message, sorted ignoring case and without duplicates; unmodifiable. */
    List<String> tags();
}
