package io.github.smtpfake.session;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * The session that delivered a message, as it was at that time. Immutable, and small enough to be kept with each
 * message.
 *
 * @param id the id of the session: 22 random base62 characters
 * @param startedAt when the client connected
 * @param client the client's address and port, such as {@code 127.0.0.1:54321}
 * @param helo the name that the client sent with EHLO or HELO; empty until then
 * @param authentication the user that the client logged in as; empty if it did not log in
 * @param tls how the connection is encrypted; empty if it is in plain text
 */
public record SessionInfo(
        String id,
        Instant startedAt,
        String client,
        Optional<String> helo,
        Optional<Authentication> authentication,
        Optional<TlsInfo> tls) {

    /** Checks that nothing is null. */
    public SessionInfo {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(startedAt, "startedAt");
        Objects.requireNonNull(client, "client");
        Objects.requireNonNull(helo, "helo");
        Objects.requireNonNull(authentication, "authentication");
        Objects.requireNonNull(tls, "tls");
    }

    /** Returns the information about a client that has just connected. */
    public static SessionInfo of(String id, Instant startedAt, String client) {
        return new SessionInfo(id, startedAt, client, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Returns a copy with this EHLO name. */
    public SessionInfo withHelo(String name) {
        return new SessionInfo(
                id, startedAt, client, Optional.of(Objects.requireNonNull(name, "name")), authentication, tls);
    }

    /** Returns a copy with this authentication. */
    public SessionInfo withAuthentication(Authentication authentication) {
        Optional<Authentication> known = Optional.of(Objects.requireNonNull(authentication, "authentication"));
        return new SessionInfo(id, startedAt, client, helo, known, tls);
    }

    /**
     * Returns a copy that is encrypted, without EHLO name and authentication: TLS discards what the client sent before
     * it (RFC 3207, section 4.2).
     */
    public SessionInfo withTls(TlsInfo tls) {
        Optional<TlsInfo> known = Optional.of(Objects.requireNonNull(tls, "tls"));
        return new SessionInfo(id, startedAt, client, Optional.empty(), Optional.empty(), known);
    }
}
