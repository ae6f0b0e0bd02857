package io.github.smtpfake.internal;

import io.github.smtpfake.config.TlsMode;
import io.github.smtpfake.config.TlsTrust;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;

/** The properties of a Jakarta Mail session that sends to a server, whether it runs in this JVM or in another process. */
public final class MailProperties {

    private MailProperties() {}

    /**
     * Returns new properties, as {@link io.github.smtpfake.SmtpEndpoint#mailProperties} describes them.
     *
     * @param tls the TLS mode of the port; {@link TlsMode#OFF} if the client must not use TLS
     * @param trust called only if the client uses TLS
     * @param login a user that the server accepts, with the password; empty if the client need not log in
     */
    public static Properties of(
            String host, int port, TlsMode tls, Supplier<TlsTrust> trust, Optional<Map.Entry<String, String>> login) {
        Properties properties = new Properties();
        properties.setProperty("mail.transport.protocol", "smtp");
        properties.setProperty("mail.smtp.host", host);
        properties.setProperty("mail.smtp.port", Integer.toString(port));
        // Without it, the client sends the name of its machine in EHLO, which may be slow to find or no domain.
        properties.setProperty("mail.smtp.localhost", "localhost");
        properties.setProperty("mail.smtp.connectiontimeout", "10000");
        properties.setProperty("mail.smtp.timeout", "60000");
        addTls(properties, tls, trust);
        login.ifPresent(user -> {
            properties.setProperty("mail.smtp.auth", "true");
            properties.setProperty("mail.smtp.user", user.getKey());
            properties.setProperty("mail.smtp.password", user.getValue());
        });
        return properties;
    }

    private static void addTls(Properties properties, TlsMode tls, Supplier<TlsTrust> trust) {
        switch (tls) {
            case OFF -> {
                return;
            }
            case IMPLICIT -> properties.setProperty("mail.smtp.ssl.enable", "true");
            case STARTTLS -> properties.setProperty("mail.smtp.starttls.enable", "true");
            case STARTTLS_REQUIRED -> {
                properties.setProperty("mail.smtp.starttls.enable", "true");
                properties.setProperty("mail.smtp.starttls.required", "true");
            }
        }
        properties.put("mail.smtp.ssl.socketFactory", trust.get().sslContext().getSocketFactory());
    }
}
