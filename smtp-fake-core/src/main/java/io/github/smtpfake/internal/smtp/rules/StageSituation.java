package io.github.smtpfake.internal.smtp.rules;

import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.rules.Situation;
import io.github.smtpfake.rules.Stage;
import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.session.SessionInfo;
import java.util.Optional;

/** The state of a session when it announces a stage to the rules. */
public record StageSituation(
        Stage stage,
        SessionInfo session,
        Optional<Envelope> envelope,
        Optional<String> recipient,
        int nth,
        long bytesReceived,
        Optional<CapturedMessage> message)
        implements Situation {

    /** Returns a situation with the values that every stage has. */
    public static StageSituation at(Stage stage, SessionInfo session, Optional<Envelope> envelope) {
        return new StageSituation(stage, session, envelope, Optional.empty(), 0, 0, Optional.empty());
    }

    /** Returns this situation with the recipient of RCPT and the 1-based index of that RCPT. */
    public StageSituation withRecipient(String address, int nth) {
        return new StageSituation(stage, session, envelope, Optional.of(address), nth, bytesReceived, message);
    }

    /** Returns this situation with the number of bytes of the message that have been received. */
    public StageSituation withBytesReceived(long bytes) {
        return new StageSituation(stage, session, envelope, recipient, nth, bytes, message);
    }

    /** Returns this situation with a complete message. */
    public StageSituation withMessage(CapturedMessage message) {
        return new StageSituation(stage, session, envelope, recipient, nth, bytesReceived, Optional.of(message));
    }
}
