package io.github.smtpfake.inbox;

import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.session.RejectedCommand;
import io.github.smtpfake.session.SessionEnd;
import io.github.smtpfake.session.SessionInfo;
import io.github.smtpfake.session.SmtpSession;
import io.github.smtpfake.session.TranscriptLine;
import io.github.smtpfake.session.TranscriptLine.Speaker;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a session did, and why it did not deliver mail: a line, and one for each reason. */
final class SessionReport {
    private static final int SHOWN = 3;

    private SessionReport() {}

    static List<String> of(SmtpSession session) {
        List<String> lines = new ArrayList<>();
        lines.add(client(session.info()) + ": " + delivered(session.messageIds().size()) + ", " + end(session));
        List<RejectedCommand> refusals = session.rejectedCommands();
        refusals.stream().limit(SHOWN).forEach(refusal -> lines.add("refused: " + refusal));
        if (refusals.size() > SHOWN) {
            lines.add("… and " + (refusals.size() - SHOWN) + " more refusals");
        }
        refusals.stream()
                .flatMap(refusal -> advice(refusal, session).stream())
                .findFirst()
                .ifPresent(lines::add);
        session.openTransaction().ifPresent(envelope -> lines.add(openTransaction(envelope, session)));
        return lines;
    }

    /** Returns whether a reason is known, and not only that nothing came. */
    static boolean tellsWhy(SmtpSession session) {
        return !session.rejectedCommands().isEmpty()
                || session.openTransaction().isPresent();
    }

    private static String client(SessionInfo info) {
        return info.client()
                + info.helo().map(name -> ", EHLO " + name).orElse(", no EHLO")
                + info.authentication().map(who -> ", user " + who.user()).orElse("")
                + info.tls().map(tls -> ", " + tls.protocol()).orElse("");
    }

    private static String delivered(int messages) {
        return switch (messages) {
            case 0 -> "delivered nothing";
            case 1 -> "delivered 1 message";
            default -> "delivered " + messages + " messages";
        };
    }

    private static String end(SmtpSession session) {
        return session.end().map(SessionReport::sentence).orElse("is still open");
    }

    private static String sentence(SessionEnd end) {
        return switch (end) {
            case QUIT -> "ended with QUIT";
            case DISCONNECTED -> "disconnected without QUIT";
            case TIMEOUT -> "was silent for too long";
            case REJECTED -> "was turned away";
            case ABORTED_BY_RULE -> "was broken off by a rule";
            case TLS_FAILED -> "ended as TLS failed";
            case STOPPED -> "ended as the server stopped";
        };
    }

    /** Whoever reads this has, as a rule, forgotten something that we know from the outside. */
    private static Optional<String> advice(RejectedCommand refusal, SmtpSession session) {
        if (refusal.rule().isPresent()) {
            return Optional.empty();
        }
        if (refusal.reply().startsWith("535 ")) {
            return Optional.of("The user is unknown or the password wrong: the server takes what its users(..) say.");
        }
        if (session.end().equals(Optional.of(SessionEnd.TLS_FAILED)) && isDistrust(refusal.reply())) {
            return Optional.of("Make the client trust the certificate that tlsTrust() of the server provides.");
        }
        return Optional.empty();
    }

    /** The alerts of RFC 8446, 6.2 by which a client says that. */
    private static boolean isDistrust(String reason) {
        return reason.endsWith("certificate_unknown")
                || reason.endsWith("unknown_ca")
                || reason.endsWith("bad_certificate");
    }

    private static String openTransaction(Envelope envelope, SmtpSession session) {
        List<TranscriptLine> transcript = session.transcript();
        boolean amidText = !transcript.isEmpty()
                && transcript.get(transcript.size() - 1).speaker() == Speaker.SERVER
                && transcript.get(transcript.size() - 1).line().startsWith("354");
        return "not ended: mail " + envelope + (amidText ? ", in DATA: the end of its text has not come" : "");
    }
}
