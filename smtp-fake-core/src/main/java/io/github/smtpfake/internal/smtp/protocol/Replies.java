package io.github.smtpfake.internal.smtp.protocol;

import io.github.smtpfake.session.Problem;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Every reply that the server can give, in one place. Codes: RFC 5321, 4.2; enhanced status codes: RFC 3463. */
final class Replies {
    static final Reply MAIL_OK = Reply.of(250, "2.1.0", "OK");
    static final Reply RCPT_OK = Reply.of(250, "2.1.5", "OK");
    static final Reply OK = Reply.of(250, "2.0.0", "OK");
    static final Reply START_DATA = Reply.of(354, "", "End data with <CR><LF>.<CR><LF>");
    // RFC 5321, 3.5.3: 250 is only for an address that was verified.
    static final Reply CANNOT_VERIFY =
            Reply.of(252, "2.1.5", "Cannot VRFY user, but will accept message and attempt delivery");

    static final Reply LINE_TOO_LONG = Reply.of(500, "5.5.2", "Line too long");
    static final Reply BARE_LINE_FEED = Reply.of(500, "5.5.2", "Line does not end with <CR><LF>");
    static final Reply NOT_UTF8 = Reply.of(500, "5.5.2", "Command is not valid UTF-8");
    static final Reply UNKNOWN_COMMAND = Reply.of(500, "5.5.1", "Command not recognized");
    static final Reply NOT_IMPLEMENTED = Reply.of(502, "5.5.1", "Command not implemented");
    static final Reply NO_ARGUMENT = Reply.of(501, "5.5.4", "This command takes no argument");
    // RFC 2034, 4: a response to EHLO or HELO has no enhanced status code, whatever it says.
    static final Reply DOMAIN_EXPECTED = Reply.of(501, "", "EHLO and HELO need a domain or an address literal");
    static final Reply CONTROL_IN_DOMAIN = Reply.of(501, "", "EHLO and HELO take no control characters");
    static final Reply STRING_EXPECTED = Reply.of(501, "5.5.4", "VRFY needs a user name or an address");
    static final Reply TURNED_AWAY = Reply.of(503, "5.5.1", "No service here: send QUIT");
    static final Reply EHLO_FIRST = Reply.of(503, "5.5.1", "Send EHLO or HELO first");
    static final Reply NESTED_MAIL = Reply.of(503, "5.5.1", "MAIL was given already");
    static final Reply TOO_EARLY = Reply.of(503, "5.5.1", "Wait for the reply to the command before");
    static final Reply MAIL_REFUSED = Reply.of(503, "5.5.1", "MAIL was refused: send it again first");
    static final Reply MAIL_FIRST = Reply.of(503, "5.5.1", "Send MAIL first");
    static final Reply RCPT_FIRST = Reply.of(503, "5.5.1", "No valid recipient: send RCPT first");

    static final Reply DATA_AFTER_BDAT = Reply.of(503, "5.5.1", "The message has begun with BDAT: go on with BDAT");
    static final Reply BINARY_NEEDS_BDAT = Reply.of(503, "5.5.1", "BODY=BINARYMIME needs BDAT");
    static final Reply CHUNK_FAILED = Reply.of(503, "5.5.1", "A chunk was refused: send RSET");
    static final Reply NON_ASCII_ADDRESS = Reply.of(553, "5.6.7", "Address is not ASCII, and SMTPUTF8 was not given");

    static final Reply READY_FOR_TLS = Reply.of(220, "2.0.0", "Ready to start TLS");
    static final Reply TLS_FIRST = Reply.of(530, "5.7.0", "Send STARTTLS first");
    static final Reply TLS_ALREADY = Reply.of(503, "5.5.1", "TLS is on already");
    static final Reply TLS_IN_TRANSACTION = Reply.of(503, "5.5.1", "STARTTLS is not possible after MAIL");

