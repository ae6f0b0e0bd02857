package org.example.shop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Properties;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/**
 * Leaves out the test of a Bcc, because Mailpit adds a header Bcc itself, and that of retries, because it rejects by chance, not a
 * given number of times.
 */
@Testcontainers(disabledWithoutDocker = true)
class MailpitTest {
    private static final String IMAGE = System.getProperty("mailpit.image", "axllent/mailpit:v1.33");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Container
    private static final GenericContainer<?> MAILPIT = container();

    private static GenericContainer<?> container() {
        return new GenericContainer<>(IMAGE)
                .withExposedPorts(1025, 8025)
                .waitingFor(Wait.forHttp("/readyz").forPort(8025));
    }

    @BeforeEach
    void deleteMail() throws Exception {
        request(MAILPIT, "DELETE", "/api/v1/messages", "");
    }

    private static Properties properties() {
        return Shop.properties(MAILPIT.getHost(), MAILPIT.getMappedPort(1025));
    }

    private static String request(GenericContainer<?> mailpit, String method, String path, String body)
            throws IOException, InterruptedException {
        URI uri = URI.create("http://" + mailpit.getHost() + ":" + mailpit.getMappedPort(8025) + path);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .method(method, BodyPublishers.ofString(body))
                .build();
        return HTTP.send(request, BodyHandlers.ofString()).body();
    }

    private static JsonNode json(GenericContainer<?> mailpit, String path) throws Exception {
        return new ObjectMapper().readTree(request(mailpit, "GET", path, ""));
    }

    private static JsonNode awaitOne(GenericContainer<?> mailpit) throws Exception {
        Awaitility.await()
                .until(() -> json(mailpit, "/api/v1/messages").get("total").asInt() == 1);
        return json(mailpit, "/api/v1/message/latest");
    }

    @Test
    void sendsLaterInUtf8() throws Exception {
        try (Shop shop = new Shop(properties())) {
            shop.welcome("ada@example.org", "bob@example.org");
            JsonNode mail = awaitOne(MAILPIT);
            assertThat(mail.get("To").findValuesAsText("Address")).containsExactly("ada@example.org", "bob@example.org");
            assertThat(mail.get("Bcc")).isEmpty();
            assertThat(mail.get("Subject").asText()).isEqualTo("Willkommen im Café");
            assertThat(mail.get("Text").asText()).isEqualToIgnoringNewLines("Schöne Grüße, Ihr Café");
        }
    }

    @Test
    void sendsACodeALinkAndAnAttachment() throws Exception {
        new Shop(properties()).confirmOrder("ada@example.org");
        JsonNode mail = awaitOne(MAILPIT);
        assertThat(mail.get("HTML").asText())
                .contains("Your code: 739201")
                .contains("<a href=\"https://shop.example.org/orders/4711\">Your order</a>");
        JsonNode attachment = mail.get("Attachments").get(0);
        assertThat(attachment.get("FileName").asText()).isEqualTo("terms.txt");
        String part = "/api/v1/message/" + mail.get("ID").asText() + "/part/"
                + attachment.get("PartID").asText();
        assertThat(request(MAILPIT, "GET", part, "")).isEqualTo("Terms");
    }

    @Test
    void encryptsAndLogsIn() throws Exception {
        try (GenericContainer<?> mailpit = container()
                .withEnv("MP_SMTP_TLS_CERT", "sans:localhost")
                .withEnv("MP_SMTP_TLS_KEY", "sans:localhost")
                .withEnv("MP_SMTP_REQUIRE_STARTTLS", "true")
                .withEnv("MP_SMTP_AUTH", "shop:secret")) {
            mailpit.start();
            Properties mail = Shop.properties(mailpit.getHost(), mailpit.getMappedPort(1025));
            mail.setProperty("mail.smtp.starttls.required", "true");
            mail.setProperty("mail.smtp.ssl.trust", "localhost");
            mail.setProperty("mail.smtp.auth", "true");
            mail.setProperty("mail.smtp.user", "shop");
            mail.setProperty("mail.smtp.password", "secret");
            new Shop(mail).sendInvoice("ada@example.org");
            assertThat(awaitOne(mailpit).get("Username").asText()).isEqualTo("shop");
        }
    }

    @Test
    void sendsNothing() {
        new Shop(properties()).unsubscribe("ada@example.org");
        Awaitility.await()
                .during(Duration.ofMillis(200))
                .until(() -> json(MAILPIT, "/api/v1/messages").get("total").asInt() == 0);
    }
}
