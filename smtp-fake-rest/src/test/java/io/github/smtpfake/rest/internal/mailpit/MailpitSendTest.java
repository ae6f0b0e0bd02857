package io.github.smtpfake.rest.internal.mailpit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.smtpfake.rest.testing.RunningApi;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages that are sent over HTTP are as Mailpit 1.33.1 stores them. */
class MailpitSendTest {
    private final RunningApi server = new RunningApi();

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\\x89PNG\\r\\n\\x1a\\n data|image/png",
                "%PDF-1.4 x|application/pdf",
                "<html><b>|text/html",
                "<HTML lang=en>|text/html",
                "' <!DOCTYPE HTML>'|text/html",
                "<htmlx>|text/plain",
                "hello|text/plain",
                "\\x00\\x01\\x02|application/octet-stream",
                "GIF89a|image/gif",
                "\\xff\\xd8\\xff|image/jpeg",
                "PK\\x03\\x04|application/zip",
                "{\"a\":1}|text/plain",
                "<?xml v|text/xml",
                "RIFFxxxxWEBPVP|image/webp",
                "RIFFxxxxWAVE|audio/wave",
                "\\xc3\\xbc|text/plain",
                "\\x1f\\x8b\\x08|application/x-gzip",
                "\\x00\\x00\\x00\\x18ftypmp42\\x00\\x00\\x00\\x00mp41isom|video/mp4",
                "''|text/plain",
            })
    void detectsTheTypeOfAFile(String start, String type) {
        send("'Attachments': [{'Filename': 'f', 'Content': '" + base64(bytes(start)) + "'}]");

        JsonNode file = latest().at("/Attachments/0");
        assertThat(file.get("ContentType").asText()).isEqualTo(type);
        assertThat(file.get("Size").asInt()).isEqualTo(bytes(start).length);
    }

    private static byte[] bytes(String escaped) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < escaped.length(); i++) {
            if (escaped.startsWith("\\x", i)) {
                text.append((char) Integer.parseInt(escaped.substring(i + 2, i + 4), 16));
                i += 3;
            } else if (escaped.startsWith("\\r", i) || escaped.startsWith("\\n", i)) {
                text.append(escaped.charAt(++i) == 'r' ? '\r' : '\n');
            } else {
                text.append(escaped.charAt(i));
            }
        }
        return text.toString().getBytes(ISO_8859_1);
    }

    @Test
    void keepsTheGivenType() {
        send("'Attachments': [{'Filename': 'f', 'ContentType': 'text/x-own', 'Content': 'aGVsbG8='}]");

        assertThat(latest().at("/Attachments/0/ContentType").asText()).isEqualTo("text/x-own");
    }

    @ParameterizedTest
    @ValueSource(strings = {"aGVs\\r\\nbG8=\\n", "\\naGVsbG8=", "data:image/png;base64,aGVsbG8=", "aGVsbG8="})
    void acceptsBase64WithLineEnds(String content) {
        send("'Attachments': [{'Filename': 'f', 'Content': '" + content + "'}]");

        assertThat(server.http().bytes("/api/v1/message/latest/part/2")).isEqualTo("hello".getBytes(UTF_8));
    }

    @Test
    void namesTheUserOfBasicAuthentication() {
        String login = base64("böb:secret:1".getBytes(UTF_8));
        post("", "Authorization", "basic " + login);
        assertThat(latest().get("Username").asText()).isEqualTo("böb");
        assertThat(server.http()
                        .get("/api/v1/messages")
                        .at("/messages/0/Username")
                        .asText())
                .isEqualTo("böb");

        for (String header : List.of("Bearer x", "Basic !", "Basic " + base64("nocolon".getBytes(UTF_8)))) {
            post("", "Authorization", header);
            assertThat(latest().get("Username").asText("none")).as(header).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Ada <ada@example.org>|ada@example.org",
                "<ada@example.org>|ada@example.org",
                "' ada@example.org '|ada@example.org",
                "ada@example.org (Ada)|ada@example.org",
                "\\\"odd user\\\"@example.com|\"odd user\"@example.com",
                "\\\"Doe, Jane\\\" <jane.doe+x@example.org>|jane.doe+x@example.org",
                "a@[127.0.0.1]|a@[127.0.0.1]",
                "a@localhost|a@localhost",
                "jürgen@müller.example|jürgen@müller.example",
            })
    void readsAddressesWithNames(String email, String address) {
        HttpResponse<String> response = post(
                "{'From': {'Name': 'N', 'Email': '%s'}, 'To': [{'Name': 'N', 'Email': '%s'}],".formatted(email, email)
                        + " 'Cc': [{'Email': '%s'}], 'Bcc': ['%s'], 'ReplyTo': [{'Email': '%s'}]}"
                                .formatted(email, email, email));

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        JsonNode message = latest();
        for (String member : List.of("/From", "/To/0", "/Cc/0", "/ReplyTo/0")) {
            assertThat(message.at(member).get("Address").asText()).as(member).isEqualTo(address);
        }
        assertThat(message.at("/From/Name").asText()).isEqualTo("N");
        assertThat(message.at("/Envelope/From").asText()).isEqualTo(address);
        assertThat(message.at("/Envelope/To")).extracting(JsonNode::asText).containsOnly(address);
        assertThat(message.get("Bcc")).isEmpty();
    }

    @Test
    void writesADateWithAnOffset() {
        send("'Text': 'a\\nb\\r\\nc'");

        JsonNode headers = server.http().get("/api/v1/message/latest/headers");
        assertThat(headers.at("/Date/0").asText())
                .matches("[A-Z][a-z]{2}, \\d\\d [A-Z][a-z]{2} \\d{4} [\\d:]{8} \\+0000");
        assertThat(headers.at("/From/0").asText()).isEqualTo("<a@example.org>");
        assertThat(headers.at("/Return-Path/0").asText()).isEqualTo("<a@example.org>");
        assertThat(latest().get("Text").asText()).isEqualTo("a\nb\r\nc");
    }

    @Test
    void showsHiddenRecipientsAmongTheHeaders() {
        send("'Bcc': ['c@example.org', 'd@example.org']");

        assertThat(server.http()
                        .get("/api/v1/message/latest/headers")
                        .at("/Bcc/0")
                        .asText())
                .isEqualTo("c@example.org, d@example.org");
        assertThat(new String(server.http().bytes("/api/v1/message/latest/raw"), UTF_8))
                .doesNotContain("Bcc");
    }

    private void send(String members) {
        HttpResponse<String> response =
                post("{'From': {'Email': 'a@example.org'}, 'To': [{'Email': 'b@example.org'}], " + members + "}");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    }

    private HttpResponse<String> post(String json, String... headers) {
        String body =
                json.isEmpty() ? "{'From': {'Email': 'a@example.org'}, 'To': [{'Email': 'b@example.org'}]}" : json;
        String[] all = new String[headers.length + 2];
        all[0] = "Content-Type";
        all[1] = "application/json";
        System.arraycopy(headers, 0, all, 2, headers.length);
        return server.http().sendBody("POST", "/api/v1/send", body.replace('\'', '"'), all);
    }

    private JsonNode latest() {
        return server.http().get("/api/v1/message/latest");
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
