package io.github.smtpfake.rules;

import java.time.Duration;
import java.util.Objects;

/**
 * The triggers of rules, and arguments for their limits and actions. The methods are designed for static import:
 *
 * <pre>{@code
 * smtp.on(rcptTo("full@example.org")).reply("452 4.2.2 mailbox full");
 * smtp.on(mailFrom("*@example.org")).times(2).reply("451 4.3.0 try later");
 * smtp.on(endOfData()).once().storeThenDisconnect();
 * }</pre>
 */
public final class Rules {

    private Rules() {}

    /**
     * Triggers when a client connects to a port with implicit TLS, which the server must have. The rule fires before
     * the handshake; {@link #connect()} follows the handshake.
     */
    public static RuleTrigger smtps() {
        return RuleTrigger.at(Stage.SMTPS);
    }

    /** Triggers when a client connects, before the greeting. */
    public static RuleTrigger connect() {
        return RuleTrigger.at(Stage.CONNECT);
    }

    /** Triggers when the client sends EHLO. A client whose EHLO is rejected may try {@link #helo()}. */
    public static RuleTrigger ehlo() {
        return RuleTrigger.at(Stage.EHLO);
    }

    /** Triggers when the client sends HELO. */
    public static RuleTrigger helo() {
        return RuleTrigger.at(Stage.HELO);
    }

    /** Triggers when the client sends STARTTLS, which the server must offer. */
    public static RuleTrigger startTls() {
        return RuleTrigger.at(Stage.STARTTLS);
    }

    /** Triggers when the client has sent valid credentials, before the reply to them. */
    public static RuleTrigger auth() {
        return RuleTrigger.at(Stage.AUTH);
    }

    /** Triggers when the client has sent valid credentials of this user, before the reply to them. */
    public static RuleTrigger auth(String user) {
        return auth().user(Objects.requireNonNull(user, "user"));
    }

    /** Triggers when the client sends MAIL with this address; empty or {@code <>} for the null path. */
    public static RuleTrigger mailFrom(String address) {
        return RuleTrigger.at(Stage.MAIL).sender(address);
    }

    /** Triggers when the client sends RCPT with this address. */
    public static RuleTrigger rcptTo(String address) {
        return RuleTrigger.at(Stage.RCPT).recipient(address);
    }

    /** Triggers when the client sends DATA. */
    public static RuleTrigger data() {
        return RuleTrigger.at(Stage.DATA);
    }

    /** Triggers while the server reads the content of a message, after DATA or BDAT. */
    public static RuleTrigger content() {
        return RuleTrigger.at(Stage.CONTENT);
    }

    /** Triggers when a message is complete, after DATA or BDAT, and before the message is stored. */
    public static RuleTrigger endOfData() {
        return RuleTrigger.at(Stage.END_OF_DATA);
    }

    /** Triggers when the client has sent BDAT and all bytes of its chunk. */
    public static RuleTrigger bdat() {
        return RuleTrigger.at(Stage.BDAT);
    }

    /** Triggers when the client sends RSET. */
    public static RuleTrigger rset() {
        return RuleTrigger.at(Stage.RSET);
    }

    /** Triggers when the client sends QUIT. */
    public static RuleTrigger quit() {
        return RuleTrigger.at(Stage.QUIT);
    }

    /**
     * Triggers when the client sends any command, known to the server or not, before the stage of the command itself.
     */
    public static RuleTrigger anyCommand() {
        return RuleTrigger.at(Stage.COMMAND);
    }

    /** Returns the pattern that matches any address, for {@code rcptTo(anyAddress())}. */
    public static String anyAddress() {
        return "*";
    }

    /**
     * Returns a rate for {@code throttle}.
     *
     * @throws IllegalArgumentException if it is less than 1
     */
    public static Rate bytesPerSecond(long bytes) {
        return new Rate(bytes);
    }

    /** Returns a window of one second for {@code aboveRate}. */
    public static Duration perSecond() {
        return Duration.ofSeconds(1);
    }

    /** Returns a window of one minute for {@code aboveRate}. */
    public static Duration perMinute() {
        return Duration.ofMinutes(1);
    }

    /** Returns a window of one hour for {@code aboveRate}. */
    public static Duration perHour() {
        return Duration.ofHours(1);
    }

    /** Returns {@link TlsFault#EXPIRED}. */
    public static TlsFault expiredCertificate() {
        return TlsFault.EXPIRED;
    }

    /** Returns {@link TlsFault#WRONG_HOST}. */
    public static TlsFault wrongHost() {
        return TlsFault.WRONG_HOST;
    }

    /** Returns {@link TlsFault#UNTRUSTED}. */
    public static TlsFault untrusted() {
        return TlsFault.UNTRUSTED;
    }

    /** Returns {@link TlsFault#HANDSHAKE_FAILURE}. */
    public static TlsFault handshakeFailure() {
        return TlsFault.HANDSHAKE_FAILURE;
    }
}
