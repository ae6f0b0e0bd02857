package io.github.smtpfake.session;

import java.time.Instant;
import java.util.Optional;

/**
 * Which session delivered a message, as it stood then. Immutable, and small enough to be kept with each message.
 *
 * @param id 22 random base62 characters
 * @param startedAt when the client connected
 * @param client the client's address and port, such as {@code 127.0.0.1:54321}
 * @param helo the name that the client gave with EHLO or HELO, if it did
 * @param authentication who logged in with AUTH, if someone did
 * @param tls how the connection is encrypted, if it is
 */
public record SessionInfo(
        String id,
        Instant startedAt,
        String client,
        Optional<String> helo,
        Optional<Authentication> authentication,
        Optional<TlsInfo> tls) {

    /** Returns what is known when a client has just connected. */
    public static SessionInfo of(String id, Instant startedAt, String client) {
        return new SessionInfo(id, startedAt, client, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Returns the same with the name of EHLO or HELO. */
    public SessionInfo withHelo(String name) {
        return new SessionInfo(id, startedAt, client, Optional.of(name), authentication, tls);
    }

    /** Returns the same with who has logged in. */
    public SessionInfo withAuthentication(Authentication who) {
        return new SessionInfo(id, startedAt, client, helo, Optional.of(who), tls);
    }

    /** Returns the same encrypted, and with nothing that was said before (RFC 3207, section 4.2). */
    public SessionInfo encrypted(TlsInfo how) {
        return new SessionInfo(id, startedAt, client, Optional.empty(), Optional.empty(), Optional.of(how));
    }
}
