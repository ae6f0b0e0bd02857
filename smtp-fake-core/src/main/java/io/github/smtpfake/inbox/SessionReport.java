package io.github.smtpfake.inbox;

import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.session.RejectedCommand;
import io.github.smtpfake.session.SessionEnd;
import io.github.smtpfake.session.SmtpSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Describes a session in one line, followed by one line for each reason why a message was not delivered. */
final class SessionReport {
    private static final int SHOWN = 3;
    /** The reply code for invalid credentials (RFC 4954, section 6). */
    private static final int INVALID_CREDENTIALS = 535;

    private SessionReport() {}

    static List<String> of(SmtpSession session) {
        List<String> lines = new ArrayList<>();
        lines.add(session.describe());
        List<RejectedCommand> rejected = session.rejectedCommands();
        rejected.stream().limit(SHOWN).forEach(command -> lines.add("rejected: " + command));
        if (rejected.size() > SHOWN) {
            lines.add("… and " + (rejected.size() - SHOWN) + " more rejected commands");
        }
        rejected.stream()
                .flatMap(command -> fix(command, session).stream())
                .findFirst()
                .ifPresent(lines::add);
        session.openTransaction().ifPresent(envelope -> lines.add(unfinished(envelope, session)));
        return lines;
    }

    /** Returns whether the report gives a reason, and not only that the session delivered nothing. */
    static boolean givesReason(SmtpSession session) {
        return !session.rejectedCommands().isEmpty()
                || session.openTransaction().isPresent();
    }

    /** Returns advice on how to fix a rejected command; empty if a rule rejected it on purpose. */
    private static Optional<String> fix(RejectedCommand command, SmtpSession session) {
        if (command.rule().isPresent()) {
            return Optional.empty();
        }
        if (command.replyCode().orElse(0) == INVALID_CREDENTIALS) {
            return Optional.of("Use a user name and password from the server's users(..).");
        }
        if (session.end().equals(Optional.of(SessionEnd.TLS_FAILED)) && isDistrust(command.reply())) {
            return Optional.of("Make the client trust the certificate from the server's tlsTrust().");
        }
        return Optional.empty();
    }

    /**
     * Returns whether the reason is a TLS alert for an untrusted certificate, in the JDK's words (RFC 8446, section
     * 6.2).
     */
    private static boolean isDistrust(String reason) {
        return reason.endsWith("certificate_unknown")
                || reason.endsWith("unknown_ca")
                || reason.endsWith("bad_certificate");
    }

    private static String unfinished(Envelope envelope, SmtpSession session) {
        if (!session.awaitsEndOfData()) {
            return "unfinished: " + envelope;
        }
        return "unfinished: " + envelope
                + (session.end().isPresent() ? "; the end of DATA never arrived" : "; waiting for the end of DATA");
    }
}
