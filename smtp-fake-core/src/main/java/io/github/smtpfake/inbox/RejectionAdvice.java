package io.github.smtpfake.inbox;

import io.github.smtpfake.inbox.SessionClues.LoginFailure;
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
    /** RFC 5321, 4.2.3: the mailbox does not exist, or policy excludes it. */
    private static final int MAILBOX_UNAVAILABLE = 550;
    /** RFC 5321, 4.2.3: the message exceeds the limit of the server. */
    private static final int TOO_LARGE = 552;

    private static final String TLS_ON_PLAIN_PORT = "tlsHandshake";
    private static final String HTTP = "httpRequest";

    private static final String NOT_ALLOWED = "550 5.1.0 Requested action not taken: mailbox unavailable";
    private static final String ALLOW = "\nAllow it with allowedRecipients(..) (--allowed-recipients).";

    /** The fact and the advice for a session with a recipient that the server accepted but ignored. */
    static final String OF_IGNORED_RECIPIENT =
            "The server accepted but ignored a recipient, because it is not an allowed recipient." + ALLOW;

    private RejectionAdvice() {}

    /** Returns advice; empty if there is none, or if a rule rejected the command on purpose. */
    static Optional<String> of(RejectedCommand rejected, SmtpSession session) {
        if (rejected.rule().isPresent()) {
            return Optional.empty();
        }
        if (hasProblem(session, HTTP)) {
            return Optional.of(
                    "The client sent an HTTP request to the SMTP port.\nGive it the port of an HTTP server.");
        }
        if (session.end().equals(Optional.of(SessionEnd.TLS_FAILED))) {
            return ofHandshake(rejected.reply());
        }
        return switch (rejected.replyCode().orElse(0)) {
            case INVALID_CREDENTIALS -> new SessionClues(session).loginFailure().map(RejectionAdvice::ofLogin);
            case REQUIRED -> Optional.of(ofRequirement(rejected));
            case NOT_IMPLEMENTED -> ofMissingExtension(Ascii.upperCase(rejected.command()));
            case TOO_LARGE ->
                Optional.of("Send a smaller message, or raise messageSize of the Limits (--max-message-size).");
            case MAILBOX_UNAVAILABLE ->
                rejected.reply().equals(NOT_ALLOWED)
                        ? Optional.of("The recipient is not an allowed recipient." + ALLOW)
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** Returns whether the session failed because the client began with a TLS handshake on a port for plain text. */
    static boolean isTlsOnPlainPort(SmtpSession session) {
        return hasProblem(session, TLS_ON_PLAIN_PORT) && session.info().tls().isEmpty();
    }

    /** Returns the fact and the advice for a session that {@link #isTlsOnPlainPort}. */
    static String ofTlsOnPlainPort(SmtpSession session) {
        boolean isStartTlsOffered = session.rejectedCommands().stream()
                .anyMatch(command -> command.reply().contains("STARTTLS"));
        return "The client opened the connection with a TLS handshake, but this port expects plain text.\n"
                + (isStartTlsOffered ? "Use STARTTLS in the client" : "Turn off TLS in the client")
                + ", or start the server with tls(TlsMode.IMPLICIT) (--tls implicit).";
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
                    "The client does not trust the server's certificate.\nMake it trust tlsTrust() of the server.");
        }
        if (reason.startsWith("Unsupported or unrecognized SSL message")) {
            return Optional.of(
                    "The client did not begin TLS, but this port requires it at once.\nUse implicit TLS in the client.");
        }
        return Optional.empty();
    }

    private static String ofLogin(LoginFailure failure) {
        return switch (failure.reason()) {
            case UNKNOWN_USER ->
                "The server does not know the user of this login."
                        + "\nLog in as a user set with users(..) (--user), or add this one there.";
            case WRONG_PASSWORD ->
                "The server knows "
                        + failure.user().map(name -> "the user " + name).orElse("the user of this login")
                        + ", but the password is wrong."
                        + "\nUse the password set with users(..) (--user).";
            case UNKNOWN_TOKEN ->
                "The token of this login belongs to no user of the server."
                        + "\nUse a password set with users(..) (--user) as the token.";
            case INVALID_EXCHANGE ->
                "The password is right, but the client sent a wrong nonce or channel binding."
                        + "\nUpdate or replace the mail library of the client.";
        };
    }

    private static String ofRequirement(RejectedCommand rejected) {
        String command = Ascii.upperCase(rejected.command()).split("[ :]", 2)[0].replace("MAIL", "MAIL FROM");
        return rejected.reply().contains("STARTTLS")
                ? "The server requires STARTTLS before " + command + "."
                        + "\nEnable STARTTLS in the client (Jakarta Mail: mail.smtp.starttls.enable=true), or do not require it"
                        + " on the server."
                : "The server requires a login before " + command + "."
                        + "\nLog in as a user set with users(..) (--user; Jakarta Mail: mail.smtp.auth=true), or do not require"
                        + " it on the server.";
    }

    private static Optional<String> ofMissingExtension(String command) {
        if (command.startsWith("STARTTLS")) {
            return Optional.of(
                    "The server does not offer STARTTLS."
                            + "\nStart it with tls(TlsMode.STARTTLS) (--tls starttls), or do not require STARTTLS in the client.");
        }
        return command.startsWith("AUTH")
                ? Optional.of("The server does not offer AUTH."
                        + "\nRemove disable(SmtpExtension.AUTH) (--disable AUTH), or do not log in.")
                : Optional.empty();
    }
}
