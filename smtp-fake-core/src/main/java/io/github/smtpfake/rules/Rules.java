package io.github.smtpfake.rules;

import java.time.Duration;
import java.util.Objects;

/**
 * The triggers of rules, and what their limits and actions need; designed for static import:
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
     * A client connects to the port with implicit TLS, which the server must have. The rule fires before the handshake;
     * {@link #connect()} follows the handshake.
     */
    public static RuleTrigger smtps() {
        return RuleTrigger.at(Stage.SMTPS);
    }

    /** A client connects. The rule fires before the greeting. */
    public static RuleTrigger connect() {
        return RuleTrigger.at(Stage.CONNECT);
    }

    /** The client sends EHLO. A client whose EHLO is rejected may try {@link #helo()}. */
    public static RuleTrigger ehlo() {
        return RuleTrigger.at(Stage.EHLO);
    }

    /** The client sends HELO. */
    public static RuleTrigger helo() {
        return RuleTrigger.at(Stage.HELO);
    }

    /** The client sends STARTTLS, which the server must offer. */
    public static RuleTrigger startTls() {
        return RuleTrigger.at(Stage.STARTTLS);
    }

    /** The client has sent valid credentials. The rule fires before the reply to them. */
    public static RuleTrigger auth() {
        return RuleTrigger.at(Stage.AUTH);
    }

    /** The client has sent valid credentials of this user. The rule fires before the reply to them. */
    public static RuleTrigger auth(String user) {
        return auth().user(Objects.requireNonNull(user, "user"));
    }

    /** The client sends MAIL with this address; empty or {@code <>} for the null path. */
    public static RuleTrigger mailFrom(String address) {
        return RuleTrigger.at(Stage.MAIL).sender(address);
    }

    /** The client sends RCPT with this address. */
    public static RuleTrigger rcptTo(String address) {
        return RuleTrigger.at(Stage.RCPT).recipient(address);
    }

    /** The client sends DATA. */
    public static RuleTrigger data() {
        return RuleTrigger.at(Stage.DATA);
    }

    /** The server reads the content of a message, after DATA or BDAT. */
    public static RuleTrigger content() {
        return RuleTrigger.at(Stage.CONTENT);
    }

    /** A message is complete, after DATA or BDAT. The rule fires before the message is stored. */
    public static RuleTrigger endOfData() {
        return RuleTrigger.at(Stage.END_OF_DATA);
    }

    /** The client has sent BDAT with all bytes of its chunk. */
    public static RuleTrigger bdat() {
        return RuleTrigger.at(Stage.BDAT);
    }

    /** The client sends RSET. */
    public static RuleTrigger rset() {
        return RuleTrigger.at(Stage.RSET);
    }

    /** The client sends QUIT. */
    public static RuleTrigger quit() {
        return RuleTrigger.at(Stage.QUIT);
    }

    /** The client sends any command, known to the server or not. The rule fires before the rules of the command's own stage. */
    public static RuleTrigger anyCommand() {
        return RuleTrigger.at(Stage.COMMAND);
    }

    /** Any address: {@code rcptTo(anyAddress())}. */
    public static String anyAddress() {
        return "*";
    }

    /**
     * A speed for {@code throttle}.
     *
     * @throws IllegalArgumentException if it is less than 1
     */
    public static Rate bytesPerSecond(long bytes) {
        return new Rate(bytes);
    }

    /** A window of one second for {@code aboveRate}. */
    public static Duration perSecond() {
        return Duration.ofSeconds(1);
    }

    /** A window of one minute for {@code aboveRate}. */
    public static Duration perMinute() {
        return Duration.ofMinutes(1);
    }

    /** A window of one hour for {@code aboveRate}. */
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
