package io.github.smtpfake.rules;

import java.util.EnumSet;
import java.util.Set;

/**
 * Where in a session a rule can fire. The stage of a command is reached when the server is about to accept it; one that
 * it refuses by itself, such as RCPT before MAIL, fires nothing but rules of {@link #COMMAND}.
 */
public enum Stage {
    /** On the port that is encrypted from the first octet on (RFC 8314), before the handshake. */
    SMTPS("smtps"),
    /** Before the greeting. */
    CONNECT("connect"),
    /** EHLO. */
    EHLO("ehlo"),
    /** HELO. */
    HELO("helo"),
    /** STARTTLS, before its reply and the handshake. */
    STARTTLS("starttls"),
    /** The credentials of AUTH are complete and right, before the reply to them. */
    AUTH("auth"),
    /** MAIL. */
    MAIL("mail"),
    /** RCPT. */
    RCPT("rcpt"),
    /** DATA, before its 354. */
    DATA("data"),
    /** While the text of a message is read, after DATA or BDAT. */
    CONTENT("content"),
    /** The message is complete, before it is stored and the reply is given. */
    END_OF_DATA("endOfData"),
    /** The octets of a chunk have come, before the reply to BDAT. */
    BDAT("bdat"),
    /** RSET. */
    RSET("rset"),
    /** QUIT. */
    QUIT("quit"),
    /** Any command, also one that is unknown or in error, before it is carried out and before the stage of its own. */
    COMMAND("command");

    private static final Set<Stage> WITHOUT_TRANSACTION = EnumSet.of(SMTPS, CONNECT, EHLO, HELO, STARTTLS, AUTH);

    private final String jsonName;

    Stage(String jsonName) {
        this.jsonName = jsonName;
    }

    /** Returns how the stage is called in JSON. */
    public String jsonName() {
        return jsonName;
    }

    /** Returns whether the condition can hold at this stage: whether the server knows by then what it asks for. */
    public boolean knows(RuleCondition condition) {
        if (condition instanceof RuleCondition.Not not) {
            return not.all().stream().allMatch(this::knows);
        }
        if (condition instanceof RuleCondition.Sender) {
            return !WITHOUT_TRANSACTION.contains(this);
        }
        if (condition instanceof RuleCondition.Recipient) {
            return !WITHOUT_TRANSACTION.contains(this) && this != MAIL;
        }
        if (condition instanceof RuleCondition.Helo || condition instanceof RuleCondition.User) {
            return this != SMTPS && this != CONNECT;
        }
        if (condition instanceof RuleCondition.Tls) {
            return this != SMTPS;
        }
        if (condition instanceof RuleCondition.Nth) {
            return this == RCPT;
        }
        if (condition instanceof RuleCondition.AfterBytes) {
            return this == CONTENT;
        }
        if (condition instanceof RuleCondition.LargerThan || condition instanceof RuleCondition.Header) {
            return this == END_OF_DATA;
        }
        return true;
    }

    /** Returns whether the action can be taken at this stage. */
    public boolean takes(RuleAction action) {
        if (action instanceof RuleAction.Reply
                || action instanceof RuleAction.MalformedReply
                || action instanceof RuleAction.DropReply) {
            return this != SMTPS && this != CONTENT;
        }
        if (action instanceof RuleAction.Throttle) {
            return this == CONNECT || this == CONTENT;
        }
        if (action instanceof RuleAction.Store) {
            return this == END_OF_DATA;
        }
        if (action instanceof RuleAction.Present) {
            return this == SMTPS || this == STARTTLS;
        }
        return true;
    }

    /**
     * Returns the codes that a rule may reply with besides 400 to 599, as a client would take any other for a broken
     * protocol; empty where only a refusal fits.
     */
    String positiveCodes() {
        return switch (this) {
            case CONNECT -> "220";
            case DATA -> "354";
            case AUTH -> "235";
            case QUIT -> "221";
            case SMTPS, STARTTLS, COMMAND, CONTENT -> "";
            default -> "250";
        };
    }
}
