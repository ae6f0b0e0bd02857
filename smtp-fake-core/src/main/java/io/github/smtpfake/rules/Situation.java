package io.github.smtpfake.rules;

import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.session.SessionInfo;
import java.util.Optional;

/**
 * The state of a session when it reaches a stage. Conditions are evaluated against it. Immutable. Only smtp-fake
 * implements this interface; later versions may add methods.
 */
public interface Situation {

    /** Returns the stage that the session has reached. */
    Stage stage();

    /** Returns the session; at EHLO, HELO and AUTH, with the name that the client is sending. */
    SessionInfo session();

    /**
     * Returns the sender and the accepted recipients; at MAIL, with the sender that the client is sending. Empty
     * without a mail transaction.
     */
    Optional<Envelope> envelope();

    /** Returns the recipient that the client is sending; empty except at RCPT. */
    Optional<String> recipient();

    /**
     * Returns the 1-based index of this RCPT in its transaction, including rejected RCPT commands; 0 except at RCPT.
     */
    int nth();

    /** Returns how many bytes of the message have been received; 0 except at the content stage. */
    long bytesReceived();

    /** Returns the complete message; empty except at the end of data. */
    Optional<CapturedMessage> message();
}
