package io.github.smtpfake.internal.smtp.protocol;

import io.github.smtpfake.session.Problem;

/** What a client can do against an RFC outside of the text of its messages. */
final class Problems {
    static final Problem BARE_LF = Problem.violation("bareLf", "Command line ended by LF alone", "RFC 5321, 2.3.8");
    static final Problem LINE_TOO_LONG =
            Problem.violation("commandTooLong", "Command line longer than the limit", "RFC 5321, 4.5.3.1.4");
    static final Problem NOT_UTF8 =
            Problem.violation("notUtf8", "Octets above 127 in a command that are not UTF-8", "RFC 6531, 3.3");
    static final Problem MISSING_EHLO = Problem.violation("missingEhlo", "Mail before EHLO or HELO", "RFC 5321, 4.1.4");
    static final Problem OUT_OF_ORDER =
            Problem.violation("commandOutOfOrder", "Command at the wrong time", "RFC 5321, 4.1.4");
    static final Problem BLANK_BEFORE_PATH =
            Problem.violation("blankBeforePath", "Blank between the colon and the address", "RFC 5321, 3.3");
    static final Problem NON_ASCII_ADDRESS = Problem.violation(
            "nonAsciiAddressWithoutSMTPUTF8", "Address that is not ASCII without SMTPUTF8", "RFC 6531, 3.4");
    static final Problem HTTP_REQUEST =
            Problem.violation("httpRequest", "HTTP request on the SMTP port", "RFC 5321, 4.1.1");
    static final Problem PIPELINED_BEHIND_STARTTLS =
            Problem.violation("pipelinedBehindStartTls", "Octets behind STARTTLS before its reply", "RFC 3207, 4.2");

    static final Problem PIPELINED_WITHOUT_PIPELINING = Problem.violation(
            "pipelinedWithoutPIPELINING", "Octets before the reply, without PIPELINING", "RFC 5321, 2.1");
    static final Problem NOT_LAST_IN_GROUP = Problem.violation(
            "notLastInGroup",
            "Octets before the reply to a command that has to be the last of its group",
            "RFC 2920, 3.1");
    static final Problem LONG_COMMAND =
            Problem.violation("longCommand", "Command line of more than 512 octets", "RFC 5321, 4.5.3.1.4");

    static final Problem UNKNOWN_COMMAND =
            Problem.violation("unknownCommand", "Command that is none", "RFC 5321, 4.2.4");
    static final Problem UNKNOWN_PARAMETER = Problem.violation(
            "unknownParameter", "Parameter of an extension that was not offered", "RFC 5321, 4.1.1.11");
    static final Problem REPEATED_PARAMETER =
            Problem.violation("malformedCommand", "Parameter that was given twice", "RFC 5321, 4.1.1");
    static final Problem MALFORMED_RESPONSE =
            Problem.violation("malformedResponse", "Response of AUTH that is none of its mechanism", "RFC 4954, 4");
    static final Problem LONG_LOCAL_PART =
            Problem.violation("longLocalPart", "Local part of more than 64 octets", "RFC 5321, 4.5.3.1.1");
    static final Problem LONG_DOMAIN =
            Problem.violation("longDomain", "Domain of more than 255 octets", "RFC 5321, 4.5.3.1.2");

    private Problems() {}

    static Problem malformed(String reason) {
        return Problem.violation("malformedCommand", reason, "RFC 5321, 4.1.1");
    }

    static Problem malformedAddress(String reason) {
        return Problem.violation("malformedAddress", "Address in MAIL or RCPT: " + reason, "RFC 5321, 4.1.2");
    }
}
