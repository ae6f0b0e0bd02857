package io.github.smtpfake.rest.internal.api;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.smtpfake.config.Limits;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.rest.internal.json.Json;
import io.github.smtpfake.rest.internal.text.RandomIds;
import io.github.smtpfake.rest.testing.HttpApi;
import io.github.smtpfake.rest.testing.RunningApi;
import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.session.SessionInfo;
import io.github.smtpfake.store.InMemoryMessageStore;
import io.github.smtpfake.store.StoreQuery;
import io.github.smtpfake.store.StoredMessage;
import io.github.smtpfake.testing.CpuTimeLimit;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A message of some megabytes may have a million elements of a list; an answer has a thousand of them, and their number. */
@Timeout(120)
@ExtendWith(CpuTimeLimit.class)
class LongListsTest {
    private static final int MOST = 1_000;
    private static RunningApi api;

    @BeforeAll
    static void start() {
        api = new RunningApi();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    enum Lists {
        HEADERS("headers", "", "X-#: y\r\n", "\r\nx\r\n"),
        TO("to", "To: ", "a#@example.org,\r\n ", "b@example.org\r\n\r\nx\r\n"),
        GROUPS("to", "To: ", "g#: a#@example.org;,\r\n ", "h: b@example.org;\r\n\r\nx\r\n"),
        FROM("from", "From: ", "N# <a#@example.org>,\r\n ", "b@example.org\r\n\r\nx\r\n"),
        CC("cc", "", "Cc: a#@example.org\r\n", "\r\nx\r\n"),
        REPLY_TO("replyTo", "Reply-To: ", "a#@example.org,\r\n ", "b@example.org\r\n\r\nx\r\n"),
        TAGS("tags", "X-Tags: ", "tag#,\r\n ", "last\r\n\r\nx\r\n"),
        UNSUBSCRIBE("", "List-Unsubscribe: ", "<https://a.example/#>,\r\n ", "<https://b.example>\r\n\r\nx\r\n"),
        ATTACHMENTS(
                "attachments",
                "Content-Type: multipart/mixed; boundary=b\r\n\r\n",
                "--b\r\nContent-Disposition: attachment; filename=a#\r\n\r\nx\r\n",
                "--b--\r\n"),
        INLINE(
                "attachments",
                "Content-Type: multipart/related; boundary=b\r\n\r\n",
                "--b\r\nContent-Type: image/png\r\nContent-Disposition: inline\r\nContent-ID: <#@x>\r\n\r\nx\r\n",
                "--b--\r\n"),
        LINKS("links", "\r\n", "https://example.org/#\r\n", ""),
        CODES("", "\r\n", "Your code: 1#\r\n", ""),
        PROBLEMS("", "Content-Type: multipart/mixed; boundary=b\r\n\r\n", "--b\r\nContent-Type: #\r\n\r\nx\r\n", ""),
        EVENTS(
                "calendarEvents",
                "Content-Type: text/calendar\r\n\r\nBEGIN:VCALENDAR\r\n",
                "BEGIN:VEVENT\r\nUID:#\r\nDTSTART:20260101T000000Z\r\nEND:VEVENT\r\n",
                "END:VCALENDAR\r\n");

        private final String list;
        private final String before;
        private final String element;
        private final String after;

        Lists(String list, String before, String element, String after) {
            this.list = list;
            this.before = before;
            this.element = element;
            this.after = after;
        }

        private String message(int size) {
            return IntStream.range(100_000, 100_000 + size)
                    .mapToObj(i -> element.replace("#", Integer.toString(i)))
                    .collect(Collectors.joining("", before, after));
        }
    }

    @ParameterizedTest
    @EnumSource
    void areCutInAllAnswers(Lists lists) {
        String id = api.deliver("app@example.org", lists.message(3_000), "ada@example.org");

        JsonNode message = api.http().get("/api/messages/" + id);
        assertThat(longestList(message)).isLessThanOrEqualTo(MOST);
        if (!lists.list.isEmpty()) {
            assertThat(message.get(lists.list)).hasSize(MOST);
            assertThat(message.get("cut").get(lists.list).asInt()).isGreaterThan(MOST);
        }
        for (String path : List.of("/api/messages?limit=1", "/api/v1/messages?limit=1", "/api/v1/message/" + id)) {
            assertThat(longestList(api.http().get(path))).as(path).isLessThanOrEqualTo(MOST);
        }
        assertThat(api.http().bytes("/api/messages/" + id + "/raw"))
                .as("the whole message")
                .hasSize(lists.message(3_000).length());
    }

    private static int longestList(JsonNode node) {
        int longest = node.isArray() ? node.size() : 0;
        for (JsonNode child : node) {
            longest = Math.max(longest, longestList(child));
        }
        return longest;
    }

    /** Within the limit of the class. A list whose work grew with the square of its length would take minutes. */
    @ParameterizedTest
    @EnumSource
    void takeTimeThatIsProportionalToTheMessage(Lists lists) throws Exception {
        InMemoryMessageStore store = new InMemoryMessageStore(Limits.defaults());
        store.add(new CapturedMessage(
                RandomIds.next(),
                Instant.now(),
                Envelope.of("a@example.org", List.of("b@example.org")),
                SessionInfo.of("s", Instant.now(), "127.0.0.1:1"),
                lists.message(60_000).getBytes(US_ASCII)));
        StoredMessage stored = store.next(StoreQuery.all(), 1).get(0);

        byte[] json = Json.bytes(MessageJson.of(stored, stored.message().codes()));

        assertThat(HttpApi.tree(new String(json, US_ASCII)).get("size").asInt())
                .isEqualTo(stored.message().size());
    }
}
