package io.github.smtpfake.rules;

import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.session.SessionInfo;
import java.util.Optional;

/**
 * What the server knows when a session has reached a stage; what conditions look at. Immutable.
 *
 * @param session the session; at EHLO, HELO and AUTH with the name that is being given
 * @param envelope sender and recipients so far; at MAIL with the sender that is being given
 * @param recipient at RCPT, the recipient that is being given
 * @param nth at RCPT, the how manieth of its transaction it is, from 1 on; 0 at any other stage
 * @param octets at the content stage, how many octets of the message have come; 0 at any other stage
 * @param message at the end of data, the message
 */
public record Situation(
        Stage stage,
        SessionInfo session,
        Optional<Envelope> envelope,
        Optional<String> recipient,
        int nth,
        long octets,
        Optional<CapturedMessage> message) {

    /** Returns a situation of which no more is known than this. */
    public static Situation at(Stage stage, SessionInfo session, Optional<Envelope> envelope) {
        return new Situation(stage, session, envelope, Optional.empty(), 0, 0, Optional.empty());
    }

    /** Returns the same with the recipient of an RCPT. */
    public Situation withRecipient(String address, int nth) {
        return new Situation(stage, session, envelope, Optional.of(address), nth, octets, message);
    }

    /** Returns the same with the number of octets that have come. */
    public Situation withOctets(long octets) {
        return new Situation(stage, session, envelope, recipient, nth, octets, message);
    }

    /** Returns the same with a complete message. */
    public Situation withMessage(CapturedMessage message) {
        return new Situation(stage, session, envelope, recipient, nth, octets, Optional.of(message));
    }
}
