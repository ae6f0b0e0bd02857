package io.github.smtpfake.client;

import static io.github.smtpfake.rules.Rules.rcptTo;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.github.smtpfake.SmtpEndpoint;
import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.config.TlsMode;
import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.junit5.SmtpFake;
import io.github.smtpfake.testing.SmtpClient;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** {@code @SmtpFake(url = …)}. The nested classes run only as part of these tests, with and without a server. */
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class UrlAttributeTest {
    private static final String VARIABLE = "SMTP_FAKE_URL_OF_TEST";

    private ServedServer server;

    @BeforeEach
    void start() {
        server = ServedServer.start();
    }

    @AfterEach
    void stop() {
        System.clearProperty(VARIABLE);
        server.close();
    }

    private static void send(SmtpEndpoint smtp, String recipient) {
        SmtpClient.sendMessage(
                smtp.port(), "app@example.org", "Subject: Hello\r\n\r\nHello\r\n".getBytes(UTF_8), recipient);
    }

    private static String replyToRcpt(SmtpEndpoint smtp, String recipient) throws IOException {
        try (SmtpClient client = SmtpClient.greeted(smtp.host(), smtp.port())) {
            client.command("MAIL FROM:<app@example.org>", "250");
            return client.say("RCPT TO:<" + recipient + ">").reply();
        }
    }

    private static List<String> failures(Class<?> type) {
        return thrown(type).stream().map(Throwable::getMessage).toList();
    }

    private static String suppressed(Class<?> type) {
        return thrown(type).stream()
                .flatMap(failure -> Stream.of(failure.getSuppressed()))
                .map(Throwable::toString)
                .collect(Collectors.joining("\n"));
    }

    private static List<Throwable> thrown(Class<?> type) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(type))
                .build();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request, listener);
        TestExecutionSummary summary = listener.getSummary();
        assertThat(summary.getTestsFoundCount()).isPositive();
        return summary.getFailures().stream()
                .map(TestExecutionSummary.Failure::getException)
                .toList();
    }

    @SmtpFake(url = "${" + VARIABLE + "}")
    static class Sending {

        @Test
        void seesItsMail(SmtpEndpoint smtp, Inbox inbox) {
            String address = inbox.uniqueAddress();
            send(smtp, address);
            assertThat(inbox.recipient(address).awaitOne().subject()).contains("Hello");
        }

        @Test
        void seesNoEarlierMail(SmtpEndpoint smtp, Inbox inbox) {
            assertThat(inbox.messages()).isEmpty();
            send(smtp, "ada@example.org");
        }
    }

    @Test
    void usesTheRunningServer() {
        System.setProperty(VARIABLE, server.uri().toString());
        SmtpClient.sendMessage(server.smtp(), "ada@example.org", "early");

        assertThat(failures(Sending.class)).isEmpty();

        assertThat(server.smtp().store().counters().received()).isEqualTo(3);
        assertThat(server.smtp().isRunning()).isTrue();
    }

    @Test
    void startsAServerIfTheVariableIsNotSet() {
        assertThat(failures(Sending.class)).isEmpty();

        assertThat(server.smtp().store().counters().received()).isZero();
    }

    @SmtpFake(url = "${" + VARIABLE + "}")
    static class Failing {

        @Test
        void waitsInVain(Inbox inbox) {
            inbox.awaitOne(Duration.ofMillis(1));
        }
    }

    @Test
    void saysWhichServerAFailedTestUsed() {
        assertThat(failures(Failing.class))
                .singleElement()
                .asString()
                .contains("The test used a server in its JVM, because " + VARIABLE + " is not set.");
        System.setProperty(VARIABLE, server.uri().toString());

        assertThat(failures(Failing.class))
                .singleElement()
                .asString()
                .contains("Nobody connected to 127.0.0.1:" + server.smtp().port())
                .contains("The test used the server at " + server.uri() + ", the value of ${" + VARIABLE + "}.");
    }

    @SmtpFake(url = "${" + VARIABLE + "}")
    static class WithServer {

        @Test
        void neverRuns(SmtpFakeServer smtp) {}
    }

    @SmtpFake(url = "${" + VARIABLE + "}")
    static class WithField {
        SmtpFakeServer smtp;

        @Test
        void neverRuns() {}
    }

    @SmtpFake(url = "${" + VARIABLE + "}")
    static class WithParameterOfTheClass {

        @BeforeAll
        static void neverRuns(SmtpFakeServer smtp) {}

        @Test
        void neverRuns() {}
    }

    @ParameterizedTest
    @ValueSource(classes = {WithField.class, WithParameterOfTheClass.class})
    void neverInjectsAServerOfThisJvmElsewhere(Class<?> type) {
        assertThat(failures(type))
                .singleElement()
                .asString()
                .contains("declare SmtpEndpoint or Inbox instead of SmtpFakeServer");
    }

    @SmtpFake(url = "${" + VARIABLE + "}")
    static class WithRules {

        @Test
        void addsARule(SmtpEndpoint smtp, Inbox inbox) throws Exception {
            assertThat(smtp.rules()).isEmpty();
            String address = inbox.uniqueAddress();
            smtp.on(rcptTo(address)).reply("452 4.2.2 full");
            assertThat(replyToRcpt(smtp, address)).startsWith("452");
            assertThat(smtp.rules()).hasSize(1);
        }

        @Test
        void addsAnother(SmtpEndpoint smtp, Inbox inbox) throws Exception {
            addsARule(smtp, inbox);
        }
    }

    @Test
    void endsRulesWithTheTest() {
        assertThat(failures(WithRules.class)).isEmpty();
        System.setProperty(VARIABLE, server.uri().toString());

        assertThat(failures(WithRules.class)).isEmpty();
        assertThat(server.smtp().rules()).isEmpty();
    }

    @SmtpFake(url = "${" + VARIABLE + "}")
    static class Asserting {

        @Test
        void fails(SmtpEndpoint smtp, Inbox inbox) {
            send(smtp, "ada@example.org");
            assertThat(inbox.awaitOne().subject()).contains("Goodbye");
        }
    }

    @Test
    void saysWhichServerATestUsedWhoseAssertionFailed() {
        System.setProperty(VARIABLE, server.uri().toString());

        assertThat(suppressed(Asserting.class))
                .contains("The test used the server at " + server.uri() + ", the value of ${" + VARIABLE + "}.");
    }

    @Test
    void neverInjectsAServerOfThisJvm() {
        assertThat(failures(WithServer.class))
                .singleElement()
                .asString()
                .contains("declare SmtpEndpoint or Inbox instead of SmtpFakeServer");
        System.setProperty(VARIABLE, server.uri().toString());

        assertThat(failures(WithServer.class))
                .singleElement()
                .asString()
                .contains("declare SmtpEndpoint or Inbox instead of SmtpFakeServer");
    }

    @SmtpFake(url = "${" + VARIABLE + "}", port = 2525, tls = TlsMode.STARTTLS, strict = true, users = "a:b")
    static class WithSettings {

        @Test
        void neverRuns(Inbox inbox) {}
    }

    @Test
    void rejectsSettingsOfTheServer() {
        assertThat(failures(WithSettings.class))
                .singleElement()
                .asString()
                .contains("url cannot be combined with port, tls, strict");
    }

    @SmtpFake(
            url = "${" + VARIABLE + "}",
            users = {"app:sec:ret", "other:secret"})
    static class WithUsers {

        @Test
        void logsInAsTheFirst(SmtpEndpoint smtp) {
            assertThat(smtp.mailProperties())
                    .containsEntry("mail.smtp.auth", "true")
                    .containsEntry("mail.smtp.user", "app")
                    .containsEntry("mail.smtp.password", "sec:ret");
        }
    }

    @Test
    void logsInAsAUserOfTheRunningServer() {
        assertThat(failures(WithUsers.class)).isEmpty();
        System.setProperty(VARIABLE, server.uri().toString());

        assertThat(failures(WithUsers.class)).isEmpty();
    }

    @SmtpFake(url = "smtp://localhost")
    static class WithOtherUrl {

        @Test
        void neverRuns(Inbox inbox) {}
    }

    @Test
    void rejectsAUrlThatIsNotHttp() {
        assertThat(failures(WithOtherUrl.class))
                .singleElement()
                .asString()
                .contains("url must be a URL such as http://localhost:8025 or ${SMTP_FAKE_URL}, but is"
                        + " smtp://localhost");
    }

    @Test
    void neverShowsThePasswordOfTheUrl() {
        System.setProperty(VARIABLE, "http://ada:s3cret@127.0.0.1:" + server.httpPort());

        assertThat(failures(Failing.class))
                .singleElement()
                .asString()
                .contains("The test used the server at http://…@127.0.0.1:" + server.httpPort() + ", the value of ${")
                .doesNotContain("s3cret");

        // A space is not allowed in a URL.
        for (String wrong : List.of("http://ada:s3cret @127.0.0.1", "ftp://ada:s3cret@127.0.0.1")) {
            System.setProperty(VARIABLE, wrong);
            assertThat(failures(Failing.class))
                    .isNotEmpty()
                    .allSatisfy(failure -> assertThat(failure)
                            .contains("but is " + wrong.substring(0, wrong.indexOf("ada")) + "…@127.0.0.1")
                            .doesNotContain("s3cret"));
        }
    }

    @Test
    void saysThatTheRunningServerIsNotThere() {
        System.setProperty(VARIABLE, server.uri().toString());
        server.close();

        assertThat(failures(Sending.class))
                .isNotEmpty()
                .allSatisfy(failure -> assertThat(failure).contains("No smtp-fake server answers at " + server.uri()));
    }
}
