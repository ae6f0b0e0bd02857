package io.github.smtpfake.rules;

import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.session.SessionInfo;
import java.util.Optional;

/**
 * What the server knows when a session reaches a stage. Conditions are evaluated against it. Immutable. Implemented by
 * smtp-fake alone; later versions may add methods.
 */
public interface Situation {

    /** Returns the stage that the session has reached. */
    Stage stage();

    /** Returns the session; at EHLO, HELO and AUTH, with the name that the client is giving. */
    SessionInfo session();

    /** Returns the sender and the recipients so far; at MAIL, with the sender that the client is giving. */
    Optional<Envelope> envelope();

    /** Returns the recipient that the client is giving; empty except at RCPT. */
    Optional<String> recipient();

    /** Returns the 1-based index of this RCPT in its transaction, counting rejected ones; 0 except at RCPT. */
    int nth();

    /** Returns how many bytes of the message have been received; 0 except at the content stage. */
    long bytesReceived();

    /** Returns the complete message; empty except at the end of data. */
    Optional<CapturedMessage> message();
}
