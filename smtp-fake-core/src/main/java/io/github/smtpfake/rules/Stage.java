package io.github.smtpfake.rules;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A point in a session at which rules can fire. The stage of a command is reached when the server is about to accept
 * the command. A command that the server itself rejects, such as RCPT before MAIL, only reaches {@link #COMMAND}.
 */
public enum Stage {
    /** A client has connected to a port with implicit TLS (RFC 8314); the handshake has not begun. */
    SMTPS("smtps", "smtps", "", ""),
    /** A client has connected; the greeting has not been sent. */
    CONNECT("connect", "connect", "", "220"),
    /** EHLO. */
    EHLO("ehlo", "ehlo", "", "250"),
    /** HELO. */
    HELO("helo", "helo", "", "250"),
    /** STARTTLS, before the reply and the handshake. */
    STARTTLS("starttls", "startTls", "", ""),
    /** AUTH, after the client sent valid credentials and before the reply to them. */
    AUTH("auth", "auth", "user", "235"),
    /** MAIL. */
    MAIL("mail", "mailFrom", "sender", "250"),
    /** RCPT. */
    RCPT("rcpt", "rcptTo", "recipient", "250"),
    /** DATA, before the reply 354. */
    DATA("data", "data", "", "354"),
    /** While the server reads the content of a message, after DATA or BDAT. */
    CONTENT("content", "content", "", ""),
    /** The message is complete; it has not been stored, and the reply has not been sent. */
    END_OF_DATA("endOfData", "endOfData", "", "250"),
    /** BDAT, after the server received the bytes of the chunk and before the reply. */
    BDAT("bdat", "bdat", "", "250"),
    /** RSET. */
    RSET("rset", "rset", "", "250"),
    /** QUIT. */
    QUIT("quit", "quit", "", "221"),
    /**
     * Any command, even an unknown or invalid one, before the server executes it and before the command's own stage.
     */
    COMMAND("command", "anyCommand", "", "");

    private final String jsonName;
    private final String javaName;
    private final String argument;
    private final String positiveCode;

    Stage(String jsonName, String javaName, String argument, String positiveCode) {
        this.jsonName = jsonName;
        this.javaName = javaName;
        this.argument = argument;
        this.positiveCode = positiveCode;
    }

    /** Returns the name of the stage in JSON. */
    public String jsonName() {
        return jsonName;
    }

    /** Returns whether the server can be in a mail transaction and know its sender. */
    boolean knowsSender() {
        return switch (this) {
            case SMTPS, CONNECT, EHLO, HELO, STARTTLS, AUTH -> false;
            default -> true;
        };
    }

    /** Returns whether the stage ends with a reply. */
    boolean hasReply() {
        return this != SMTPS && this != CONTENT;
    }

    /**
     * Returns the only code below 400 that a rule may reply with; an empty string if there is none. A client would
     * treat any other code as a protocol error.
     */
    String positiveCode() {
        return positiveCode;
    }

    /** Returns the name of the method of {@link Rules} that returns triggers of this stage. */
    String javaName() {
        return javaName;
    }

    /** Returns the JSON name of the condition that is an argument of that method; empty if it has no argument. */
    String argument() {
        return argument;
    }

    /** Returns the end of an exception message, with the stages that a condition or an action fits. */
    static String misfit(Stage stage, Predicate<Stage> fits) {
        List<String> fitting =
                Arrays.stream(values()).filter(fits).map(Stage::jsonName).toList();
        String all = fitting.size() < 2
                ? "the stage " + String.join("", fitting)
                : "the stages "
                        + fitting.stream().limit(fitting.size() - 1L).collect(Collectors.joining(", ")) + " and "
                        + fitting.get(fitting.size() - 1);
        return " fits " + all + ", not " + stage.jsonName();
    }
}
