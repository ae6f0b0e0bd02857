package io.github.smtpfake.rest.internal.mailpit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.rest.internal.mailpit.search.SearchQuery;
import io.github.smtpfake.store.StoredMessage;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchQueryTest {
    private static final CapturedMessage MAIL = Messages.of(
            "From: =?utf-8?q?=C3=84da?= Lovelace <ada@example.org>",
            "To: Bob <bob@example.org>",
            "Cc: carol@example.com",
            "Reply-To: reply@example.org",
            "Subject: Your monthly, Report",
            "Message-ID: <42@example.org>",
            "X-Campaign: Autumn sale",
            "MIME-Version: 1.0",
            "Content-Type: multipart/mixed; boundary=b",
            "",
            "--b",
            "Content-Type: text/html",
            "",
            "<style>p {hidden}</style><p>Figures&nbsp;of the",
            "month &amp; year</p>",
            "--b",
            "Content-Type: text/csv",
            "Content-Disposition: attachment; filename=sums.csv",
            "",
            "1",
            "--b--");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "from:ADA",
                "from:äda",
                "from:\"äda lovelace\"",
                "to:bob@example",
                "to:bob from:ada",
                "cc:carol",
                "bcc:hidden",
                "reply-to:reply",
                "addressed:carol",
                "addressed:hidden",
                "subject:report",
                "subject:\"monthly, rep\"",
                "\"subject:monthly, rep\"",
                "message-id:42@",
                "tag:WORK",
                "tag:\"two words\"",
                "is:unread",
                "is:tagged",
                "has:attachment",
                "has:attachments",
                "header:X-Campaign",
                "header:\"x-campaign: autumn\"",
                "header:X-Campaign:sale",
                "monthly",
                "\"monthly report\"",
                "\"of the month & year\"",
                "sums.csv",
                "hidden@example.org",
                "<ada@example.org>",
                "larger:10",
                "larger:0.1k",
                "smaller:1KB",
                "smaller:1.5m",
                "after:2026-11-23",
                "after:2026/11/23",
                "after:\"2026-11-23 10:15\"",
                "after:2026-11-23T10:15:30Z",
                "after:2026-11-23T11:15:30.123+01:00",
                "after:\"23 Nov 2026\"",
                "after:\"Nov 23, 2026\"",
                "after:11/23/2026",
                "before:2026-11-24",
                "before:\"2026-11-23 10:16:00\"",
                "-from:bob",
                "!from:bob",
                "-is:read",
                "-\"no such words\"",
                "-is:starred",
                "-has:html",
                "-larger:abc",
                "message-id:<42@example.org>",
                "from:\"<ada@example.org>\"",
                "bcc:\"<hidden@example.org>\"",
                "cc:\"<carol@example.com>\"",
                "from:\"Äda Lovelace <ada@example.org>\"",
                "from:\"(ada@example.org)\"",
                "tag:\"<work>\"",
                "larger:\"0.1 kb\"",
                "larger:0.1\u00A0kb",
                "-smaller:1",
                "to:",
                "\"\""
            })
    void matchesTheMessage(String query) {
        assertThat(matches(query)).as(query).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "from:bob",
                "from:ada to:carol",
                "to:hidden",
                "to:address",
                "subject:weekly",
                "tag:wor",
                "is:read",
                "-is:tagged",
                "is:read is:unread",
                "is:tagged -is:tagged",
                "tag:work -tag:WORK",
                "has:inline",
                "header:X-Campaign:winter",
                "header:X-None",
                "autumn",
                "hidden}",
                "mont_ly",
                "rep%ort",
                "larger:1m",
                "smaller:10",
                "is:starred",
                "is:",
                "has:html",
                "has:tag",
                "larger:abc",
                "larger:1G",
                "larger:0",
                "smaller:x",
                "message-id:<43@example.org>",
                "after:4070908800000",
                "before:2026-11-23T10:15:30.123Z",
                "after:2026-11-24",
                "before:2026-11-23",
                "after:2026-11-23T10:15:30.124Z",
                "-monthly",
                "!subject:report"
            })
    void doesNotMatchTheMessage(String query) {
        assertThat(matches(query)).as(query).isFalse();
    }

    /** Mailpit 1.33.0 and later. */
    @Test
    void includesTheGivenSizeInLarger() {
        int size = MAIL.size();

        assertThat(matches("larger:" + size)).isTrue();
        assertThat(matches("-larger:" + size)).isFalse();
        assertThat(matches("larger:" + (size + 1))).isFalse();
        assertThat(matches("smaller:" + size)).isFalse();
        assertThat(matches("-smaller:" + size)).isTrue();
    }

    @Test
    void findsNothingWithADateThatItCannotRead() {
        for (String query : List.of("after:never", "-after:never", "monthly before:2026-13-01")) {
            SearchQuery parsed = SearchQuery.parse(query, ZoneOffset.UTC);
            assertThat(parsed.unreadable()).as(query).hasSize(1);
        }
    }

    @Test
    void separatesTermsBySpacesOnly() {
        assertThat(matches("monthly\treport")).isTrue();
        assertThat(matches("report\tmonthly")).isFalse();
        assertThat(matches("report monthly")).isTrue();
    }

    @Test
    void readsDatesInTheGivenZone() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");

        assertThat(matches("after:\"2026-11-23 11:15\"", berlin, MAIL)).isTrue();
        assertThat(matches("after:\"2026-11-23 11:16\"", berlin, MAIL)).isFalse();
    }

    @Test
    void searchesThePlainTextIfThereIsNoHtml() {
        CapturedMessage plain = Messages.of("Subject: x", "", "plain", "words");

        assertThat(matches("\"plain words\"", ZoneOffset.UTC, plain)).isTrue();
    }

    @Test
    void distinguishesInlinePartsFromAttachments() {
        CapturedMessage inline = Messages.of(
                "Content-Type: multipart/related; boundary=b",
                "",
                "--b",
                "Content-Type: text/html",
                "",
                "<img src=cid:logo>",
                "--b",
                "Content-Type: image/png",
                "Content-ID: <logo>",
                "Content-Disposition: inline",
                "",
                "png",
                "--b--");

        assertThat(matches("has:inline -has:attachment", ZoneOffset.UTC, inline))
                .isTrue();
    }

    private static boolean matches(String query) {
        return matches(query, ZoneOffset.UTC, MAIL);
    }

    private static boolean matches(String query, ZoneId zone, CapturedMessage message) {
        return SearchQuery.parse(query, zone).toStoreQuery().matches(new Unread(message));
    }

    /** A message that is unread and has tags. */
    private record Unread(CapturedMessage message) implements StoredMessage {

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
            return false;
        }

        @Override
        public List<String> tags() {
            return List.of("Two words", "work");
        }
    }
}
