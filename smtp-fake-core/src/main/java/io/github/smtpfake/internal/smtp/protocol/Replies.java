package io.github.smtpfake.internal.smtp.protocol;

import io.github.smtpfake.internal.text.Printable;
import io.github.smtpfake.session.Problem;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** All replies of the server. Codes: RFC 5321, 4.2; enhanced status codes: RFC 3463. */
final class Replies {
    static final Reply MAIL_OK = Reply.of(250, "2.1.0", "OK");
    static final Reply RCPT_OK = Reply.of(250, "2.1.5", "OK");
    static final Reply OK = Reply.of(250, "2.0.0", "OK");
    static final Reply START_DATA = Reply.of(354, "", "End data with <CR><LF>.<CR><LF>");
    // RFC 5321, 3.5.3: 250 is only for a verified address.
    static final Reply CANNOT_VERIFY =
            Reply.of(252, "2.1.5", "Cannot VRFY user, but will accept message and attempt delivery");

    static final Reply LINE_TOO_LONG = Reply.of(500, "5.5.2", "Line too long");
    static final Reply BARE_LINE_FEED = Reply.of(500, "5.5.2", "Line does not end with <CR><LF>");
    static final Reply NOT_UTF8 = Reply.of(500, "5.5.2", "Command is not valid UTF-8");
    static final Reply UNKNOWN_COMMAND = Reply.of(500, "5.5.1", "Command not recognized");
    static final Reply NOT_IMPLEMENTED = Reply.of(502, "5.5.1", "Command not implemented");
    static final Reply NO_ARGUMENT = Reply.of(501, "5.5.4", "No argument allowed");
    // RFC 2034, 4: a reply to EHLO or HELO has no enhanced status code.
    static final Reply DOMAIN_EXPECTED = Reply.of(501, "", "EHLO and HELO require a domain or an address literal");
    static final Reply NON_ASCII_DOMAIN = Reply.of(501, "", "EHLO and HELO require a domain in ASCII");
    static final Reply CONTROL_IN_DOMAIN = Reply.of(501, "", "Control character in the domain");
    static final Reply STRING_EXPECTED = Reply.of(501, "5.5.4", "VRFY requires a user name or an address");
    static final Reply GREETING_REJECTED = Reply.of(503, "5.5.1", "No service available, send QUIT");
    static final Reply EHLO_FIRST = Reply.of(503, "5.5.1", "Send EHLO or HELO first");
    static final Reply NESTED_MAIL = Reply.of(503, "5.5.1", "Nested MAIL command");
    static final Reply TOO_EARLY = Reply.of(503, "5.5.1", "Improper use of command pipelining");
    static final Reply MAIL_REJECTED = Reply.of(503, "5.5.1", "MAIL was rejected, send MAIL first");
    static final Reply MAIL_FIRST = Reply.of(503, "5.5.1", "Send MAIL first");
    static final Reply RCPT_FIRST = Reply.of(503, "5.5.1", "No valid recipients, send RCPT first");

    static final Reply DATA_AFTER_BDAT = Reply.of(503, "5.5.1", "Message was started with BDAT, continue with BDAT");
    static final Reply BINARY_NEEDS_BDAT = Reply.of(503, "5.5.1", "BODY=BINARYMIME requires BDAT");
    static final Reply CHUNK_FAILED = Reply.of(503, "5.5.1", "A chunk was rejected, send RSET");
    static final Reply NON_ASCII_ADDRESS = Reply.of(553, "5.6.7", "Non-ASCII address requires SMTPUTF8");

    static final Reply READY_FOR_TLS = Reply.of(220, "2.0.0", "Ready to start TLS");
    static final Reply TLS_FIRST = Reply.of(530, "5.7.0", "Send STARTTLS first");
    static final Reply TLS_ALREADY = Reply.of(503, "5.5.1", "TLS already active");
    static final Reply TLS_IN_TRANSACTION = Reply.of(503, "5.5.1", "STARTTLS not allowed during a mail transaction");

    static final Reply AUTHENTICATED = Reply.of(235, "2.7.0", "Authentication succeeded");
    static final Reply BAD_CREDENTIALS = Reply.of(535, "5.7.8", "Authentication credentials invalid");
    static final Reply AUTH_BUSY = Reply.of(454, "4.7.0", "Too many logins at the same time, try again later");
    static final Reply AUTH_FIRST = Reply.of(530, "5.7.0", "Authentication required");
    static final Reply AUTH_ALREADY = Reply.of(503, "5.5.1", "Already authenticated");
    static final Reply AUTH_IN_TRANSACTION = Reply.of(503, "5.5.1", "AUTH not allowed during a mail transaction");
    static final Reply AUTH_CANCELLED = Reply.of(501, "5.7.0", "Authentication cancelled");
    static final Reply UNKNOWN_MECHANISM = Reply.of(504, "5.5.4", "Authentication mechanism not supported");
    static final Reply NOT_BASE64 = Reply.of(501, "5.5.2", "Response is not valid base64");
    static final Reply AUTH_LINE_TOO_LONG = Reply.of(500, "5.5.6", "Authentication line too long");

    static final Reply LONG_SENDER = badSender("local part or domain too long");
    static final Reply LONG_RECIPIENT = badRecipient("local part or domain too long");

    /** The words of Mailpit, because clients may know them. */
    static final Reply RECIPIENT_NOT_ALLOWED =
            Reply.of(550, "5.1.0", "Requested action not taken: mailbox unavailable");

