package io.github.smtpfake.spring.internal;

import io.github.smtpfake.client.SmtpFakeClient;
import io.github.smtpfake.spring.SmtpFakeConnectionDetails;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.docker.compose.core.RunningService;
import org.springframework.boot.docker.compose.service.connection.DockerComposeConnectionDetailsFactory;
import org.springframework.boot.docker.compose.service.connection.DockerComposeConnectionSource;

/** Creates the connection to a service of Docker Compose. Spring finds it in {@code spring.factories}. */
final class ComposeDetailsFactory extends DockerComposeConnectionDetailsFactory<SmtpFakeConnectionDetails> {
    private static final String IMAGE = "smtp-fake";

    /** The label with which a service names what it is, if its image does not. */
    private static final String LABEL = "org.springframework.boot.service-connection";

    ComposeDetailsFactory() {
        super(ComposeDetailsFactory::isSmtpFake, "io.github.smtpfake.client.SmtpFakeClient");
    }

    /** Accepts the image of any registry. */
    private static boolean isSmtpFake(DockerComposeConnectionSource source) {
        RunningService service = source.getRunningService();
        String name = service.labels().getOrDefault(LABEL, service.image().getName());
        return name.substring(name.lastIndexOf('/') + 1).equals(IMAGE);
    }

    @Override
    protected SmtpFakeConnectionDetails getDockerComposeConnectionDetails(DockerComposeConnectionSource source) {
        return new Details(source.getRunningService());
    }

    private static final class Details extends DockerComposeConnectionDetails
            implements SmtpFakeConnectionDetails, AutoCloseable {
        private static final int SMTP_PORT = 1025;
        private static final int HTTP_PORT = 8025;

        private final RunningService service;
        private @Nullable SmtpFakeClient client;

        Details(RunningService service) {
            super(service);
            this.service = service;
        }

        @Override
        public synchronized SmtpFakeClient getClient() {
            SmtpFakeClient connected = client;
            if (connected == null) {
                String host = service.host();
                connected = SmtpFakeClient.builder(URI.create(
                                "http://" + host + ":" + service.ports().get(HTTP_PORT)))
                        .smtp(host, service.ports().get(SMTP_PORT))
                        .connect();
                client = connected;
            }
            return connected;
        }

        @Override
        public synchronized void close() {
            SmtpFakeClient connected = client;
            client = null;
            if (connected != null) {
                connected.close();
            }
        }
    }
}
