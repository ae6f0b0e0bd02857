package io.github.smtpfake.store;

import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.session.SmtpSession;

/**
 * Receives the changes of a store in their order. The thread that makes a change calls the listener before the change
 * is complete, so a listener must return quickly, must not throw and must not call the store.
 */
public interface StoreListener {

    /** Called when a message has been stored. */
    void added(CapturedMessage message);

    /** Called when a message has been deleted, or evicted because the store was full. */
    void removed(CapturedMessage message);

    /** Called when a session has begun or ended, or the server has rejected one of its commands. */
    void changed(SmtpSession session);
}