    static final Reply TOO_MANY_RECIPIENTS = Reply.of(452, "4.5.3", "Too many recipients");
    static final Reply ENVELOPE_TOO_LARGE = Reply.of(452, "4.5.3", "Envelope too large");
    static final Reply TOO_BIG = Reply.of(552, "5.3.4", "Message size exceeds the limit");
    static final Reply OUT_OF_MEMORY = Reply.of(452, "4.3.1", "Not enough memory, try again later");
    static final Reply STORE_TOO_SMALL = Reply.of(452, "4.3.1", "Message does not fit in the store");

    private static final int LONGEST_ECHO = 60;
    /** A reply line has at most 512 bytes (RFC 5321, section 4.5.3.1.5). */
    private static final int LONGEST_REASON = 400;

    private Replies() {}

    static Reply greeting(String host) {
        return Reply.of(220, "", host + " ESMTP smtp-fake");
    }

    static Reply hello(String host) {
        return Reply.of(250, "", host);
    }

    static Reply extendedHello(String host, List<String> extensions) {
        List<String> lines = new ArrayList<>();
        lines.add(host);
        lines.addAll(extensions);
        return new Reply(250, "", List.copyOf(lines));
    }

    static Reply help(List<String> verbs) {
        return new Reply(
                214, "2.0.0", List.of("smtp-fake captures every message and delivers none", String.join(" ", verbs)));
    }

    static Reply queued(String id) {
        return Reply.of(250, "2.0.0", "OK: queued as " + id);
    }

    /** Returns the reply to a message that is not stored, because the server ignores all its recipients. */
    static Reply queuedForNobody() {
        return Reply.of(250, "2.0.0", "OK: queued");
    }

    static Reply chunkReceived(long bytes) {
        return Reply.of(250, "2.0.0", bytes + " bytes received");
    }

    /** RFC 4954, 4: the challenge is base64; the space before it is kept even if it is empty. */
    static Reply challenge(byte[] challenge) {
        return Reply.of(334, "", Base64.getEncoder().encodeToString(challenge));
    }

    static Reply malformedResponse(String reason) {
        return Reply.of(501, "5.5.2", "Malformed authentication response: " + reason);
    }

    static Reply violation(Problem problem) {
        return Reply.of(550, "5.5.2", problem.detail());
    }

    /** Returns the rejection of a command because of the store, with its reason. */
    static Reply storeUnavailable(String reason) {
        return Reply.of(451, "4.3.0", Printable.line(reason, LONGEST_REASON));
    }

    /** Returns the rejection of a message that the store has no space for, with its reason. */
    static Reply storeFull(String reason) {
        return Reply.of(452, "4.3.1", Printable.line(reason, LONGEST_REASON));
    }

    static Reply pipelinedAfterStartTls(String host) {
        return Reply.of(421, "4.7.0", host + " closing connection: data received after STARTTLS before its reply");
    }

    static Reply bye(String host) {
        return Reply.of(221, "2.0.0", host + " closing connection");
    }

    static Reply badSender(String reason) {
        return Reply.of(501, "5.1.7", "Bad sender address: " + reason);
    }

    static Reply badRecipient(String reason) {
        return Reply.of(501, "5.1.3", "Bad recipient address: " + reason);
    }

    static Reply badArgument(String reason) {
        return Reply.of(501, "5.5.4", reason);
    }

    static Reply unknownParameter(String keyword) {
        return Reply.of(555, "5.5.4", "Parameter " + shorten(keyword) + " not recognized");
    }

    static Reply repeatedParameter(String keyword) {
        return badArgument("Duplicate parameter " + shorten(keyword));
    }

    /** RFC 5321, 4.5.3.1.5: a reply line has at most 512 bytes, while a command line may be longer. */
    private static String shorten(String keyword) {
        return keyword.length() <= LONGEST_ECHO ? keyword : keyword.substring(0, LONGEST_ECHO) + "...";
    }

    static Reply stopping(String host) {
        return Reply.of(421, "4.3.2", host + " is shutting down");
    }

    static Reply timeout(String host) {
        return Reply.of(421, "4.4.2", host + " closing connection: timeout exceeded");
    }

    static Reply tooManyConnections(String host) {
        return Reply.of(421, "4.3.2", host + " has too many connections, try again later");
    }

    static Reply displaced(String host) {
        return Reply.of(
                421, "4.3.2", host + " closing connection: too many connections, and this one was idle for longest");
    }

    static Reply noMemoryForConnection(String host) {
        return Reply.of(421, "4.3.1", host + " has too little memory for another connection, try again later");
    }

    static Reply tooManyErrors(String host) {
        return Reply.of(421, "4.7.0", host + " closing connection: too many bad commands");
    }

    static Reply chunkTooLarge(String host) {
        return Reply.of(421, "4.3.1", host + " closing connection: chunk too large");
    }

    static Reply chunkWithoutMemory(String host) {
        return Reply.of(421, "4.3.1", host + " closing connection: not enough memory for the chunk");
    }

    static Reply notHttp(String host) {
        return Reply.of(421, "4.7.0", host + " speaks SMTP, not HTTP");
    }

    static Reply tlsAlreadyActive(String host) {
        return Reply.of(421, "4.7.0", host + " uses TLS already");
    }

    /** @param offersStartTls whether the client can begin TLS later */
    static Reply notTls(String host, boolean offersStartTls) {
        return Reply.of(
                421,
                "4.7.0",
                host + " expects plain text on this port, not TLS" + (offersStartTls ? "; use STARTTLS" : ""));
    }

    static Reply internalError(String host) {
        return Reply.of(421, "4.3.0", host + " closing connection: internal error, see the server log");
    }
}
