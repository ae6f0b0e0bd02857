package io.github.smtpfake.jdbc;

import static io.github.smtpfake.jdbc.Samples.ids;
import static io.github.smtpfake.jdbc.Samples.mail;
import static io.github.smtpfake.jdbc.Samples.open;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.inbox.Mark;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.message.MessageQuery;
import io.github.smtpfake.session.SessionEnd;
import io.github.smtpfake.session.SessionInfo;
import io.github.smtpfake.session.SessionQuery;
import io.github.smtpfake.session.SmtpSession;
import io.github.smtpfake.store.MessageStore.Counters;
import io.github.smtpfake.store.StoreQuery;
import io.github.smtpfake.store.StoreUnavailableException;
import io.github.smtpfake.store.StoredMessage;
import io.github.smtpfake.store.StoredSession;
import io.github.smtpfake.testing.TimeLimit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartTest {
    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = directory.resolve("mail.db");
    }

    @Test
    void keepsMessagesWithTheirMarks() throws Exception {
        CapturedMessage message = mail("one");
        try (SqliteMessageStore store = open(file)) {
            store.add(message, new Mark(0, 0));
            store.add(mail("two"), new Mark(0, 1));
            store.markRead(StoreQuery.ids(List.of("one")), true);
            store.retag(StoreQuery.ids(List.of("two")), tags -> List.of("Work", "urgent"));
        }

        try (SqliteMessageStore store = open(file)) {
            List<StoredMessage> rows = store.next(StoreQuery.all(), 9);
            assertThat(rows).extracting(StoredMessage::number).containsExactly(1L, 2L);
            assertThat(rows).extracting(StoredMessage::begun).containsExactly(0L, 1L);
            assertThat(rows).extracting(StoredMessage::isRead).containsExactly(true, false);
            assertThat(rows).extracting(StoredMessage::tags).containsExactly(List.of(), List.of("urgent", "Work"));
            CapturedMessage read = rows.get(0).message();
            assertThat(read.raw()).isEqualTo(message.raw());
            assertThat(read.receivedAt()).isEqualTo(message.receivedAt());
            assertThat(read.envelope()).isEqualTo(message.envelope());
            assertThat(read.session()).isEqualTo(message.session());
            assertThat(store.count(StoreQuery.of(MessageQuery.any().subjectContains("of TWO"))))
                    .isEqualTo(1);
        }
    }

    @Test
    void neverUsesANumberAgain() throws Exception {
        try (SqliteMessageStore store = open(file)) {
            store.add(mail("one"));
            store.add(mail("two"));
            store.delete(StoreQuery.all());
        }

        try (SqliteMessageStore store = open(file)) {
            assertThat(store.mark().message()).isEqualTo(2);
            store.add(mail("three"));
            assertThat(store.message("three").orElseThrow().number()).isEqualTo(3);
            assertThat(store.counters())
                    .isEqualTo(new Counters(
                            3,
                            mail("one").size()
                                    + mail("two").size()
                                    + mail("three").size(),
                            0,
                            2,
                            1,
                            mail("three").size(),
                            0));
        }
    }

    @Test
    void keepsEndedSessionsAndTheirMarks() throws Exception {
        Mark before;
        Mark after;
        try (SqliteMessageStore store = open(file)) {
            store.add(session("earlier", Optional.empty()));
            store.changed(session("earlier", Optional.of(SessionEnd.QUIT)));
            before = store.mark();
            store.add(session("open", Optional.empty()));
            store.add(session("later", Optional.empty()));
            store.changed(session("later", Optional.of(SessionEnd.TIMEOUT)));
            after = store.mark();
        }

        try (SqliteMessageStore store = open(file)) {
            assertThat(store.sessions(SessionQuery.any(), 0, 9).sessions())
                    .extracting(SmtpSession::id)
                    .containsExactly("later", "earlier");
            assertThat(store.session("later").orElseThrow().end()).contains(SessionEnd.TIMEOUT);
            assertThat(store.counters().sessions()).isEqualTo(3);
            assertThat(store.mark()).isEqualTo(after);
            assertThat(store.awaitSessions(SessionQuery.any(), before, 0, Duration.ZERO))
                    .extracting(SmtpSession::id)
                    .containsExactly("later");
            store.add(session("next", Optional.empty()));
            assertThat(store.mark().session()).isGreaterThan(after.session());
        }
    }

    private static StoredSession session(String id, Optional<SessionEnd> end) {
        return session(id, end, List.of());
    }

    private static StoredSession session(String id, Optional<SessionEnd> end, List<String> messageIds) {
        Instant start = Instant.parse("2026-05-04T12:00:00Z");
        return new PastSession(
                SessionInfo.of(id, start, "127.0.0.1:40000"),
                end.map(unused -> start.plusSeconds(1)),
                end,
                List.of(),
                messageIds,
                Optional.empty(),
                false,
                List.of(),
                List.of(),
                0,
                0,
                100);
    }

    @Test
    void dropsASessionThatCannotBeSaved() throws Exception {
        try (SqliteMessageStore store = open(file)) {
            StoredSession bad = session("bad", Optional.of(SessionEnd.QUIT), Arrays.asList((String) null));
            store.add(session("bad", Optional.empty()));
            store.changed(bad);
            store.add(mail("one"));
            store.add(session("good", Optional.empty()));
            store.changed(session("good", Optional.of(SessionEnd.QUIT)));
            store.add(mail("two"));
        }
        try (SqliteMessageStore store = open(file)) {
            assertThat(ids(store)).containsExactly("one", "two");
            assertThat(store.sessions(SessionQuery.any(), 0, 9).sessions())
                    .extracting(SmtpSession::id)
                    .containsExactly("good");
        }
    }

    @Test
    void savesAllEndedSessionsBeforeItCloses() {
        int count = 1_700;
        try (SqliteMessageStore store = open(file)) {
            for (int i = 0; i < count; i++) {
                store.add(session("s" + i, Optional.empty()));
                store.changed(session("s" + i, Optional.of(SessionEnd.QUIT)));
            }
        }
        try (SqliteMessageStore store = open(file)) {
            assertThat(store.sessions(SessionQuery.any(), 0, 0).matched())
                    .isEqualTo(Math.min(count, Limits.defaults().storedSessions()));
        }
    }

    @Test
    void appliesLimitsThatWereLowered() throws Exception {
        try (SqliteMessageStore store = open(file)) {
            for (int i = 0; i < 2_500; i++) {
                store.add(mail("m" + i));
            }
        }

        try (SqliteMessageStore store = SqliteMessageStore.open(
                file, Limits.builder().storedMessages(10).build())) {
            store.add(mail("last"));
            TimeLimit.until("the eviction", () -> store.counters().stored() <= 10);
            assertThat(ids(store)).hasSize(10).startsWith("m2491").endsWith("last");
            assertThat(store.counters().evicted()).isEqualTo(2_491);
        }
    }

    @Test
    void rejectsCallsAfterClose() {
        SqliteMessageStore store = open(file);
        store.close();
        store.close();

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> store.add(mail("one")))
                .withMessage("The store is closed");
        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> store.page(StoreQuery.all(), 0, 1))
                .withMessage("The store is closed");
    }

    @Test
    void givesFreedSpaceBack() throws Exception {
        try (SqliteMessageStore store = open(file)) {
            String text = "A line of text.\r\n".repeat(2_000);
            for (int i = 0; i < 100; i++) {
                store.add(mail("m" + i, text + i));
            }
            store.delete(StoreQuery.all());
            TimeLimit.until("the file to shrink", () -> Files.size(file) < 200_000);
        }
    }
}
