package io.github.smtpfake.testcontainers;

import static io.github.smtpfake.rules.Rules.rcptTo;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.smtpfake.SmtpEndpoint;
import io.github.smtpfake.config.TlsMode;
import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.rules.Rule;
import io.github.smtpfake.testing.SmtpClient;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.lifecycle.TestDescription;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.TestcontainersConfiguration;

/** Runs the image of the Dockerfile with the packaged jars. */
@Execution(ExecutionMode.CONCURRENT)
class SmtpFakeContainerIT {

    @BeforeAll
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    static void buildImage() {
        BuiltImage.name();
    }

    private static void send(SmtpFakeContainer smtp, String recipient) {
        try (SmtpClient client = SmtpClient.greeted(smtp.getSmtpHost(), smtp.getSmtpPort())) {
            client.command("MAIL FROM:<app@example.org>", "250");
            client.command("RCPT TO:<" + recipient + ">", "250");
            client.command("DATA", "354");
            client.send("Subject: Hello\r\n\r\nHello\r\n.\r\n".getBytes(US_ASCII))
                    .expect("250");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static TestDescription test(String id) {
        return new TestDescription() {
            @Override
            public String getTestId() {
                return id;
            }

            @Override
            public String getFilesystemFriendlyName() {
                return id;
            }
        };
    }

    @Test
    void showsTheMailThatTheDefaultImageReceives() throws IOException {
        try (SmtpFakeContainer smtp = new SmtpFakeContainer()) {
            smtp.start();
            send(smtp, "ada@example.org");

            assertThat(smtp.inbox().recipient("ada@example.org").awaitOne().subject())
                    .contains("Hello");
            SmtpEndpoint client = smtp.client();
            assertThat(client.host()).isEqualTo(smtp.getSmtpHost());
            assertThat(client.port()).isEqualTo(smtp.getSmtpPort());
            assertThat(client.httpUri()).contains(smtp.getHttpUri());
            HttpURLConnection ready = (HttpURLConnection)
                    smtp.getHttpUri().resolve("/readyz").toURL().openConnection();
            assertThat(ready.getResponseCode()).isEqualTo(200);
        }
    }

    @Test
    void hasNoMailAfterItIsStartedAgain() {
        try (SmtpFakeContainer smtp = new SmtpFakeContainer(BuiltImage.name())) {
            smtp.start();
            send(smtp, "ada@example.org");
            assertThat(smtp.inbox().messages()).hasSize(1);
            smtp.stop();
            smtp.start();

            assertThat(smtp.inbox().messages()).isEmpty();
            send(smtp, "bob@example.org");
            assertThat(smtp.inbox().awaitOne().envelope().recipients())
                    .extracting(Object::toString)
                    .containsExactly("bob@example.org");
        }
    }

    @Test
    void startsTheServerWithItsOptions() throws IOException {
        try (SmtpFakeContainer smtp = new SmtpFakeContainer(DockerImageName.parse(BuiltImage.name()))
                .withTls(TlsMode.STARTTLS_REQUIRED)
                .withUser("app", "a,b:c")
                .withStrict()
                .withMaxMessages(1)
                .withLogOutput()
                .withRules("[{\"on\": \"rcpt\", \"when\": {\"recipient\": \"full@example.org\"},"
                        + " \"then\": [{\"reply\": \"452 4.2.2 full\"}]}]")) {
            smtp.start();
            try (SmtpClient client = SmtpClient.greeted(smtp.getSmtpHost(), smtp.getSmtpPort())) {
                client.command("MAIL FROM:<app@example.org>", "530");
                client.command("STARTTLS", "220");
                client.encrypt(smtp.client().tlsTrust().sslContext());
                client.command("EHLO client.test", "250");
                client.command("AUTH PLAIN " + plain("app", "wrong"), "535");
                client.command("AUTH PLAIN " + plain("app", "a,b:c"), "235");
                client.command("MAIL FROM: <app@example.org>", "501");
                client.command("MAIL FROM:<app@example.org>", "250");
                assertThat(client.command("RCPT TO:<full@example.org>", "452")).contains("4.2.2 full");
                client.command("RSET", "250");
                for (String subject : List.of("First", "Second")) {
                    client.command("MAIL FROM:<app@example.org>", "250");
                    client.command("RCPT TO:<ada@example.org>", "250");
                    client.command("DATA", "354");
                    client.send(("Subject: " + subject + "\r\n\r\nHello\r\n.\r\n").getBytes(US_ASCII))
                            .expect("250");
                }
                assertThat(smtp.inbox().awaitOne().subject()).contains("Second");
            }
            assertThat(smtp.client().mailProperties())
                    .containsEntry("mail.smtp.starttls.required", "true")
                    .containsEntry("mail.smtp.user", "app")
                    .containsEntry("mail.smtp.password", "a,b:c");
            assertThat(smtp.getLogs()).contains("ada@example.org");
        }
    }

    private static String plain(String user, String password) {
        return Base64.getEncoder().encodeToString(("\0" + user + "\0" + password).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void acceptsRulesOfTheTest() throws IOException {
        try (SmtpFakeContainer smtp = new SmtpFakeContainer(BuiltImage.name())) {
            smtp.start();
            Rule rule = smtp.client().on(rcptTo("full@example.org")).reply("452 4.2.2 mailbox full");
            try (SmtpClient client = SmtpClient.greeted(smtp.getSmtpHost(), smtp.getSmtpPort())) {
                client.command("MAIL FROM:<app@example.org>", "250");
                client.command("RCPT TO:<full@example.org>", "452");
            }
            assertThat(rule.timesFired()).isEqualTo(1);
        }
    }

    @Test
    void isReachedByAnAliasFromOtherContainers() throws Exception {
        try (Network network = Network.newNetwork();
                SmtpFakeContainer smtp = new SmtpFakeContainer(BuiltImage.name())
                        .withNetwork(network)
                        .withNetworkAliases("mail");
                GenericContainer<?> other = new GenericContainer<>(BuiltImage.name())
                        .withNetwork(network)
                        .withEnv("SMTP_FAKE_URL", "http://mail:" + SmtpFakeContainer.HTTP_PORT)) {
            smtp.start();
            other.start();
            send(smtp, "ada@example.org");

            ExecResult wait = other.execInContainer("smtp-fake", "wait", "--recipient", "ada@example.org");
            assertThat(wait.getExitCode()).as(wait.toString()).isZero();
        }
    }

    @Test
    void showsOnlyNewMailOfAReusedContainer() {
        assumeThat(TestcontainersConfiguration.getInstance().environmentSupportsReuse())
                .as(
                        "Testcontainers does not find TESTCONTAINERS_REUSE_ENABLE, as in Turkish, whose capital i has a dot.")
                .isTrue();
        SmtpFakeContainer first = reusable();
        SmtpFakeContainer second = reusable();
        try {
            first.start();
            send(first, "early@example.org");
            second.start();

            assertThat(second.getContainerId()).isEqualTo(first.getContainerId());
            assertThat(second.inbox().messages()).isEmpty();
            send(second, "ada@example.org");
            assertThat(second.inbox().awaitOne().subject()).contains("Hello");
            assertThat(first.inbox().await(2)).hasSize(2);
        } finally {
            second.stop();
            first.stop();
        }
    }

    private static SmtpFakeContainer reusable() {
        return new SmtpFakeContainer(BuiltImage.name())
                .withTls(TlsMode.STARTTLS)
                // Another build must not use it at the same time.
                .withLabel(
                        "org.example.test",
                        "reused by " + ProcessHandle.current().pid())
                .withReuse(true);
    }

    @Test
    void addsTheTranscriptsToTheFailureOfATest() {
        AssertionError failure = new AssertionError("expected something else");
        try (SmtpFakeContainer smtp = new SmtpFakeContainer(BuiltImage.name())) {
            smtp.beforeTest(test("before the start"));
            smtp.start();
            send(smtp, "early@example.org");
            smtp.beforeTest(test("failing"));
            send(smtp, "ada@example.org");
            smtp.afterTest(test("failing"), Optional.of(failure));
        }

        assertThat(failure.getSuppressed())
                .singleElement()
                .asString()
                .contains("RCPT TO:<ada@example.org>")
                .doesNotContain("early@example.org");
    }

    @Test
    void closesItsClientWhenItStops() {
        SmtpFakeContainer smtp = new SmtpFakeContainer(BuiltImage.name());
        smtp.start();
        Inbox inbox = smtp.inbox().withTimeout(Duration.ofSeconds(1));
        smtp.stop();

        assertThatThrownBy(inbox::awaitOne)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is closed");
    }
}
