package io.github.smtpfake.rest.internal.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.config.TlsMode;
import io.github.smtpfake.rest.testing.RunningApi;
import io.github.smtpfake.testing.SmtpClient;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.ContentDisposition;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.ParameterList;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Date;
import java.util.Properties;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class MessageResourceTest {
    @AutoClose
    private final RunningApi api = new RunningApi();

    @Test
    void showsAMessageSentByAngusMail() throws Exception {
        MimeMessage sent = new MimeMessage(Session.getInstance(api.smtp().mailProperties()));
        sent.setFrom(new InternetAddress("app@example.org", "Äpp", "UTF-8"));
        sent.setRecipients(RecipientType.TO, "ada@example.org");
        sent.setRecipients(RecipientType.CC, "carl@example.org");
        sent.setSubject("Wëlcome, Ada", "UTF-8");
        sent.setSentDate(Date.from(Instant.parse("2026-01-02T03:04:05Z")));
        sent.setContent(new MimeMultipart(text("plain", "Confirm ünder\r\n"), text("html", "<p>Confirm</p>"), terms()));
        Transport.send(sent, InternetAddress.parse("ada@example.org, carl@example.org, Hidden@example.org"));

        JsonNode message = api.http().get("/api/messages/latest");

        assertThat(message.fieldNames())
                .toIterable()
                .containsExactly(
                        "id",
                        "receivedAt",
                        "envelope",
                        "from",
                        "to",
                        "cc",
                        "replyTo",
                        "subject",
                        "size",
                        "attachmentCount",
                        "snippet",
                        "sessionId",
                        "read",
                        "tags",
                        "messageId",
                        "date",
                        "headers",
                        "text",
                        "html",
                        "bcc",
                        "attachments",
                        "links",
                        "codes",
                        "calendarEvents",
                        "session",
                        "problems");
        assertThat(message.get("subject").asText()).isEqualTo("Wëlcome, Ada");
        assertThat(message.at("/from/0/name").asText()).isEqualTo("Äpp");
        assertThat(message.get("messageId").asText())
                .isEqualTo(sent.getMessageID().replaceAll("[<>]", ""));
        assertThat(message.get("date").asText()).isEqualTo("2026-01-02T03:04:05Z");
        assertThat(message.get("headers").findValuesAsText("name")).contains("Date", "From", "Subject", "Content-Type");
        assertThat(message.get("headers").findValuesAsText("value")).contains("Wëlcome, Ada");
        assertThat(message.get("text").asText()).isEqualTo("Confirm ünder\n");
        assertThat(message.get("html").asText()).isEqualTo("<p>Confirm</p>");
        assertThat(message.get("bcc").toString()).isEqualTo("[\"Hidden@example.org\"]");
        assertThat(message.get("attachmentCount").asInt()).isEqualTo(1);
        assertThat(message.get("attachments").toString())
                .isEqualTo("[{\"index\":0,\"fileName\":\"términos.pdf\",\"contentType\":\"application/pdf\","
                        + "\"disposition\":\"attachment\",\"contentId\":\"terms@example.org\",\"size\":3,"
                        + "\"sha256\":\"039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81\"}]");
        assertThat(message.at("/session/id")).isEqualTo(message.get("sessionId"));
        assertThat(message.at("/session/client").asText()).startsWith("127.0.0.1:");
        assertThat(message.get("session").fieldNames())
                .toIterable()
                .containsExactly("id", "helo", "client", "user", "tls", "smtputf8", "body");
        assertThat(message.at("/session/user").isNull()).isTrue();
        assertThat(message.at("/session/tls").isNull()).isTrue();
        assertThat(message.at("/session/smtputf8").asBoolean()).isFalse();
        assertThat(message.at("/session/body").isNull()).isTrue();
        assertThat(message.get("problems")).isEmpty();
    }

    private static MimeBodyPart text(String subtype, String text) throws Exception {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(text, "UTF-8", subtype);
        return part;
    }

    private static MimeBodyPart terms() throws Exception {
        MimeBodyPart part = new MimeBodyPart();
        part.setContent(new byte[] {1, 2, 3}, "application/pdf");
        // setFileName would encode the name with the default charset of the machine.
        ParameterList parameters = new ParameterList();
        parameters.set("filename", "términos.pdf", "UTF-8");
        part.setHeader("Content-Disposition", new ContentDisposition(Part.ATTACHMENT, parameters).toString());
        part.setContentID("<terms@example.org>");
        return part;
    }

    @Test
    void showsAMessageWithoutAnyHeader() {
        String id = api.deliver("", "\r\n", "ada@example.org");

        JsonNode message = api.http().get("/api/messages/" + id);

        assertThat(message.get("messageId").isNull()).isTrue();
        assertThat(message.get("date").isNull()).isTrue();
        assertThat(message.get("html").isNull()).isTrue();
        assertThat(message.get("headers")).isEmpty();
        assertThat(message.get("bcc").toString()).isEqualTo("[\"ada@example.org\"]");
        assertThat(message.at("/session/body").asText()).isEqualTo("8BITMIME");
    }

    @Test
    void returnsTheBytesAsTheClientSentThem() {
        byte[] sent = "Subject: \u00ff\u0000\r\nX:\tfolded\r\n  twice\r\n\r\nlone \n and \r in it\u0080\r\n"
                .getBytes(ISO_8859_1);
        String id = SmtpClient.sendMessage(api.smtp().port(), "app@example.org", sent, "ada@example.org");

        assertThat(api.http().bytes("/api/messages/" + id + "/raw")).isEqualTo(sent);
        HttpResponse<String> head = api.http().send("HEAD", "/api/messages/" + id + "/raw");
        assertThat(head.headers().firstValue("Content-Type")).contains("message/rfc822");
        assertThat(head.headers().firstValue("Content-Length")).contains("" + sent.length);
    }

    @Test
    void showsTheUserAndTheEncryptionOfTheSession() throws Exception {
        try (RunningApi encrypted = new RunningApi(
                SmtpFakeServer.builder().tls(TlsMode.STARTTLS_REQUIRED).start())) {
            Properties properties = encrypted.smtp().mailProperties();
            properties.setProperty("mail.smtp.auth", "true");
            properties.setProperty("mail.smtp.starttls.enable", "true");
            properties.put(
                    "mail.smtp.ssl.socketFactory",
                    encrypted.smtp().tlsTrust().sslContext().getSocketFactory());
            MimeMessage sent = new MimeMessage(Session.getInstance(properties));
            sent.setRecipients(RecipientType.TO, "ada@example.org");
            sent.setText("Secret");
            Transport.send(sent, "ada", "password");

            JsonNode session = encrypted.http().get("/api/messages/latest").get("session");

            assertThat(session.get("user").asText()).isEqualTo("ada");
            assertThat(session.at("/tls/protocol").asText()).startsWith("TLSv1.");
            assertThat(session.at("/tls/cipher").asText()).startsWith("TLS_");
        }
    }

    @Test
    void showsProblemsOfTheMessage() {
        String id = api.deliver("app@example.org", "Subject: x\r\n\r\nbare\nline feed\r\n", "ada@example.org");

        JsonNode problems = api.http().get("/api/messages/" + id).get("problems");
        JsonNode problem = problems.get(0);

        assertThat(problem.fieldNames()).toIterable().containsExactly("id", "severity", "detail", "reference");
        assertThat(problem.get("id").asText()).isEqualTo("bareLf");
        assertThat(problem.get("severity").asText()).isEqualTo("violation");
        assertThat(problems.findValuesAsText("id"))
                .containsExactly("bareLf", "missingDate", "missingFrom", "missingMessageId");
        assertThat(problems.findValuesAsText("severity"))
                .containsExactly("violation", "violation", "violation", "advice");
    }

    @Test
    void showsLinksAndCodes() {
        String id = api.deliver(
                "app@example.org",
                "Subject: Sign in\r\n\r\nYour code is 271828.\r\nOr go to https://example.org/in?t=1.\r\n",
                "ada@example.org");

        JsonNode message = api.http().get("/api/messages/" + id);

        assertThat(message.get("links").toString())
                .isEqualTo("[{\"text\":\"https://example.org/in?t=1\",\"href\":\"https://example.org/in?t=1\"}]");
        assertThat(message.get("codes").toString()).isEqualTo("[\"271828\"]");
    }

    @Test
    void showsCalendarEvents() {
        String id = api.deliver(
                "app@example.org",
                String.join(
                        "\r\n",
                        "Subject: Invitation",
                        "Content-Type: text/calendar; method=REQUEST",
                        "",
                        "BEGIN:VCALENDAR",
                        "METHOD:REQUEST",
                        "BEGIN:VEVENT",
                        "UID:1",
                        "DTSTART;TZID=Europe/Berlin:20260701T100000",
                        "DTEND;VALUE=DATE:20260702",
                        "SUMMARY:Review",
                        "ORGANIZER;CN=Ada:mailto:ada@example.org",
                        "ATTENDEE:mailto:bob@example.org",
                        "END:VEVENT",
                        "END:VCALENDAR",
                        ""),
                "bob@example.org");

        assertThat(api.http().get("/api/messages/" + id).get("calendarEvents").toString())
                .isEqualTo("""
                        [{"method":"REQUEST","uid":"1","sequence":0,"summary":"Review",\
                        "start":{"date":null,"dateTime":"2026-07-01T10:00:00","timeZone":"Europe/Berlin",\
                        "instant":"2026-07-01T08:00:00Z"},\
                        "end":{"date":"2026-07-02","dateTime":null,"timeZone":null,"instant":null},\
                        "recurrence":null,"location":null,"description":null,"status":null,\
                        "organizer":{"address":"ada@example.org","name":"Ada","status":null},\
                        "attendees":[{"address":"bob@example.org","name":null,"status":"NEEDS-ACTION"}]}]""");
    }

    @Test
    void showsTheLatestMatch() {
        api.deliver("a 1");
        String id = api.deliver("a 2");
        api.deliver("b 3");

        assertThat(api.http().get("/api/messages/latest?subject=a").get("id").asText())
                .isEqualTo(id);
    }

    @Test
    void explainsWhyThereIsNoLatestMatch() {
        api.deliver("a 1");

        JsonNode problem = api.http().problem(404, "GET", "/api/messages/latest?subject=b");

        assertThat(problem.at("/closest/0/mismatches/0").asText()).isEqualTo("subject containing \"b\": was \"a 1\"");
    }

    @Test
    void answersUnknownIdsWith404() {
        assertThat(api.http().detail(404, "/api/messages/0123456789abcdefghijkl"))
                .isEqualTo("No message has this id. It may have been deleted or evicted.");
        assertThat(api.http().detail(404, "/api/messages/..%2f..%2fetc%2fpasswd/raw"))
                .isEqualTo("No message has this id. It may have been deleted or evicted.");
    }

    @Test
    void rejectsFiltersTogetherWithAnId() {
        String id = api.deliver("a 1");

        assertThat(api.http().detail(400, "/api/messages/" + id + "?subject=a"))
                .isEqualTo("Unknown parameter subject: this path accepts codePattern.");
        assertThat(api.http().detail(400, "/api/messages/latest?limit=1")).startsWith("Unknown parameter limit:");
    }
}
