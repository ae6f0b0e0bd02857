package io.github.smtpfake.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.rest.cli.UsageException;
import io.github.smtpfake.rest.testing.HttpApi;
import io.github.smtpfake.rest.testing.RawClient;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MailpitVariablesTest {

    @Test
    void listensWhereMailpitWould() throws Exception {
        Options options = options(Map.of("MP_SMTP_BIND_ADDR", "[::1]:2525", "MP_UI_BIND_ADDR", "[::1]:8080"));

        assertThat(options.address().getHostAddress()).isEqualTo("0:0:0:0:0:0:0:1");
        assertThat(options.smtp().build().port()).isEqualTo(2525);
        assertThat(options.httpPort()).isEqualTo(8080);
        assertThat(options(Map.of("MP_UI_BIND_ADDR", ":8080")).address().isAnyLocalAddress())
                .isTrue();
    }

    @Test
    void refusesTwoAddressesAndOneWithoutPort() {
        assertThatThrownBy(
                        () -> options(Map.of("MP_SMTP_BIND_ADDR", "0.0.0.0:2525", "MP_UI_BIND_ADDR", "127.0.0.1:8080")))
                .isInstanceOf(UsageException.class)
                .hasMessageContainingAll("MP_SMTP_BIND_ADDR", "MP_UI_BIND_ADDR", "SMTP_FAKE_HOST");
        assertThatThrownBy(() -> options(Map.of("MP_SMTP_BIND_ADDR", "2525")))
                .isInstanceOf(UsageException.class)
                .hasMessage("MP_SMTP_BIND_ADDR must be an address and a port such as 0.0.0.0:1025, not \"2525\"");
        assertThatThrownBy(() -> options(Map.of("MP_SMTP_BIND_ADDR", "0.0.0.0:smtp")))
                .isInstanceOf(UsageException.class)
                .hasMessage("MP_SMTP_BIND_ADDR must be a number from 0 to 65535, not \"smtp\"");
    }

    @Test
    void hasTheLimitsOfMailpit() throws Exception {
        SmtpFakeServer smtp = options(
                        Map.of("MP_MAX_MESSAGES", "7", "MP_MAX_MESSAGE_SIZE", "2", "MP_SMTP_MAX_RECIPIENTS", "3"))
                .smtp()
                .build();

        assertThat(smtp.limits().storedMessages()).isEqualTo(7);
        assertThat(smtp.limits().messageSize()).isEqualTo(2 << 20);
        assertThat(smtp.limits().recipients()).isEqualTo(3);
    }

    @Test
    void takesZeroForTheMostThereCanBe() throws Exception {
        SmtpFakeServer smtp = options(Map.of("MP_MAX_MESSAGES", "0", "MP_MAX_MESSAGE_SIZE", "0"))
                .smtp()
                .build();

        assertThat(smtp.limits().storedMessages()).isEqualTo(Integer.MAX_VALUE);
        assertThat(smtp.limits().messageSize()).isEqualTo(1 << 30);
    }

    @Test
    void asksForTheLoginThatMailpitWouldAskFor() throws Exception {
        try (SmtpFakeServer smtp = options(
                                Map.of("MP_SMTP_BIND_ADDR", "127.0.0.1:0", "MP_SMTP_AUTH", "ada:secret bob:word"))
                        .smtp()
                        .start();
                RawClient client = new RawClient(smtp.port())) {
            client.expect("220");
            client.command("EHLO client.test", "250");
            client.command("MAIL FROM:<a@example.org>", "530");
            client.command("AUTH PLAIN AGJvYgB3cm9uZw==", "535");
            client.command("AUTH PLAIN AGJvYgB3b3Jk", "235");
        }
    }

    @Test
    void letsOnlyThoseUseHttpThatMailpitWould() throws Exception {
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
    void offersOrRequiresStartTlsAsMailpitWould() throws Exception {
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

    private static String replyToMail(Map<String, String> environment) throws Exception {
        try (SmtpFakeServer smtp = options(environment).smtp().start();
                RawClient client = new RawClient(smtp.port())) {
            client.expect("220");
            client.command("EHLO client.test", "250");
            client.send("MAIL FROM:<a@example.org>\r\n");
            return client.expect("");
        }
    }

    @Test
    void namesThoseWithoutCounterpartAndNoOthers() throws Exception {
        CommandLine line = CommandLine.parse(
                new String[0], Map.of("MP_DATABASE", "/data", "MP_WEBHOOK_URL", "x", "MP_ENABLE_CHAOS", "1"));

        assertThat(line.unknownVariables()).containsExactlyInAnyOrder("MP_DATABASE", "MP_WEBHOOK_URL");
    }

    private static Options options(Map<String, String> environment) throws UsageException {
        return Options.of(CommandLine.parse(new String[0], environment));
    }
}
