package io.github.smtpfake.spring.internal;

import io.github.smtpfake.SmtpEndpoint;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** The properties with which Spring Boot configures a mail sender, for the connection to one server. */
final class MailSettings {
    private static final String HOST = "mail.smtp.host";
    private static final String PORT = "mail.smtp.port";
    private static final String USER = "mail.smtp.user";
    private static final String PASSWORD = "mail.smtp.password";
    private static final String PROTOCOL = "mail.transport.protocol";
    private static final String IMPLICIT_TLS = "mail.smtp.ssl.enable";
    private static final String STARTTLS = "mail.smtp.starttls.enable";
    private static final String STARTTLS_REQUIRED = "mail.smtp.starttls.required";
    private static final String SOCKET_FACTORY = "mail.smtp.ssl.socketFactory";

    /** What an application may decide for itself. */
    private static final List<String> DEFAULTS =
            List.of("mail.smtp.localhost", "mail.smtp.connectiontimeout", "mail.smtp.timeout");

    private final Map<String, Object> required = new LinkedHashMap<>();
    private final Map<String, Object> defaults = new LinkedHashMap<>();

    /**
     * Adds the properties for a server.
     *
     * @param bundle the name of the SSL bundle with the certificate that the client must trust
     */
    void add(SmtpEndpoint server, List<String> prefixes, String bundle) {
        Properties mail = server.mailProperties();
        boolean usesTls = mail.remove(SOCKET_FACTORY) != null;
        if (usesTls) {
            required.put(
                    "spring.ssl.bundle.pem[" + bundle + "].truststore.certificate",
                    server.tlsTrust().pem());
        }
        for (String prefix : prefixes) {
            add(mail, prefix + ".");
            if (usesTls) {
                required.put(prefix + ".ssl.bundle", bundle);
            }
        }
    }

    private void add(Properties mail, String prefix) {
        // The application may have the settings of a server with TLS in production.
        required.put(prefix + "ssl.enabled", mail.getProperty(IMPLICIT_TLS, "false"));
        for (String key : List.of(IMPLICIT_TLS, STARTTLS)) {
            required.put(prefix + "properties." + key, mail.getProperty(key, "false"));
        }
        if (mail.getProperty(STARTTLS) == null) {
            required.put(prefix + "properties." + STARTTLS_REQUIRED, "false");
        }
        for (String key : mail.stringPropertyNames()) {
            String value = mail.getProperty(key);
            switch (key) {
                case HOST -> required.put(prefix + "host", value);
                case PORT -> required.put(prefix + "port", value);
                case USER -> required.put(prefix + "username", value);
                case PASSWORD -> required.put(prefix + "password", value);
                case PROTOCOL -> required.put(prefix + "protocol", value);
                default -> (DEFAULTS.contains(key) ? defaults : required).put(prefix + "properties." + key, value);
            }
        }
    }

    /** Returns the properties that the server requires. */
    Map<String, Object> required() {
        return required;
    }

    /** Returns the properties for which an application may have other values. */
    Map<String, Object> defaults() {
        return defaults;
    }
}
