package io.github.smtpfake.rest.internal.mailpit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.smtpfake.rest.testing.RunningApi;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tests every method of mailpit-api, the JavaScript client of Mailpit. */
class MailpitApiTest {
    private static final String MESSAGE = """
            From: Ada <ada@example.org>
            To: Bob <bob+work@example.org>
            Subject: Report
            Message-ID: <1@example.org>
            X-Custom: one
            X-Custom: two
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: multipart/alternative; boundary=a

            --a
            Content-Type: text/plain

            plain words
            --a
            Content-Type: text/html

            <p>rich <img src="cid:logo@example.org"></p>
            --a--
            --b
            Content-Type: image/png
            Content-ID: <logo@example.org>
            Content-Disposition: inline; filename=logo.png

            png
            --b
            Content-Type: text/csv
            Content-Disposition: attachment; filename=report.csv

            a,b
            --b--
            """.replace("\n", "\r\n");

    private final RunningApi server = new RunningApi();

    @BeforeAll
    static void install() throws Exception {
        NodeClient.install();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void describesTheServer() throws Exception {
        deliver();

        JsonNode results = call("[\"getInfo\"]", "[\"getConfiguration\"]");

        JsonNode info = results.at("/0/value");
        assertThat(info.get("Version").asText()).isEqualTo(RunningApi.VERSION);
        assertThat(info.get("LatestVersion").asText()).isEqualTo("disabled");
        assertThat(info.get("Messages").asInt()).isEqualTo(1);
        assertThat(info.get("Unread").asInt()).isEqualTo(1);
        assertThat(info.at("/Tags/work").asInt()).isEqualTo(1);
        assertThat(info.at("/RuntimeStats/SMTPAccepted").asInt()).isEqualTo(1);
        assertThat(info.at("/RuntimeStats/Memory").asLong()).isPositive();
        assertThat(results.at("/1/value/ChaosEnabled").asBoolean()).isTrue();
        assertThat(results.at("/1/value/MessageRelay/Enabled").asBoolean(true)).isFalse();
    }

    @Test
    void listsMessages() throws Exception {
        String older = deliver();
        String newer = server.deliver("Second");

        JsonNode results = call("[\"listMessages\"]", "[\"listMessages\", 1, 1]", "[\"listMessages\", 2]");

        JsonNode all = results.at("/0/value");
        assertThat(all.get("total").asInt()).isEqualTo(2);
        assertThat(all.get("unread").asInt()).isEqualTo(2);
        assertThat(all.get("messages_count").asInt()).isEqualTo(2);
        assertThat(all.get("messages_unread").asInt()).isEqualTo(2);
        assertThat(all.get("tags")).extracting(JsonNode::asText).containsExactly("work");
        assertThat(all.get("messages"))
                .extracting(one -> one.get("ID").asText())
                .containsExactly(newer, older);
        assertThat(all.at("/messages/0/Cc").isArray()).isTrue();
        JsonNode summary = results.at("/1/value/messages/0");
        assertThat(results.at("/1/value/start").asInt()).isEqualTo(1);
        assertThat(summary.get("ID").asText()).isEqualTo(older);
        assertThat(summary.get("MessageID").asText()).isEqualTo("1@example.org");
        assertThat(summary.get("Read").asBoolean(true)).isFalse();
        assertThat(summary.get("From")).hasToString("{\"Name\":\"Ada\",\"Address\":\"ada@example.org\"}");
        assertThat(summary.at("/To/0/Address").asText()).isEqualTo("bob+work@example.org");
        assertThat(summary.at("/Bcc/0/Address").asText()).isEqualTo("hidden@example.org");
        assertThat(summary.get("Subject").asText()).isEqualTo("Report");
        assertThat(summary.get("Size").asInt()).isEqualTo(MESSAGE.length());
        assertThat(summary.get("Attachments").asInt()).isEqualTo(1);
        assertThat(summary.get("Snippet").asText()).isEqualTo("rich");
        assertThat(results.at("/2/value/messages")).isEmpty();
    }

    @Test
    void showsAMessage() throws Exception {
        String id = deliver();

        JsonNode results = call(
                "[\"getMessageSummary\"]",
                "[\"getMessageSummary\", \"" + id + "\"]",
                "[\"getMessageHeaders\"]",
                "[\"getMessageSource\"]",
                "[\"listMessages\"]",
                "[\"getMessageSummary\", \"unknown\"]");

        JsonNode message = results.at("/0/value");
        assertThat(message).isEqualTo(results.at("/1/value"));
        assertThat(message.get("ID").asText()).isEqualTo(id);
        assertThat(message.get("Text").asText()).isEqualTo("plain words");
        assertThat(message.get("HTML").asText()).startsWith("<p>rich ");
        assertThat(message.get("ReturnPath").asText()).isEqualTo("app@example.org");
        assertThat(message.get("Date").asText()).endsWith("Z");
        assertThat(message.at("/Envelope/From").asText()).isEqualTo("app@example.org");
        assertThat(message.at("/Envelope/To"))
                .extracting(JsonNode::asText)
                .containsExactly("bob+work@example.org", "hidden@example.org");
        assertThat(message.get("Inline"))
                .singleElement()
                .satisfies(part -> assertThat(part.get("ContentID").asText()).isEqualTo("logo@example.org"));
        assertThat(message.get("Attachments")).singleElement().satisfies(part -> {
            assertThat(part.get("FileName").asText()).isEqualTo("report.csv");
            assertThat(part.get("PartID").asText()).isEqualTo("3");
            assertThat(part.get("ContentType").asText()).isEqualTo("text/csv");
            assertThat(part.at("/Checksums/MD5").asText()).isEqualTo("b345e1dc09f20fdefdea469f09167892");
        });
        assertThat(results.at("/2/value/X-Custom")).extracting(JsonNode::asText).containsExactly("one", "two");
        assertThat(results.at("/2/value/Message-Id/0").asText()).isEqualTo("<1@example.org>");
        assertThat(results.at("/3/value").asText()).isEqualTo(MESSAGE);
        assertThat(results.at("/4/value/messages/0/Read").asBoolean()).isTrue();
        assertThat(results.at("/4/value/unread").asInt(-1)).isZero();
        assertThat(results.at("/5/error").asText()).contains("404", "404 page not found");
    }

    @Test
    void getsAttachments() throws Exception {
        String id = deliver();
        JsonNode message = call("[\"getMessageSummary\"]").at("/0/value");

        JsonNode results = call(
                "[\"getMessageAttachment\", \"latest\", " + message.at("/Attachments/0/PartID") + "]",
                "[\"getMessageAttachment\", \"" + id + "\", " + message.at("/Inline/0/PartID") + "]",
                "[\"getMessageAttachment\", \"latest\", \"99\"]");

        assertThat(results.at("/0/value/type").asText()).isEqualTo("text/csv");
        assertThat(results.at("/0/value/text").asText()).isEqualTo("a,b");
        assertThat(results.at("/1/value/type").asText()).isEqualTo("image/png");
        assertThat(results.at("/1/value/text").asText()).isEqualTo("png");
        assertThat(results.at("/2/error").asText()).contains("404");
    }

    @Test
    void rendersMessages() throws Exception {
        String id = deliver();

        JsonNode results = call("[\"renderMessageHTML\"]", "[\"renderMessageText\", \"" + id + "\"]");

        assertThat(results.at("/0/value").asText())
                .startsWith("<p>rich <img src=\"/api/v1/message/" + id + "/part/")
                .doesNotContain("cid:");
        assertThat(results.at("/1/value").asText()).isEqualTo("plain words");
    }

    @Test
    void sendsAMessage() throws Exception {
        String content = Base64.getEncoder().encodeToString("größe".getBytes(StandardCharsets.UTF_8));

        JsonNode results = call("""
                ["sendMessage", {
                  "From": {"Email": "ada@example.org", "Name": "Äda"},
                  "To": [{"Email": "bob@example.org", "Name": "Bob"}], "Cc": [{"Email": "carol@example.org"}],
                  "Bcc": ["dan@example.org"], "ReplyTo": [{"Email": "reply@example.org"}],
                  "Subject": "Grüße", "Text": "plain\\nlines", "HTML": "<p>Grüße</p>",
                  "Headers": {"X-Custom": "ü"}, "Tags": ["sent", "two words"],
                  "Attachments": [{"Content": "%s", "Filename": "größe.txt", "ContentType": "text/plain; charset=utf-8"},
                                  {"Content": "cG5n", "Filename": "logo.png", "ContentType": "image/png", "ContentID": "logo"}]
                }]""".formatted(content), "[\"getMessageSummary\"]", "[\"getMessageHeaders\"]");

        JsonNode message = results.at("/1/value");
        assertThat(results.at("/0/value/ID").asText())
                .isEqualTo(message.get("ID").asText());
        assertThat(message.at("/From/Name").asText()).isEqualTo("Äda");
        assertThat(message.at("/To/0/Name").asText()).isEqualTo("Bob");
        assertThat(message.at("/Bcc/0/Address").asText()).isEqualTo("dan@example.org");
        assertThat(message.at("/ReplyTo/0/Address").asText()).isEqualTo("reply@example.org");
        assertThat(message.at("/Envelope/To"))
                .extracting(JsonNode::asText)
                .containsExactly("bob@example.org", "carol@example.org", "dan@example.org");
        assertThat(message.get("Subject").asText()).isEqualTo("Grüße");
        assertThat(message.get("Text").asText()).isEqualTo("plain\nlines");
        assertThat(message.get("HTML").asText()).isEqualTo("<p>Grüße</p>");
        assertThat(message.get("Tags")).extracting(JsonNode::asText).containsExactly("sent", "two words");
        assertThat(message.at("/Attachments/0/FileName").asText()).isEqualTo("größe.txt");
        assertThat(message.at("/Attachments/0/Size").asInt()).isEqualTo(7);
        assertThat(message.at("/Inline/0/ContentID").asText()).isEqualTo("logo");
        assertThat(results.at("/2/value/X-Custom/0").asText()).isEqualTo("=?UTF-8?B?w7w=?=");
        assertThat(server.smtp().inbox().messages())
                .singleElement()
                .satisfies(mail -> assertThat(mail.problems()).isEmpty());
    }

    @Test
    void marksMessagesAsRead() throws Exception {
        String first = server.deliver("First");
        server.deliver("Second");

        JsonNode results = call(
                "[\"setReadStatus\", {\"IDs\": [\"" + first + "\", \"unknown\"], \"Read\": true}]",
                "[\"searchMessages\", {\"query\": \"is:unread\"}]",
                "[\"setReadStatus\", {\"Search\": \"subject:second\", \"Read\": true}, {\"tz\": \"Europe/Berlin\"}]",
                "[\"searchMessages\", {\"query\": \"is:unread\"}]",
                "[\"setReadStatus\"]",
                "[\"searchMessages\", {\"query\": \"is:unread\"}]");

        assertThat(results.at("/0/value").asText()).isEqualTo("ok");
        assertThat(results.at("/1/value/messages/0/Subject").asText()).isEqualTo("Second");
        assertThat(results.at("/1/value/messages_count").asInt()).isEqualTo(1);
        assertThat(results.at("/3/value/messages_count").asInt(-1)).isZero();
        assertThat(results.at("/5/value/messages_count").asInt()).isEqualTo(2);
    }

    @Test
    void searchesAndWaitsForMessages() throws Exception {
        server.deliver("First");
        String id = server.deliver("Second");

        JsonNode results = call(
                "[\"searchMessages\", {\"query\": \"subject:second\", \"start\": 0, \"limit\": 10}]",
                "[\"waitForMessage\", {\"query\": \"subject:second\"}]",
                "[\"waitForMessages\", {\"count\": 2}]",
                "[\"waitForMessage\", {\"query\": \"subject:third\"}, {\"timeout\": 20, \"interval\": 5}]");

        assertThat(results.at("/0/value/messages_count").asInt()).isEqualTo(1);
        assertThat(results.at("/1/value/ID").asText()).isEqualTo(id);
        assertThat(results.at("/2/value/messages")).hasSize(2);
        assertThat(results.at("/3/error").asText()).startsWith("Timeout");
    }

    @Test
    void deletesMessages() throws Exception {
        String first = server.deliver("First");
        server.deliver("Second");
        server.deliver("Third");

        JsonNode results = call(
                "[\"deleteMessages\", {\"IDs\": [\"" + first + "\", \"unknown\"]}]",
                "[\"listMessages\"]",
                "[\"deleteMessagesBySearch\", {\"query\": \"subject:second\"}]",
                "[\"listMessages\"]",
                "[\"deleteMessages\"]",
                "[\"listMessages\"]");

        assertThat(results.at("/0/value").asText()).isEqualTo("ok");
        assertThat(results.at("/1/value/total").asInt()).isEqualTo(2);
        assertThat(results.at("/3/value/messages/0/Subject").asText()).isEqualTo("Third");
        assertThat(results.at("/5/value/total").asInt(-1)).isZero();
        assertThat(results.at("/5/value/messages").isArray()).isTrue();
    }

    @Test
    void tagsMessages() throws Exception {
        String id = server.deliver("First");

        JsonNode results = call(
                "[\"setTags\", {\"IDs\": [\"" + id + "\"], \"Tags\": [\"b tag\", \"a/tag\"]}]",
                "[\"getTags\"]",
                "[\"renameTag\", \"b tag\", \"c\"]",
                "[\"searchMessages\", {\"query\": \"tag:C\"}]",
                "[\"deleteTag\", \"a tag\"]",
                "[\"getTags\"]",
                "[\"renameTag\", \"unknown\", \"d\"]",
                "[\"setTags\", {\"IDs\": [\"" + id + "\"]}]",
                "[\"getTags\"]");

        assertThat(results.at("/1/value")).extracting(JsonNode::asText).containsExactly("a tag", "b tag");
        assertThat(results.at("/3/value/messages/0/Tags"))
                .extracting(JsonNode::asText)
                .containsExactly("a tag", "c");
        assertThat(results.at("/5/value")).extracting(JsonNode::asText).containsExactly("c");
        assertThat(results.at("/6/error").asText()).contains("400", "tag not found");
        assertThat(results.at("/8/value").isArray()).isTrue();
        assertThat(results.at("/8/value")).isEmpty();
    }

    @Test
    void setsChaos() throws Exception {
        JsonNode results = call(
                "[\"getChaosTriggers\"]",
                "[\"setChaosTriggers\", {\"Recipient\": {\"ErrorCode\": 452, \"Probability\": 100}}]",
                "[\"getChaosTriggers\"]");

        assertThat(results.at("/0/value/Sender")).hasToString("{\"ErrorCode\":451,\"Probability\":0}");
        assertThat(results.at("/0/value/Authentication")).hasToString("{\"ErrorCode\":535,\"Probability\":0}");
        assertThat(results.at("/1/value/Recipient")).hasToString("{\"ErrorCode\":452,\"Probability\":100}");
        assertThat(results.at("/2/value")).isEqualTo(results.at("/1/value"));
        assertThat(server.smtp().rules()).singleElement().hasToString("rcptTo() -> 452 Chaos recipient error");

        JsonNode reset = call("[\"setChaosTriggers\"]");

        assertThat(reset.at("/0/value/Recipient")).hasToString("{\"ErrorCode\":451,\"Probability\":0}");
        assertThat(server.smtp().rules()).isEmpty();
    }

    @Test
    void explainsWhyItDoesNotOpenConnections() throws Exception {
        server.deliver("First");

        JsonNode results = call(
                "[\"releaseMessage\", \"latest\", [\"ada@example.org\"]]",
                "[\"linkCheck\"]",
                "[\"spamAssassinCheck\"]",
                "[\"htmlCheck\"]",
                "[\"getAttachmentThumbnail\", \"latest\", \"1\"]");

        assertThat(results)
                .hasSize(5)
                .allSatisfy(result -> assertThat(result.get("error").asText())
                        .contains(" 501 ")
                        .matches(".*: [A-Za-z].+\\."));
    }

    private String deliver() {
        return server.deliver("app@example.org", MESSAGE, "bob+work@example.org", "hidden@example.org");
    }

    private JsonNode call(String... calls) throws Exception {
        return NodeClient.call(server.httpPort(), calls);
    }
}
