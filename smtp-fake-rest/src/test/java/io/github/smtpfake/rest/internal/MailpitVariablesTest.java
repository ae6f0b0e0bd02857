package io.github.smtpfake.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.rest.internal.cli.Given;
import io.github.smtpfake.rest.internal.cli.UsageException;
import io.github.smtpfake.rest.testing.HttpApi;
import io.github.smtpfake.testing.SmtpClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailpitVariablesTest {

    @Test
    void listensOnTheAddressesOfMailpit() throws Exception {
        Options options = options(Map.of("MP_SMTP_BIND_ADDR", "[::1]:2525", "MP_UI_BIND_ADDR", "[::1]:8080"));

        assertThat(options.smtpAddress().getHostAddress()).isEqualTo("0:0:0:0:0:0:0:1");
        assertThat(options.httpAddress().getHostAddress()).isEqualTo("0:0:0:0:0:0:0:1");
        assertThat(options.smtp().build().port()).isEqualTo(2525);
        assertThat(options.httpPort()).isEqualTo(8080);
        Options onlyHttp = options(Map.of("MP_UI_BIND_ADDR", ":8080"));
        assertThat(onlyHttp.httpAddress().isAnyLocalAddress()).isTrue();
        assertThat(onlyHttp.smtpAddress().isLoopbackAddress()).isTrue();
    }

    @Test
    void listensOnTwoAddressesOfMailpit() throws Exception {
        Options options = options(Map.of("MP_SMTP_BIND_ADDR", "0.0.0.0:2525", "MP_UI_BIND_ADDR", "127.0.0.1:8080"));

        assertThat(options.smtpAddress().isAnyLocalAddress()).isTrue();
        assertThat(options.httpAddress().isLoopbackAddress()).isTrue();
    }

    @Test
    void rejectsAnAddressWithoutPort() {
        assertThatThrownBy(() -> options(Map.of("MP_SMTP_BIND_ADDR", "2525")))
                .isInstanceOf(UsageException.class)
                .hasMessage("MP_SMTP_BIND_ADDR must be an address and a port such as 0.0.0.0:1025, not \"2525\"");
        assertThatThrownBy(() -> options(Map.of("MP_SMTP_BIND_ADDR", "0.0.0.0:smtp")))
                .isInstanceOf(UsageException.class)
                .hasMessage("MP_SMTP_BIND_ADDR must be a number from 0 to 65535, not \"smtp\"");
    }

    @Test
    void appliesTheLimitsOfMailpit() throws Exception {
        SmtpFakeServer smtp = options(
                        Map.of("MP_MAX_MESSAGES", "7", "MP_MAX_MESSAGE_SIZE", "2", "MP_SMTP_MAX_RECIPIENTS", "3"))
                .smtp()
                .build();

        assertThat(smtp.limits().storedMessages()).isEqualTo(7);
        assertThat(smtp.limits().messageSize()).isEqualTo(2 << 20);
        assertThat(smtp.limits().recipients()).isEqualTo(3);
    }

    @Test
    void evictsMessagesByTheMaximumAgeOfMailpit() throws Exception {
        assertThat(storedAge("14d")).isEqualTo(Duration.ofDays(14));
        assertThat(storedAge("36h")).isEqualTo(Duration.ofHours(36));
        assertThat(storedAge("0d")).isZero();
        assertThatThrownBy(() -> storedAge("two weeks"))
                .isInstanceOf(UsageException.class)
                .hasMessage("MP_MAX_AGE must be a duration such as 500ms, 10s, 2m, 1h or 7d, not \"two weeks\"");
    }

    private static Duration storedAge(String text) throws UsageException {
        return options(Map.of("MP_MAX_AGE", text)).smtp().build().limits().storedAge();
    }

    @Test
    void treatsALimitOfZeroAsUnlimited() throws Exception {
        SmtpFakeServer smtp = options(
                        Map.of("MP_MAX_MESSAGES", "0", "MP_MAX_MESSAGE_SIZE", "0", "MP_SMTP_MAX_RECIPIENTS", "0"))
                .smtp()
                .build();

        assertThat(smtp.limits().storedMessages()).isEqualTo(Integer.MAX_VALUE);
        assertThat(smtp.limits().messageSize()).isEqualTo(1 << 30);
        assertThat(smtp.limits().recipients()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void requiresTheUsersOfMailpit() throws Exception {
        try (SmtpFakeServer smtp = options(
                                Map.of("MP_SMTP_BIND_ADDR", "127.0.0.1:0", "MP_SMTP_AUTH", "ada:secret bob:word"))
                        .smtp()
                        .start();
                SmtpClient client = SmtpClient.connect(smtp.port())) {
            client.expect("220");
            client.command("EHLO client.test", "250");
            client.command("MAIL FROM:<a@example.org>", "530");
            client.command("AUTH PLAIN AGJvYgB3cm9uZw==", "535");
            client.command("AUTH PLAIN AGJvYgB3b3Jk", "235");
        }
    }

    @Test
    void requiresTheHttpUsersOfMailpit() throws Exception {
        Map<String, String> environment = Map.of(
                "MP_SMTP_BIND_ADDR", "127.0.0.1:0", "MP_UI_BIND_ADDR", "127.0.0.1:0", "MP_UI_AUTH", "ada:secret");
        try (Application application = Application.start(options(environment))) {
            HttpApi http = new HttpApi("127.0.0.1", application.httpPort());

            assertThat(http.send("GET", "/api/v1/info").statusCode()).isEqualTo(401);
            assertThat(http.send("GET", "/api/v1/info", "Authorization", "Basic YWRhOnNlY3JldA==")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void offersOrRequiresStartTls() throws Exception {
        Map<String, String> offered = Map.of("MP_SMTP_BIND_ADDR", "127.0.0.1:0", "MP_SMTP_TLS_CERT", "sans:mx.test,b");
        Map<String, String> required = Map.of(
                "MP_SMTP_BIND_ADDR",
                "127.0.0.1:0",
                "MP_SMTP_TLS_CERT",
                "sans:mx.test",
                "MP_SMTP_REQUIRE_STARTTLS",
                "true");

        assertThat(replyToMail(offered)).startsWith("250");
        assertThat(replyToMail(required)).startsWith("530");
        assertThatThrownBy(() -> options(Map.of("MP_SMTP_TLS_CERT", "none.pem", "MP_SMTP_TLS_KEY", "none.key")))
                .isInstanceOf(UsageException.class)
                .hasMessage("MP_SMTP_TLS_CERT: Cannot read none.pem: no such file");
    }

    @Test
    void usesImplicitTlsOnTheSmtpPort() throws Exception {
        CommandLine line = line(Map.of("MP_SMTP_REQUIRE_TLS", "true", "MP_SMTP_BIND_ADDR", "127.0.0.1:2465"));
        CommandLine both = line(Map.of("MP_SMTP_REQUIRE_TLS", "true", "MP_SMTP_REQUIRE_STARTTLS", "true"));
        Map<String, String> free = Map.of(
                "MP_SMTP_REQUIRE_TLS",
                "1",
                "MP_SMTP_BIND_ADDR",
                "127.0.0.1:0",
                "MP_SMTP_TLS_CERT",
                "sans:mx.test",
                "MP_UI_BIND_ADDR",
                "127.0.0.1:0");

        assertThat(text(line, Option.SMTP_PORT)).isEqualTo("2465");
        assertThat(text(line, Option.TLS)).isEqualTo("implicit");
        assertThat(line.has(Option.SMTPS_PORT)).isFalse();
        assertThat(text(both, Option.TLS)).isEqualTo("implicit");
        assertThat(line(Map.of("MP_SMTP_REQUIRE_TLS", "false")).has(Option.TLS)).isFalse();
        try (Application application = Application.start(options(free));
                SmtpClient client = SmtpClient.connect(application.smtpPort())) {
            client.encrypt(application.tls().sslContext()).expect("220");
        }
    }

    @Test
    void allowsTheOriginsOfMailpitExceptTheWildcard() throws Exception {
        CommandLine line = line(Map.of("MP_API_CORS", "app.test:3000, https://web.test/,*"));

        assertThat(line.all(Option.CORS_ORIGIN))
                .extracting(Given::text)
                .containsExactly("http://app.test:3000", "https://app.test:3000", "https://web.test");
        assertThat(line.ignored()).containsExactly("MP_API_CORS=*");
        assertThat(line(Map.of("MP_API_CORS", "")).has(Option.CORS_ORIGIN)).isFalse();
        assertThatThrownBy(() -> options(Map.of("MP_API_CORS", "a/b")))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("MP_API_CORS must be an origin");
    }

    @Test
    void usesHttpsWithTheCertificateOfMailpit() throws Exception {
        CommandLine line =
                line(Map.of("MP_UI_TLS_CERT", "c.pem", "MP_UI_TLS_KEY", "k.pem", "MP_SMTP_TLS_CERT", "c.pem"));

        assertThat(line.has(Option.HTTP_TLS)).isTrue();
        assertThat(text(line, Option.TLS_CERTIFICATE)).isEqualTo("c.pem");
        assertThat(text(line, Option.TLS_KEY)).isEqualTo("k.pem");
        assertThat(line(Map.of("MP_UI_TLS_CERT", "sans:a.test", "MP_SMTP_TLS_CERT", "sans:b.test"))
                        .all(Option.CERTIFICATE_HOST))
                .extracting(Given::text)
                .containsExactlyInAnyOrder("a.test", "b.test");
        assertThatThrownBy(() -> line(Map.of("MP_UI_TLS_CERT", "a.pem", "MP_SMTP_TLS_CERT", "b.pem")))
                .isInstanceOf(UsageException.class)
                .hasMessageContainingAll("MP_UI_TLS_CERT", "MP_SMTP_TLS_CERT", "the same certificate");
    }

    /** Mailpit requires a key with each certificate, also with one that it generates. */
    @ParameterizedTest
    @ValueSource(strings = {"SMTP", "UI"})
    void needsNoKeyForACertificateThatItGenerates(String server) throws Exception {
        CommandLine line =
                line(Map.of("MP_" + server + "_TLS_CERT", "sans:a.test", "MP_" + server + "_TLS_KEY", "sans:a.test"));

        assertThat(text(line, Option.CERTIFICATE_HOST)).isEqualTo("a.test");
        assertThat(line.has(Option.TLS_KEY)).isFalse();
        assertThat(line.ignored()).isEmpty();
    }

    @Test
    void ignoresEmptyVariables() throws Exception {
        Map<String, String> environment = new HashMap<>();
        for (String name : List.of(
                "MP_SMTP_BIND_ADDR",
                "MP_UI_AUTH",
                "MP_UI_TLS_CERT",
                "MP_MAX_MESSAGES",
                "MP_CHAOS_TRIGGERS",
                "MP_DATABASE")) {
            environment.put(name, "");
        }

        CommandLine line = line(environment);

        assertThat(line.chaos()).isNull();
        assertThat(line.ignored()).isEmpty();
        assertThat(Option.values()).noneMatch(line::has);
    }

    @Test
    void appliesTheChaosTriggers() throws Exception {
        Map<String, String> environment = new HashMap<>(Map.of(
                "MP_SMTP_BIND_ADDR", "127.0.0.1:0", "MP_UI_BIND_ADDR", "127.0.0.1:0", "MP_ENABLE_CHAOS", "true"));
        environment.put("MP_CHAOS_TRIGGERS", "sender:452:100, Auth:535:10");

        try (Application application = Application.start(options(environment));
                SmtpClient client = SmtpClient.connect(application.smtpPort())) {
            client.expect("220");
            client.command("EHLO client.test", "250");
            client.command("MAIL FROM:<a@example.org>", "452");
            assertThat(new HttpApi("127.0.0.1", application.httpPort()).get("/api/v1/chaos"))
                    .hasToString("{\"Sender\":{\"ErrorCode\":452,\"Probability\":100},"
                            + "\"Recipient\":{\"ErrorCode\":451,\"Probability\":0},"
                            + "\"Authentication\":{\"ErrorCode\":535,\"Probability\":10}}");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Sender", "Sender:451", "Sender:200:5", "Sender:451:101", "Helo:451:5", "Sender:451:5;"})
    void rejectsInvalidChaosTriggers(String triggers) throws Exception {
        Map<String, String> environment = Map.of(
                "MP_SMTP_BIND_ADDR", "127.0.0.1:0", "MP_UI_BIND_ADDR", "127.0.0.1:0", "MP_CHAOS_TRIGGERS", triggers);
        Options options = options(environment);

        assertThatThrownBy(() -> Application.start(options).close())
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("MP_CHAOS_TRIGGERS must be triggers such as Sender:451:50,")
                .hasMessageEndingWith("not \"" + triggers + "\"");
    }

    private static String replyToMail(Map<String, String> environment) throws Exception {
        try (SmtpFakeServer smtp = options(environment).smtp().start();
                SmtpClient client = SmtpClient.connect(smtp.port())) {
            client.expect("220");
            client.command("EHLO client.test", "250");
            return client.say("MAIL FROM:<a@example.org>").reply();
        }
    }

    @Test
    void collectsVariablesWithoutAnEquivalent() throws Exception {
        CommandLine line = line(Map.of("MP_TAG", "x", "MP_WEBHOOK_URL", "x", "MP_ENABLE_CHAOS", "1"));

        assertThat(line.ignored()).containsExactlyInAnyOrder("MP_TAG", "MP_WEBHOOK_URL");
        assertThat(line(Map.of("MP_ENABLE_PROMETHEUS", "true")).ignored()).isEmpty();
        assertThat(line(Map.of("MP_ENABLE_PROMETHEUS", ":9090")).ignored()).containsExactly("MP_ENABLE_PROMETHEUS");
    }

    private static CommandLine line(Map<String, String> environment) throws UsageException {
        return CommandLine.parse(new String[0], environment);
    }

    private static String text(CommandLine line, Option option) {
        return line.all(option).get(0).text();
    }

    private static Options options(Map<String, String> environment) throws UsageException {
        return Options.of(line(environment));
    }
}
