package io.github.smtpfake.clients;

import static io.github.smtpfake.clients.EncryptedServer.PASSWORD;
import static io.github.smtpfake.clients.EncryptedServer.USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.message.CapturedMessage;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.StartTLSOptions;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VertxMailTest {
    private static final Vertx VERTX = Vertx.vertx();

    private final EncryptedServer server = EncryptedServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    @AfterAll
    static void close() throws Exception {
        VERTX.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PLAIN", "LOGIN", "CRAM-MD5", "XOAUTH2"})
    void logsInAfterStartTls(String mechanism) throws Exception {
        send(afterStartTls().setAuthMethods(mechanism));

        CapturedMessage mail = server.received(mechanism);
        assertThat(mail.subject()).contains("Grüße");
        assertThat(mail.text()).hasValueSatisfying(text -> assertThat(text).startsWith("Grüße\n.dot"));
    }

    @Test
    void usesTheSmtpsPort() throws Exception {
        MailConfig config = config(PASSWORD)
                .setPort(server.server().smtpsPort())
                .setSsl(true)
                .setAuthMethods("PLAIN");

        send(config);

        server.received("PLAIN");
    }

    @Test
    void failsWithAWrongPassword() {
        MailConfig config = afterStartTls().setPassword("wrong").setAuthMethods("PLAIN");

        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> send(config))
                .withMessageContaining("AUTH PLAIN failed")
                .withMessageContaining("535 5.7.8");
        server.receivedNothing();
    }

    @Test
    void usesAPooledConnectionForTheMailOfALaterTest() throws Exception {
        try (SmtpFakeServer plain = SmtpFakeServer.startNew()) {
            MailClient pool = MailClient.create(
                    VERTX,
                    new MailConfig()
                            .setHostname(plain.host())
                            .setPort(plain.port())
                            .setKeepAlive(true)
                            .setMaxPoolSize(1));
            try {
                send(pool);
                CapturedMessage first = plain.inbox().awaitOne();
                Inbox later = plain.inbox().sinceNow();
                assertThat(later.messages()).isEmpty();

                send(pool);

                assertThat(later.awaitOne().session().id())
                        .isEqualTo(first.session().id());
            } finally {
                pool.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
            }
        }
    }

    private MailConfig afterStartTls() {
        return config(PASSWORD).setPort(server.server().port()).setStarttls(StartTLSOptions.REQUIRED);
    }

    private MailConfig config(String password) {
        return new MailConfig()
                .setHostname(server.host())
                .setTrustOptions(new PemTrustOptions()
                        .addCertValue(Buffer.buffer(server.server().tlsTrust().pem())))
                .setHostnameVerificationAlgorithm("HTTPS")
                .setLogin(LoginOption.REQUIRED)
                .setUsername(USER)
                .setPassword(password);
    }

    private static void send(MailConfig config) throws Exception {
        MailClient client = MailClient.create(VERTX, config);
        try {
            send(client);
        } finally {
            client.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        }
    }

    private static void send(MailClient client) throws Exception {
        MailMessage message = new MailMessage()
                .setFrom("app@example.org")
                .setTo("bob@example.org")
                .setSubject("Grüße")
                .setText("Grüße\n.dot\n");
        client.sendMail(message).toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
}
