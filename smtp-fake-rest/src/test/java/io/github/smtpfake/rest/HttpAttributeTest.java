package io.github.smtpfake.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.smtpfake.SmtpEndpoint;
import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.junit5.ServerLifecycle;
import io.github.smtpfake.junit5.SmtpFake;
import io.github.smtpfake.junit5.SmtpFakeExtension;
import io.github.smtpfake.rest.testing.HttpApi;
import io.github.smtpfake.testing.SmtpClient;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** {@code @SmtpFake(http = true)}. The nested classes run only as part of these tests. */
class HttpAttributeTest {
    private static final ThreadLocal<List<URI>> URIS = new ThreadLocal<>();
    private static final ThreadLocal<String> ID = new ThreadLocal<>();

    /** Runs a class on this thread, and returns its failures with the exceptions that they suppress. */
    private static List<Throwable> failures(Class<?> type) {
        URIS.set(new ArrayList<>());
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(type))
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "false")
                .configurationParameter("junit.jupiter.execution.timeout.thread.mode.default", "SAME_THREAD")
                .build();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request, listener);
        assertThat(listener.getSummary().getTestsStartedCount()).isPositive();
        return listener.getSummary().getFailures().stream()
                .map(failure -> failure.getException())
                .toList();
    }

    private static HttpApi api(SmtpEndpoint smtp) {
        URI uri = smtp.httpUri().orElseThrow();
        URIS.get().add(uri);
        return new HttpApi(uri.getHost(), uri.getPort());
    }

    private static void send(SmtpEndpoint smtp) {
        SmtpClient.sendMessage(
                smtp.port(), "app@example.org", "Subject: Hello\r\n\r\nHello\r\n".getBytes(UTF_8), "ada@example.org");
    }

    /** Whether the server at the URL has the message. Another server may have got the port of one that has ended. */
    private static boolean hasMessage(URI uri, String id) {
        try {
            return new HttpApi(uri.getHost(), uri.getPort())
                            .send("GET", "/api/messages/" + id)
                            .statusCode()
                    == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    @SmtpFake(http = true)
    static class Shared {

        @Test
        void isVisibleOverHttp(SmtpEndpoint smtp) {
            send(smtp);
            JsonNode message = api(smtp).get("/api/messages/latest?wait=10s");
            assertThat(message.get("subject").asText()).isEqualTo("Hello");
            ID.set(message.get("id").asText());
        }

        @Test
        void hasTheSameUrlInEachTest(SmtpEndpoint smtp) {
            assertThat(api(smtp).send("GET", "/readyz").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void showsTheMailOfAClassWhileItRuns() {
        assertThat(failures(Shared.class)).isEmpty();

        assertThat(URIS.get().stream().distinct()).hasSize(1);
        assertThat(hasMessage(URIS.get().get(0), ID.get())).isFalse();
    }

    @SmtpFake(http = true, lifecycle = ServerLifecycle.PER_METHOD)
    static class PerMethod {

        @Test
        void first(SmtpEndpoint smtp) {
            send(smtp);
            assertThat(api(smtp).get("/api/messages").get("matched").asInt()).isEqualTo(1);
        }

        @Test
        void second(SmtpEndpoint smtp) {
            send(smtp);
            assertThat(api(smtp).get("/api/messages").get("matched").asInt()).isEqualTo(1);
        }
    }

    @Test
    void showsTheMailOfEachTestSeparately() {
        assertThat(failures(PerMethod.class)).isEmpty();
        assertThat(URIS.get()).hasSize(2);
    }

    @SmtpFake(http = true)
    static class Failing {

        @Test
        void receivesOtherMail(SmtpEndpoint smtp, Inbox inbox) {
            api(smtp);
            send(smtp);
            assertThat(inbox.awaitOne().subject()).contains("Goodbye");
        }
    }

    @Test
    void namesTheUrlInTheReportOfAFailedTest() {
        List<Throwable> failures = failures(Failing.class);

        assertThat(failures).hasSize(1);
        assertThat(Arrays.stream(failures.get(0).getSuppressed())
                        .map(Throwable::toString)
                        .collect(Collectors.joining("\n")))
                .contains(", and until the server stops at " + URIS.get().get(0));
    }

    @Test
    void logsTheUrlWhenTheServerStarts() {
        List<String> lines = new ArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                lines.add(line.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger(SmtpFake.class.getPackageName());
        logger.addHandler(handler);
        try {
            assertThat(failures(Shared.class)).isEmpty();
        } finally {
            logger.removeHandler(handler);
        }

        assertThat(lines)
                .anySatisfy(line -> assertThat(line)
                        .startsWith("smtp-fake on ")
                        .endsWith(", mail at " + URIS.get().get(0)));
    }

    @SmtpFake
    static class Plain {

        @Test
        void hasNoHttp(SmtpEndpoint smtp) {
            assertThat(smtp.httpUri()).isEmpty();
        }
    }

    @Test
    void startsNoHttpServerByDefault() {
        assertThat(failures(Plain.class)).isEmpty();
    }

    static class RegisteredByField {
        @RegisterExtension
        static final SmtpFakeExtension SMTP = SmtpFakeExtension.of(SmtpFakeServer.builder());

        @Test
        void hasTheUrlOfTheServerThatTheTestStarts() {
            assertThat(SMTP.httpUri()).isEmpty();
            try (SmtpFakeHttp http = SmtpFakeHttp.start(SMTP.server())) {
                assertThat(SMTP.httpUri()).contains(http.uri());
            }
        }
    }

    @Test
    void extensionInAFieldKnowsTheUrl() {
        assertThat(failures(RegisteredByField.class)).isEmpty();
    }
}