    static final Reply AUTHENTICATED = Reply.of(235, "2.7.0", "Authentication succeeded");
    static final Reply BAD_CREDENTIALS = Reply.of(535, "5.7.8", "Authentication credentials invalid");
    static final Reply AUTH_FIRST = Reply.of(530, "5.7.0", "Authentication required");
    static final Reply AUTH_ALREADY = Reply.of(503, "5.5.1", "Already authenticated");
    static final Reply AUTH_IN_TRANSACTION = Reply.of(503, "5.5.1", "AUTH is not possible after MAIL");
    static final Reply AUTH_CANCELLED = Reply.of(501, "5.7.0", "Authentication cancelled");
    static final Reply UNKNOWN_MECHANISM = Reply.of(504, "5.5.4", "Authentication mechanism not supported");
    static final Reply NOT_BASE64 = Reply.of(501, "5.5.2", "Response is not valid base64");
    static final Reply AUTH_LINE_TOO_LONG = Reply.of(500, "5.5.6", "Authentication line too long");

    static final Reply LONG_SENDER = badSender("its local part or domain is too long");
    static final Reply LONG_RECIPIENT = badRecipient("its local part or domain is too long");

    static final Reply TOO_MANY_RECIPIENTS = Reply.of(452, "4.5.3", "Too many recipients");
    static final Reply ENVELOPE_TOO_LARGE = Reply.of(452, "4.5.3", "Recipients of this message take too much room");
    static final Reply TOO_BIG = Reply.of(552, "5.3.4", "Message is larger than this server takes");
    static final Reply OUT_OF_MEMORY = Reply.of(452, "4.3.1", "Not enough memory, try again later");
    static final Reply STORE_FULL = Reply.of(452, "4.3.1", "Message does not fit into the store");

    private static final int LONGEST_ECHO = 60;

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

    static Reply chunkReceived(long octets) {
        return Reply.of(250, "2.0.0", octets + " octets received");
    }

    /** RFC 4954, 4: the challenge is base64, and an empty one still has the blank before it. */
    static Reply challenge(byte[] challenge) {
        return Reply.of(334, "", Base64.getEncoder().encodeToString(challenge));
    }

    static Reply malformedResponse(String reason) {
        return Reply.of(501, "5.5.2", "Malformed authentication response: " + reason);
    }

    static Reply violation(Problem problem) {
        return Reply.of(550, "5.5.2", problem.detail());
    }

    static Reply pipelinedBehindStartTls(String host) {
        return Reply.of(
                421, "4.7.0", host + " closing connection: nothing may be sent behind STARTTLS before its reply");
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
        return Reply.of(555, "5.5.4", "Parameter " + shortened(keyword) + " not recognized");
    }

    static Reply repeatedParameter(String keyword) {
        return badArgument("Parameter " + shortened(keyword) + " was given twice");
    }

    /** RFC 5321, 4.5.3.1.5: a line of a reply has at most 512 octets, and a line of a command may have more. */
    private static String shortened(String keyword) {
        return keyword.length() <= LONGEST_ECHO ? keyword : keyword.substring(0, LONGEST_ECHO) + "...";
    }

    static Reply stopping(String host) {
        return Reply.of(421, "4.3.2", host + " is shutting down");
    }

    static Reply timeout(String host) {
        return Reply.of(421, "4.4.2", host + " closing connection: nothing came for too long");
    }

    static Reply tooManyConnections(String host) {
        return Reply.of(421, "4.3.2", host + " has too many connections, try again later");
    }

    static Reply tooManyErrors(String host) {
        return Reply.of(421, "4.7.0", host + " closing connection: too many bad commands");
    }

    static Reply chunkTooLarge(String host) {
        return Reply.of(421, "4.3.1", host + " closing connection: nobody can send a chunk of that size");
    }

    static Reply chunkWithoutMemory(String host) {
        return Reply.of(421, "4.3.1", host + " closing connection: not enough memory for a chunk");
    }

    static Reply notHttp(String host) {
        return Reply.of(421, "4.7.0", host + " speaks SMTP, not HTTP");
    }

    static Reply internalError(String host) {
        return Reply.of(421, "4.3.0", host + " closing connection: internal error, see the server's log");
    }
}
