package io.github.smtpfake.store;

import io.github.smtpfake.session.SmtpSession;

/**
 * A session as a {@link MessageStore} receives it from the server. In addition to the values for tests, it has those
 * that a store needs to limit its memory and to wait for unfinished transactions. Thread-safe.
 *
 * <p>A store identifies a session by its {@link #id() id}, never by the identity of the object. The objects are live
 * views, which change until the session has ended. A store may keep them, or copy the necessary values on each call.
 */
public interface StoredSession extends SmtpSession {

    /** Returns how many mail transactions the client has begun with MAIL. */
    long transactionsBegun();

    /**
     * Returns how many of these transactions are finished: the message was stored or rejected, or the client dropped
     * the transaction, for example with RSET. While the session is open, an unfinished transaction may still deliver a
     * message.
     */
    long transactionsEnded();

    /** Returns the approximate size of the session in memory in bytes. A store limits the total of its sessions. */
    long footprint();
}
