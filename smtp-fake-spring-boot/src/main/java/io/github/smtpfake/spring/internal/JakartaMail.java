package io.github.smtpfake.spring.internal;

import io.github.smtpfake.SmtpEndpoint;
import java.util.List;
import java.util.Properties;

/** The properties of Jakarta Mail that a connection to a server needs. */
final class JakartaMail {
    static final String HOST = "mail.smtp.host";
    static final String PORT = "mail.smtp.port";
    static final String USER = "mail.smtp.user";
    static final String PASSWORD = "mail.smtp.password";
    static final String PROTOCOL = "mail.transport.protocol";
    static final String IMPLICIT_TLS = "mail.smtp.ssl.enable";
    static final String SOCKET_FACTORY = "mail.smtp.ssl.socketFactory";

    private static final String STARTTLS = "mail.smtp.starttls.enable";
    private static final String STARTTLS_REQUIRED = "mail.smtp.starttls.required";

    /** What an application may decide for itself. */
    private static final List<String> DEFAULTS =
            List.of("mail.smtp.localhost", "mail.smtp.connectiontimeout", "mail.smtp.timeout");

    private JakartaMail() {}

    /**
     * Returns the properties of a server. They also switch off what the server does not offer, because an application may have the
     * settings of a server with TLS in production.
     */
    static Properties of(SmtpEndpoint server) {
        Properties mail = server.mailProperties();
        mail.putIfAbsent(IMPLICIT_TLS, "false");
        if (mail.putIfAbsent(STARTTLS, "false") == null) {
            mail.setProperty(STARTTLS_REQUIRED, "false");
        }
        return mail;
    }

    /** Returns whether an application may have another value, because the connection does not depend on it. */
    static boolean isDefault(Object key) {
        return DEFAULTS.contains(key);
    }
}
