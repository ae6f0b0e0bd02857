package io.github.smtpfake.internal.smtp.protocol;

import io.github.smtpfake.session.Problem;

/** The violations of RFCs that a session records, as opposed to those of its messages. */
final class Problems {
    static final Problem BARE_LF =
            Problem.violation("bareLf", "Command line ends with LF instead of CRLF", "RFC 5321, 2.3.8");
    static final Problem LINE_TOO_LONG =
            Problem.violation("commandTooLong", "Command line exceeds the limit", "RFC 5321, 4.5.3.1.4");
    static final Problem NOT_UTF8 = Problem.violation("notUtf8", "Command is not valid UTF-8", "RFC 6531, 3.3");
    static final Problem MISSING_EHLO =
            Problem.violation("missingEhlo", "MAIL or AUTH before EHLO or HELO", "RFC 5321, 4.1.4");
    static final Problem OUT_OF_ORDER =
            Problem.violation("commandOutOfOrder", "Command out of order", "RFC 5321, 4.1.4");
    static final Problem SPACE_BEFORE_PATH =
            Problem.violation("spaceBeforePath", "Space between the colon and the address", "RFC 5321, 3.3");
    static final Problem NON_ASCII_ADDRESS =
            Problem.violation("nonAsciiAddressWithoutSmtputf8", "Non-ASCII address without SMTPUTF8", "RFC 6531, 3.4");
    static final Problem NON_ASCII_EHLO =
            Problem.violation("nonAsciiEhlo", "Domain of EHLO or HELO is not ASCII", "RFC 6531, 3.7.1");
    static final Problem UNBRACKETED_PATH =
            Problem.violation("unbracketedPath", "Address without angle brackets", "RFC 5321, 4.1.2");
    static final Problem HTTP_REQUEST =
            Problem.violation("httpRequest", "HTTP request on the SMTP port", "RFC 5321, 4.1.1");
    static final Problem TLS_HANDSHAKE =
            Problem.violation("tlsHandshake", "TLS handshake on a plain text port", "RFC 8314, 3.3");
    static final Problem PIPELINED_AFTER_STARTTLS =
            Problem.violation("pipelinedAfterStartTls", "Data after STARTTLS before its reply", "RFC 3207, 4.2");

    static final Problem PIPELINED_WITHOUT_PIPELINING = Problem.violation(
            "pipelinedWithoutPipelining", "Data sent before the last reply, without PIPELINING", "RFC 5321, 2.1");
    static final Problem NOT_LAST_IN_GROUP = Problem.violation(
            "notLastInGroup",
            "Data sent before the reply to a command that must be the last of its group",
            "RFC 2920, 3.1");
    static final Problem LONG_COMMAND =
            Problem.violation("longCommand", "Command line longer than 512 bytes", "RFC 5321, 4.5.3.1.4");

    static final Problem UNKNOWN_COMMAND = Problem.violation("unknownCommand", "Unknown command", "RFC 5321, 4.2.4");
    static final Problem UNKNOWN_PARAMETER = Problem.violation(
            "unknownParameter", "Parameter of an extension that is not offered", "RFC 5321, 4.1.1.11");
    static final Problem REPEATED_PARAMETER =
            Problem.violation("malformedCommand", "Duplicate parameter", "RFC 5321, 4.1.1");
    static final Problem MALFORMED_RESPONSE =
            Problem.violation("malformedResponse", "Invalid AUTH response", "RFC 4954, 4");
    static final Problem UNPADDED_BASE64 =
            Problem.violation("unpaddedBase64", "AUTH response without the padding of base64", "RFC 4954, 4");
    static final Problem LONG_LOCAL_PART =
            Problem.violation("longLocalPart", "Local part longer than 64 bytes", "RFC 5321, 4.5.3.1.1");
    static final Problem LONG_DOMAIN =
            Problem.violation("longDomain", "Domain longer than 255 bytes", "RFC 5321, 4.5.3.1.2");

    private Problems() {}

    static Problem malformed(String reason) {
        return Problem.violation("malformedCommand", reason, "RFC 5321, 4.1.1");
    }

    static Problem malformedAddress(String reason) {
        return Problem.violation("malformedAddress", "Invalid address in MAIL or RCPT: " + reason, "RFC 5321, 4.1.2");
    }
}
