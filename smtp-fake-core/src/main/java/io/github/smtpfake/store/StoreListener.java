package io.github.smtpfake.store;

import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.session.SmtpSession;
import java.util.List;

/**
 * Receives the changes of a store in their order. The store calls the listener before the method that makes a change
 * returns, so a listener must return quickly, must not throw and must not call the store.
 */
public interface StoreListener {

    /** Called when a message has been stored. */
    void added(CapturedMessage message);

    /**
     * Called when messages have been deleted, or evicted because of a limit. A store that deletes many messages may call
     * this method several times.
     *
     * @param ids the ids of the messages, oldest first; unmodifiable
     */
    void removed(List<String> ids);

    /**
     * Called when messages have been marked as read or unread. A store that marks many messages may call this method several
     * times. By default, does nothing.
     *
     * @param ids the ids of the messages whose read mark has changed, oldest first; unmodifiable
     * @param read whether they are read now
     */
    default void markedRead(List<String> ids, boolean read) {}

    /**
     * Called when the tags of messages have changed. A store that changes many messages may call this method several times. By
     * default, does nothing.
     *
     * @param ids the ids of the messages, oldest first; unmodifiable
     */
    default void retagged(List<String> ids) {}

    /** Called when a session has begun or ended, or the server has rejected one of its commands. */
    void changed(SmtpSession session);
}
