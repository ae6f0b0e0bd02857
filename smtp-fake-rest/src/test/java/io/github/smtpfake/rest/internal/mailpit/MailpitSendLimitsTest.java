package io.github.smtpfake.rest.internal.mailpit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.config.Limits;
import io.github.smtpfake.config.SmtpExtension;
import io.github.smtpfake.rest.testing.HttpApi;
import io.github.smtpfake.rest.testing.RunningApi;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the dialect rejects to send, with the texts of Mailpit, and what it encodes. */
class MailpitSendLimitsTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final RunningApi server = new RunningApi(SmtpFakeServer.builder()
            .disable(SmtpExtension.AUTH)
            .limits(Limits.builder().messageSize(4_000).recipients(2).build())
            .start());

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400|{}|error building message: from not set",
                "400|{'From': {'Email': 'a'}, 'Bcc': ['c@d']}|invalid From address: a",
                "400|{'From': {'Email': 'a@b'}}|error building message: no recipients (to, cc, bcc) set",
                "400|{'From': {'Email': 'a@b'}, 'To': [{'Email': 'nobody'}]}|invalid To address: nobody",
                "400|{'From': {'Email': 'a@b'}, 'To': [{'Email': 'a@b, c@d'}]}|invalid To address: a@b, c@d",
                "400|{'From': {'Email': 'a@b'}, 'To': [{'Email': 'c@d>'}]}|invalid To address: c@d>",
                "400|{'From': {'Email': 'a@b'}, 'Cc': [{'Email': 'nobody@'}]}|invalid Cc address: nobody@",
                "400|{'From': {'Email': 'a@b'}, 'Bcc': ['no body@x']}|invalid Bcc address: no body@x",
                "400|{'From': {'Email': 'a@b'}, 'Bcc': ['c@d'], 'ReplyTo': [{'Email': 'x'}]}|invalid Reply-To address: x",
                "400|{'From': {'Email': 'a@b'}, 'Bcc': ['c@d'], 'Subject': 'x\\r\\nX-Evil: y'}|Subject: must be one line",
                "400|{'From': {'Email': 'a@b'}, 'Bcc': ['c@d'], 'Headers': {'X:': 'y'}}|invalid header key: 'X:'",
                "400|{'From': {'Email': 'a@b'}, 'Bcc': ['c@d'], 'Headers': {'subject': 'y'}}|cannot overwrite header: 'subject'",
                "400|{'From': {'Email': 'a@b'}, 'Bcc': ['c@d'], 'Attachments': [{'Content': '!!!!', 'Filename': 'f'}]}|error decoding base64 attachment 'f': illegal base64 data at input byte 0",
                "400|{'From': {'Email': 'a@b'}, 'Bcc': ['c@d'], 'Attachments': [{'Content': 'aGVsbG8', 'Filename': 'f'}]}|error decoding base64 attachment 'f': illegal base64 data at input byte 4",
                "400|{'From': {'Email': 'a@b'}, 'Bcc': ['c@d', 'e@f', 'g@h']}|A message may have at most 2 recipients.",
            })
    void rejectsInvalidMessagesToSend(int status, String body, String error) throws Exception {
        HttpResponse<String> response = send("POST", "/api/v1/send", body.replace('\'', '"'));

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(HttpApi.tree(response.body()).get("Error").asText().replace('"', '\''))
                .isEqualTo(error);
        assertThat(server.smtp().inbox().messages()).isEmpty();
    }

    @Test
    void rejectsLineEndsInAddresses() throws Exception {
        String body = "{\"From\": {\"Email\": \"a@b\"}, \"To\": [{\"Email\": \"c@d>\\r\\nX: y\"}]}";

        assertThat(HttpApi.tree(send("POST", "/api/v1/send", body).body())
                        .get("Error")
                        .asText())
                .isEqualTo("invalid To address: c@d>\r\nX: y");
    }

    @Test
    void rejectsMessagesThatExceedTheLimitOfSmtp() throws Exception {
        String content = Base64.getEncoder().encodeToString(new byte[4_000]);

        HttpResponse<String> response = send(
                "POST",
                "/api/v1/send",
                "{\"From\": {\"Email\": \"a@b\"}, \"Bcc\": [\"c@d\"], \"Attachments\": [{\"Content\": \"" + content
                        + "\"}]}");

        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(HttpApi.tree(response.body()).get("Error").asText()).endsWith("the maximum is 4000.");
    }

    @Test
    void encodesLongNamesInSections() throws Exception {
        String name = "ü".repeat(60) + ".txt";
        String subject = "Grüße ".repeat(40).strip();

        send(
                "POST",
                "/api/v1/send",
                "{\"From\": {\"Email\": \"a@b\"}, \"Bcc\": [\"c@d\"], \"Subject\": \"" + subject
                        + "\", \"Attachments\": [{\"Content\": \"eA==\", \"Filename\": \"" + name + "\"}]}");

        JsonNode message = server.http().get("/api/v1/message/latest");
        assertThat(message.get("Subject").asText()).isEqualTo(subject);
        assertThat(message.at("/Attachments/0/FileName").asText()).isEqualTo(name);
        assertThat(server.smtp().inbox().messages().get(0).problems()).isEmpty();
    }

    private HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.httpPort() + path))
                        .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                        .header("Content-Type", "application/json")
                        .build(),
                BodyHandlers.ofString());
    }
}
