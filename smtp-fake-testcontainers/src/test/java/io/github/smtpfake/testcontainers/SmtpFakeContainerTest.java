package io.github.smtpfake.testcontainers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.github.smtpfake.internal.text.LoopbackAddress;
import io.github.smtpfake.store.StoreUnavailableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testcontainers.utility.DockerImageName;

/** What needs no Docker engine. */
class SmtpFakeContainerTest {
    private final SmtpFakeContainer container = new SmtpFakeContainer();

    @Test
    void exposesBothPorts() {
        assertThat(container.getExposedPorts())
                .containsExactly(SmtpFakeContainer.SMTP_PORT, SmtpFakeContainer.HTTP_PORT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a:b"})
    void rejectsAUserWhoseNameCannotBeWritten(String name) {
        assertThatThrownBy(() -> container.withUser(name, "secret"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("name must not be empty or contain a colon, but is \"" + name + "\"");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void rejectsANumberOfMessagesThatIsNotPositive(int count) {
        assertThatThrownBy(() -> container.withMaxMessages(count))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("maxMessages must be positive, but is " + count);
    }

    @Test
    void namesTheFileOfRulesThatCannotBeRead() {
        assertThatThrownBy(() -> container.withRules(Path.of("missing.json")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("Cannot read the rules in missing.json");
    }

    @Test
    void rejectsNull() {
        assertThatNullPointerException()
                .isThrownBy(() -> new SmtpFakeContainer((String) null))
                .withMessage("image");
        assertThatNullPointerException()
                .isThrownBy(() -> new SmtpFakeContainer((DockerImageName) null))
                .withMessage("image");
        assertThatNullPointerException()
                .isThrownBy(() -> container.withTls(null))
                .withMessage("mode");
        assertThatNullPointerException()
                .isThrownBy(() -> container.withUser(null, "x"))
                .withMessage("name");
        assertThatNullPointerException()
                .isThrownBy(() -> container.withUser("x", null))
                .withMessage("password");
        assertThatNullPointerException()
                .isThrownBy(() -> container.withRules((String) null))
                .withMessage("json");
        assertThatNullPointerException()
                .isThrownBy(() -> container.withRules((Path) null))
                .withMessage("file");
    }

    @Test
    void reportsOnlyInTheInboxThatAReusedServerRequiresALogin() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(LoopbackAddress.get(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(401, -1);
            exchange.close();
        });
        server.start();
        try (SmtpFakeContainer reused = new RunningContainer(server.getAddress())) {
            assertThatCode(() -> reused.containerIsStarted(null, true)).doesNotThrowAnyException();
            assertThatThrownBy(reused::inbox)
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining("requires a login");
        } finally {
            server.stop(0);
        }
    }

    /** Stands for a container that runs. */
    private static final class RunningContainer extends SmtpFakeContainer {
        private final InetSocketAddress http;

        RunningContainer(InetSocketAddress http) {
            this.http = http;
        }

        @Override
        public String getHost() {
            return http.getAddress().getHostAddress();
        }

        @Override
        public Integer getMappedPort(int port) {
            return http.getPort();
        }
    }

    @Test
    void hasNoClientBeforeItRuns() {
        assertThatThrownBy(container::client).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(container::inbox).isInstanceOf(IllegalStateException.class);
    }
}
