package io.github.smtpfake.store;

import io.github.smtpfake.session.SmtpSession;

/**
 * A session as the server hands it to a {@link MessageStore}: besides what tests see, it has what a store needs to bound
 * its memory and to wait for messages that are under way. Thread-safe.
 *
 * <p>A store recognizes a session by its {@link #id() id}, never by the identity of the object. The objects that a server
 * hands out are live views, which change until the session has ended; a store may keep them, or copy what it needs on each
 * call.
 */
public interface StoredSession extends SmtpSession {

    /** Returns how many mail transactions the client has begun with MAIL. */
    long transactionsBegun();

    /**
     * Returns how many of these transactions are over: the message is stored or was rejected, or the client dropped the
     * transaction, for example with RSET. While the session is open, a transaction that has begun and is not over may still
     * deliver a message.
     */
    long transactionsEnded();

    /** Returns the approximate size in bytes of the session in memory; a store bounds the sum of its sessions. */
    long footprint();
}
