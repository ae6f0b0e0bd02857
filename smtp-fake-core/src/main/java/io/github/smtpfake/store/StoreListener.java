package io.github.smtpfake.store;

import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.session.SmtpSession;

/**
 * Hears of each change of a store, in their order. Called within the change by the thread that makes it, so that it must be
 * quick, must not throw and must not call the store.
 */
public interface StoreListener {

    /** A message was added; whoever asks the store from now on finds it. */
    void added(CapturedMessage message);

    /** A message was deleted, or evicted because the store was full. */
    void removed(CapturedMessage message);

    /** A session has begun, has refused a command, or has ended. */
    void changed(SmtpSession session);
}
