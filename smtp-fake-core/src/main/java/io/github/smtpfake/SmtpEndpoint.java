package io.github.smtpfake;

import io.github.smtpfake.config.TlsTrust;
import java.util.Properties;

/**
 * The address of an SMTP server for tests, and what a client needs to connect to it, wherever the server runs. {@link
 * SmtpFakeServer} is one in this JVM. Implementations are thread-safe.
 */
public interface SmtpEndpoint {

    /** Returns the host name or the IP address that a client connects to. */
    String host();

    /**
     * Returns the main port.
     *
     * @throws IllegalStateException if the server has no port yet
     */
    int port();

    /** Returns what a client needs to trust the certificate that the server presents after STARTTLS or on a TLS port. */
    TlsTrust tlsTrust();

    /**
     * Returns the properties of a Jakarta Mail session that sends to this server. They are complete: {@code
     * Session.getInstance(smtp.mailProperties())} needs no others. They contain
     *
     * <ul>
     *   <li>host, port and timeouts, because Jakarta Mail has no timeouts by default;
     *   <li>if the server offers STARTTLS, or the port uses implicit TLS: the settings that make the client use it, and
     *       in {@code mail.smtp.ssl.socketFactory} the trust in the certificate. This value is an object and not a
     *       string, so copy the properties with {@code putAll};
     *   <li>if the server has fixed users or requires a login: {@code mail.smtp.auth}, and in {@code mail.smtp.user} and
     *       {@code mail.smtp.password} a user that the server accepts. Jakarta Mail does not read the password from the
     *       properties. Pass it to {@code Transport.send(message, user, password)} or return it from an authenticator.
     * </ul>
     *
     * @return new properties, which the caller may change
     * @throws IllegalStateException if the server has no port yet
     */
    Properties mailProperties();
}
