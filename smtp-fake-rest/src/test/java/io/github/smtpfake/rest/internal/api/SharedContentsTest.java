package io.github.smtpfake.rest.internal.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.internal.ServerAccess;
import io.github.smtpfake.internal.delivery.ContentCache;
import io.github.smtpfake.internal.delivery.ContentsOfOne;
import io.github.smtpfake.internal.delivery.Delivery;
import io.github.smtpfake.internal.mime.RawMessage;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.rest.testing.HttpApi;
import io.github.smtpfake.rest.testing.RunningApi;
import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.session.SessionInfo;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The parsed contents of messages that arrive over HTTP occupy the memory that all messages of the server share. */
class SharedContentsTest {
    private static final String ID = "1234567890123456789012";

    @AutoClose
    private final RunningApi api = new RunningApi();

    @Test
    void keepsTheContentOfANewMessageWithAllOthers() {
        String added = HttpApi.tree(add("/api/messages", "message/rfc822", "Subject: 1\r\n\r\nHello\r\n"))
                .get("id")
                .asText();
        String sent = HttpApi.tree(
                        add("/api/v1/send", "application/json", "{\"From\": {\"Email\": \"a@b\"}, \"Bcc\": [\"c@d\"]}"))
                .get("ID")
                .asText();

        assertThat(api.smtp().inbox().messages())
                .extracting(CapturedMessage::id)
                .containsExactly(added, sent);
        assertThat(api.smtp().inbox().messages())
                .allMatch(message -> Delivery.of(message).contents() == ServerAccess.contents(api.smtp()));
    }

    @Test
    void doesNotConfuseAMessageWithADeletedOneOfTheSameId() {
        ContentCache contents = ServerAccess.contents(api.smtp());

        for (String subject : new String[] {"First", "Second"}) {
            CapturedMessage message = new Delivery(
                            ID,
                            Instant.now(),
                            Envelope.of("a@example.org", List.of("b@example.org")),
                            SessionInfo.of("s", Instant.now(), "HTTP"),
                            RawMessage.of(("Subject: " + subject + "\r\n\r\n").getBytes(StandardCharsets.UTF_8)),
                            List.of(),
                            new ContentsOfOne(contents))
                    .toMessage(CapturedMessage.class);

            assertThat(message.content().subject()).contains(subject);
            assertThat(message.content()).isSameAs(message.content());
        }
    }

    private String add(String path, String contentType, String body) {
        HttpResponse<String> response = api.http().sendBody("POST", path, body, "Content-Type", contentType);
        assertThat(response.statusCode()).as(response.body()).isBetween(200, 201);
        return response.body();
    }
}
