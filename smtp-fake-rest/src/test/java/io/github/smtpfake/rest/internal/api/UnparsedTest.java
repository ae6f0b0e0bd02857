package io.github.smtpfake.rest.internal.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.config.Limits;
import io.github.smtpfake.internal.delivery.ContentCache;
import io.github.smtpfake.internal.delivery.Delivery;
import io.github.smtpfake.internal.mime.RawMessage;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.rest.testing.RunningApi;
import io.github.smtpfake.rest.testing.ScriptedStore;
import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.session.SessionInfo;
import io.github.smtpfake.store.InMemoryMessageStore;
import io.github.smtpfake.store.StoredMessage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Lists and the bytes of a message need no parsed message. */
class UnparsedTest {
    private static final byte[] RAW = String.join(
                    "\r\n",
                    "From: App <app@example.org>",
                    "Message-ID: <1@example.org>",
                    "Subject: Welcome",
                    "Content-Type: multipart/mixed; boundary=b",
                    "",
                    "--b",
                    "Content-Type: text/plain",
                    "",
                    "Hello, Ada",
                    "--b",
                    "Content-Type: application/pdf; name=terms.pdf",
                    "",
                    "x",
                    "--b",
                    "Content-Type: image/png",
                    "Content-Disposition: inline",
                    "",
                    "x",
                    "--b--",
                    "")
            .getBytes(UTF_8);

    private final InMemoryMessageStore messages = new InMemoryMessageStore(Limits.defaults());
    private final ScriptedStore store = new ScriptedStore(messages);

    @AutoClose
    private final RunningApi api = new RunningApi(
            SmtpFakeServer.builder().store(store.asMessageStore()).start());

    /** Keeps no content, and fails if content is requested that is not for the index. */
    private record NoContents(boolean isIndexable) implements ContentCache {

        @Override
        public Limits limits() {
            return Limits.defaults();
        }

        @Override
        public <C> Optional<C> find(String id, Class<C> type) {
            if (!isIndexable) {
                throw new AssertionError("Makes the index");
            }
            return Optional.empty();
        }

        @Override
        public <C> C get(String id, Class<C> type, Supplier<Parsed<C>> parser) {
            throw new AssertionError("Parses the message");
        }
    }

    private static CapturedMessage message(ContentCache contents) {
        return new Delivery(
                        "1234567890123456789012",
                        Instant.now(),
                        Envelope.of("app@example.org", List.of("ada@example.org")),
                        SessionInfo.of("s", Instant.now(), "127.0.0.1:1"),
                        RawMessage.of(RAW),
                        List.of(),
                        contents)
                .toMessage(CapturedMessage.class);
    }

    @Test
    void listsAMessageWithoutParsingIt() throws Exception {
        CapturedMessage message = message(new NoContents(true));
        Delivery.index(message);
        messages.add(message);

        JsonNode summary = api.http().get("/api/messages").at("/messages/0");
        assertThat(summary.get("subject").asText()).isEqualTo("Welcome");
        assertThat(summary.get("attachmentCount").asInt()).isEqualTo(2);
        assertThat(summary.get("snippet").asText()).isEqualTo("Hello, Ada");
    }

    @Test
    void returnsTheBytesOfAMessageWithoutParsingIt() {
        CapturedMessage message = message(new NoContents(false));
        store.answer("message", Optional.of(new Row(message)));

        String id = message.id();
        assertThat(api.http().send("GET", "/api/messages/" + id + "/raw").body())
                .isEqualTo(new String(RAW, UTF_8));
        assertThat(api.http().send("GET", "/api/v1/message/" + id + "/raw").body())
                .isEqualTo(new String(RAW, UTF_8));
    }

    private record Row(CapturedMessage message) implements StoredMessage {

        @Override
        public long number() {
            return 1;
        }

        @Override
        public long begun() {
            return 0;
        }

        @Override
        public boolean isRead() {
            return true;
        }

        @Override
        public List<String> tags() {
            return List.of();
        }
    }
}
