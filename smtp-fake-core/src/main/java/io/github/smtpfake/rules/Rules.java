package io.github.smtpfake.rules;

import java.time.Duration;
import java.util.List;

/**
 * Where rules begin, made for a static import:
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
     * A client connects to the port that is encrypted from the first octet on; the server must have one. It is still before
     * the handshake, behind which {@link #connect()} comes.
     */
    public static SmtpsTrigger smtps() {
        return new SmtpsTrigger(List.of());
    }

    /** A client connects; the greeting is not given yet. */
    public static ConnectTrigger connect() {
        return new ConnectTrigger(List.of());
    }

    /** EHLO comes; a client that is refused may try {@link #helo()}. */
    public static SessionCommandTrigger ehlo() {
        return new SessionCommandTrigger(Stage.EHLO, List.of());
    }

    /** HELO comes. */
    public static SessionCommandTrigger helo() {
        return new SessionCommandTrigger(Stage.HELO, List.of());
    }

    /** STARTTLS comes; the server must offer it. */
    public static StartTlsTrigger startTls() {
        return new StartTlsTrigger(List.of());
    }

    /** A client has logged in, and does not know it yet. */
    public static SessionCommandTrigger auth() {
        return new SessionCommandTrigger(Stage.AUTH, List.of());
    }

    /** A client has logged in as this user, and does not know it yet. */
    public static SessionCommandTrigger auth(String user) {
        return auth().user(user);
    }

    /** MAIL comes with this address; empty for the null path. */
    public static MailCommandTrigger mailFrom(String address) {
        return new MailCommandTrigger(Stage.MAIL, List.of()).sender(address);
    }

    /** RCPT comes with this address. */
    public static RcptTrigger rcptTo(String address) {
        return new RcptTrigger(List.of()).recipient(address);
    }

    /** DATA comes. */
    public static MailCommandTrigger data() {
        return new MailCommandTrigger(Stage.DATA, List.of());
    }

    /** The text of a message is being read, after DATA or BDAT. */
    public static ContentTrigger content() {
        return new ContentTrigger(List.of());
    }

    /** A message is complete, after DATA or BDAT, and not yet stored. */
    public static EndOfDataTrigger endOfData() {
        return new EndOfDataTrigger(List.of());
    }

    /** BDAT has come with all its octets. */
    public static MailCommandTrigger bdat() {
        return new MailCommandTrigger(Stage.BDAT, List.of());
    }

    /** RSET comes. */
    public static MailCommandTrigger rset() {
        return new MailCommandTrigger(Stage.RSET, List.of());
    }

    /** QUIT comes. */
    public static MailCommandTrigger quit() {
        return new MailCommandTrigger(Stage.QUIT, List.of());
    }

    /** Any command comes, whether the server knows it or not. What it is made to do comes before its own stage. */
    public static MailCommandTrigger anyCommand() {
        return new MailCommandTrigger(Stage.COMMAND, List.of());
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

    /** A window of one second for {@code above}. */
    public static Duration perSecond() {
        return Duration.ofSeconds(1);
    }

    /** A window of one minute for {@code above}. */
    public static Duration perMinute() {
        return Duration.ofMinutes(1);
    }

    /** A window of one hour for {@code above}. */
    public static Duration perHour() {
        return Duration.ofHours(1);
    }

    /** @see TlsFault#EXPIRED */
    public static TlsFault expiredCertificate() {
        return TlsFault.EXPIRED;
    }

    /** @see TlsFault#WRONG_HOST */
    public static TlsFault wrongHost() {
        return TlsFault.WRONG_HOST;
    }

    /** @see TlsFault#UNTRUSTED */
    public static TlsFault untrusted() {
        return TlsFault.UNTRUSTED;
    }

    /** @see TlsFault#HANDSHAKE_FAILURE */
    public static TlsFault handshakeFailure() {
        return TlsFault.HANDSHAKE_FAILURE;
    }
}
