package io.github.smtpfake.spring;

import static io.github.smtpfake.assertj.SmtpFakeAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.client.SmtpFakeClient;
import io.github.smtpfake.rest.SmtpFakeHttp;
import java.lang.reflect.Constructor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetailsFactories;
import org.springframework.boot.docker.compose.core.ConnectionPorts;
import org.springframework.boot.docker.compose.core.ImageReference;
import org.springframework.boot.docker.compose.core.RunningService;
import org.springframework.boot.docker.compose.service.connection.DockerComposeConnectionSource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;

/** Services of Docker Compose. Their servers run in this JVM, so that the tests need no Docker. */
class ComposeDetailsTest {

    private record Service(ImageReference image, Map<String, String> labels, Map<Integer, Integer> mapped)
            implements RunningService, ConnectionPorts {
        @Override
        public String name() {
            return "mail";
        }

        @Override
        public String host() {
            return "127.0.0.1";
        }

        @Override
        public ConnectionPorts ports() {
            return this;
        }

        @Override
        public Map<String, String> env() {
            return Map.of();
        }

        @Override
        public int get(int containerPort) {
            return mapped.get(containerPort);
        }

        @Override
        public List<Integer> getAll() {
            return List.copyOf(mapped.values());
        }

        @Override
        public List<Integer> getAll(String protocol) {
            return getAll();
        }
    }

    /** Returns the details by their type, as Spring Boot finds them. */
    private static Map<Class<?>, ConnectionDetails> details(Service service) throws Exception {
        Constructor<DockerComposeConnectionSource> source =
                DockerComposeConnectionSource.class.getDeclaredConstructor(RunningService.class, Environment.class);
        source.setAccessible(true);
        return new ConnectionDetailsFactories(ComposeDetailsTest.class.getClassLoader())
                .getConnectionDetails(source.newInstance(service, new StandardEnvironment()), false);
    }

    @ParameterizedTest
    @CsvSource({
        "smtp-fake:0.1.0, , true",
        "registry.example.org:5000/tools/smtp-fake, , true",
        "mail-catcher:3, smtp-fake, true",
        "smtp-fake:0.1.0, other, false",
        "smtp-fake-proxy, , false",
        "axllent/mailpit, , false"
    })
    void findsTheServiceByImageOrLabel(String image, String label, boolean isFound) throws Exception {
        Map<String, String> labels =
                label == null ? Map.of() : Map.of("org.springframework.boot.service-connection", label);

        assertThat(details(new Service(ImageReference.of(image), labels, Map.of()))
                        .containsKey(SmtpFakeConnectionDetails.class))
                .isEqualTo(isFound);
    }

    @Test
    void connectsToTheMappedPorts() throws Exception {
        try (SmtpFakeServer smtp = SmtpFakeServer.startNew();
                SmtpFakeHttp http = SmtpFakeHttp.start(smtp)) {
            Service service = new Service(
                    ImageReference.of("smtp-fake"),
                    Map.of(),
                    Map.of(1025, smtp.port(), 8025, http.uri().getPort()));
            SmtpFakeConnectionDetails details =
                    (SmtpFakeConnectionDetails) details(service).get(SmtpFakeConnectionDetails.class);

            SmtpFakeClient client = details.getClient();

            assertThat(client.port()).isEqualTo(smtp.port());
            assertThat(client.inbox()).isEmpty();
            assertThat(details.getClient()).isSameAs(client);
            ((AutoCloseable) details).close();
        }
    }
}
