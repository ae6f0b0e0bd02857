package io.github.smtpfake.inbox;

import io.github.smtpfake.internal.delivery.SessionRemark;
import io.github.smtpfake.internal.text.Ascii;
import io.github.smtpfake.session.RejectedCommand;
import io.github.smtpfake.session.SessionEnd;
import io.github.smtpfake.session.SmtpSession;
import java.util.Optional;

/** Returns why the server rejected a command, where the reply does not say so, and how to fix that. */
final class RejectionAdvice {
    /** RFC 5321, 4.2.3: the command is not implemented. */
    private static final int NOT_IMPLEMENTED = 502;
    /** RFC 4954, 6 and RFC 3207, 4: authentication or TLS is required. */
    private static final int REQUIRED = 530;
    /** RFC 4954, 6: the credentials are invalid. */
    private static final int INVALID_CREDENTIALS = 535;
    /** RFC 5321, 4.2.3: the message exceeds the limit of the server. */
    private static final int TOO_LARGE = 552;

    private static final String TLS_ON_PLAIN_PORT = "tlsHandshake";
    private static final String HTTP = "httpRequest";

    private RejectionAdvice() {}

    /** Returns advice; empty if there is none, or if a rule rejected the command on purpose. */
    static Optional<String> of(RejectedCommand rejected, SmtpSession session) {
        if (rejected.rule().isPresent()) {
            return Optional.empty();
        }
        if (hasProblem(session, TLS_ON_PLAIN_PORT) && session.info().tls().isEmpty()) {
            return Optional.of(
                    "The client began TLS at once, but this port begins in plain text."
                            + "\nUse STARTTLS or no TLS in the client, or start the server with tls(TlsMode.IMPLICIT) (--tls implicit).");
        }
        if (hasProblem(session, HTTP)) {
            return Optional.of("The client sent an HTTP request to the SMTP port. Give it the port of an HTTP server.");
        }
        if (session.end().equals(Optional.of(SessionEnd.TLS_FAILED))) {
            return ofHandshake(rejected.reply());
        }
        return switch (rejected.replyCode().orElse(0)) {
            case INVALID_CREDENTIALS -> new SessionClues(session).loginFailure().flatMap(RejectionAdvice::ofLogin);
            case REQUIRED -> Optional.of(ofRequirement(rejected.reply()));
            case NOT_IMPLEMENTED -> ofMissingExtension(Ascii.upperCase(rejected.command()));
            case TOO_LARGE ->
                Optional.of("Send a smaller message, or raise messageSize of the Limits (--max-message-size).");
            default -> Optional.empty();
        };
    }

    private static boolean hasProblem(SmtpSession session, String id) {
        return session.problems().stream().anyMatch(problem -> problem.id().equals(id));
    }

    /** The reason is a TLS alert in the JDK's words (RFC 8446, 6.2), or an exception of the JDK. */
    private static Optional<String> ofHandshake(String reason) {
        if (reason.endsWith("certificate_unknown")
                || reason.endsWith("unknown_ca")
                || reason.endsWith("bad_certificate")) {
            return Optional.of(
                    "The client does not trust the server's certificate. Make it trust tlsTrust() of the server.");
        }
        if (reason.startsWith("Unsupported or unrecognized SSL message")) {
            return Optional.of(
                    "The client did not begin TLS, but this port requires it at once. Use implicit TLS in the client.");
        }
        return Optional.empty();
    }

    private static Optional<String> ofLogin(SessionRemark reason) {
        return switch (reason) {
            case UNKNOWN_USER ->
                Optional.of(
                        "The server does not know this user. Let the client log in as one of the server's users(..) (--user).");
            case WRONG_PASSWORD ->
                Optional.of("The server knows this user, but the password is wrong."
                        + " Use the one in the server's users(..) (--user).");
            case UNKNOWN_TOKEN ->
                Optional.of("The token belongs to none of the server's users(..) (--user). Use a password of theirs.");
            case INVALID_EXCHANGE ->
                Optional.of("The password is right, but the client sent a wrong nonce or channel binding.");
        };
    }

    private static String ofRequirement(String reply) {
        return reply.contains("STARTTLS")
                ? "The server requires STARTTLS before this command."
                        + "\nEnable STARTTLS in the client, such as with mail.smtp.starttls.enable=true."
                : "The server requires a login before this command."
                        + "\nLet the client log in as one of the server's users(..) (--user), such as with mail.smtp.auth=true.";
    }

    private static Optional<String> ofMissingExtension(String command) {
        if (command.startsWith("STARTTLS")) {
            return Optional.of(
                    "The server does not offer STARTTLS."
                            + "\nStart it with tls(TlsMode.STARTTLS) (--tls starttls), or do not require STARTTLS in the client.");
        }
        return command.startsWith("AUTH")
                ? Optional.of("The server does not offer AUTH."
                        + "\nStart it without disable(SmtpExtension.AUTH) (--disable AUTH), or do not log in.")
                : Optional.empty();
    }
}
