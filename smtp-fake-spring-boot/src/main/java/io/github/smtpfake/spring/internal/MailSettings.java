package io.github.smtpfake.spring.internal;

import io.github.smtpfake.SmtpEndpoint;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** The properties with which Spring Boot configures mail senders, for the connections to servers. */
final class MailSettings {
    private final Map<String, Object> required = new LinkedHashMap<>();
    private final Map<String, Object> defaults = new LinkedHashMap<>();

    /**
     * Adds the properties for a server.
     *
     * @param bundle the name of the SSL bundle with the certificate that the client must trust
     */
    void add(SmtpEndpoint server, List<String> prefixes, String bundle) {
        Properties mail = JakartaMail.of(server);
        // An object; the properties of Spring are texts.
        boolean usesTls = mail.remove(JakartaMail.SOCKET_FACTORY) != null;
        if (usesTls) {
            required.put(
                    "spring.ssl.bundle.pem[" + bundle + "].truststore.certificate",
                    server.tlsTrust().pem());
        }
        for (String prefix : prefixes) {
            for (String key : mail.stringPropertyNames()) {
                add(prefix + ".", key, mail.getProperty(key));
            }
            if (usesTls) {
                required.put(prefix + ".ssl.bundle", bundle);
            }
        }
    }

    private void add(String prefix, String key, String value) {
        switch (key) {
            case JakartaMail.HOST -> required.put(prefix + "host", value);
            case JakartaMail.PORT -> required.put(prefix + "port", value);
            case JakartaMail.USER -> required.put(prefix + "username", value);
            case JakartaMail.PASSWORD -> required.put(prefix + "password", value);
            case JakartaMail.PROTOCOL -> required.put(prefix + "protocol", value);
            default -> {
                if (key.equals(JakartaMail.IMPLICIT_TLS)) {
                    required.put(prefix + "ssl.enabled", value);
                }
                (JakartaMail.isDefault(key) ? defaults : required).put(prefix + "properties." + key, value);
            }
        }
    }

    /** Returns the properties that the servers require. */
    Map<String, Object> required() {
        return required;
    }

    /** Returns the properties for which an application may have other values. */
    Map<String, Object> defaults() {
        return defaults;
    }
}
