package io.github.smtpfake.jdbc;

import static io.github.smtpfake.jdbc.Samples.ids;
import static io.github.smtpfake.jdbc.Samples.mail;
import static io.github.smtpfake.jdbc.Samples.open;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.message.MessageQuery;
import io.github.smtpfake.store.StoreFullException;
import io.github.smtpfake.store.StoreQuery;
import io.github.smtpfake.store.StoreUnavailableException;
import io.github.smtpfake.testing.TimeLimit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Most of these tests wait for a lock, for seconds. */
@Order(1)
class FailureTest {
    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = directory.resolve("mail.db");
    }

    @Test
    void acknowledgesNothingAfterTheFileWasDeletedUntilItIsBack() throws Exception {
        Path away = directory.resolve("away.db");
        try (SqliteMessageStore store = open(file)) {
            store.add(mail("one"));

            Files.move(file, away);
            assertUnavailable(() -> store.add(mail("two")), "was deleted or replaced");
            assertUnavailable(() -> store.page(StoreQuery.all(), 0, 1), "was deleted or replaced");
            assertUnavailable(store::requireAvailable, "was deleted or replaced");
            assertThat(file).doesNotExist();

            Files.move(away, file);
            store.requireAvailable();
            store.add(mail("three"));
            assertThat(ids(store)).containsExactly("one", "three");
        }
        try (SqliteMessageStore store = open(file)) {
            assertThat(ids(store)).containsExactly("one", "three");
        }
    }

    @Test
    void acknowledgesNothingAfterTheLogWasDeleted() throws Exception {
        try (SqliteMessageStore store = open(file)) {
            store.add(mail("one"));
            Files.delete(directory.resolve("mail.db-wal"));

            assertUnavailable(() -> store.add(mail("two")), "mail.db-wal of the store was deleted or replaced");
        }
    }

    @Test
    void reportsThatTheFileWasReplaced() throws Exception {
        try (SqliteMessageStore store = open(file)) {
            Files.delete(file);
            Files.writeString(file, "something else");

            assertUnavailable(() -> store.add(mail("one")), "was deleted or replaced");
        }
        assertThat(file).content().isEqualTo("something else");
    }

    @Test
    void recoversAfterAnotherProcessHasLockedTheFile() throws Exception {
        try (SqliteMessageStore store = open(file)) {
            store.add(mail("one"));
            try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
                    Statement statement = other.createStatement()) {
                statement.execute("BEGIN IMMEDIATE");

                assertUnavailable(() -> store.add(mail("two")), "is locked by another process");
                assertThat(ids(store)).as("reading").containsExactly("one");
                statement.execute("ROLLBACK");
            }

            store.add(mail("three"));
            assertThat(ids(store)).containsExactly("one", "three");
        }
    }

    @Test
    void reportsADamagedFile() throws Exception {
        try (SqliteMessageStore store = open(file)) {
            String text = "A line of text.\r\n".repeat(5_000);
            for (int i = 0; i < 50; i++) {
                store.add(mail("m" + i, text + i));
            }
        }
        byte[] bytes = Files.readAllBytes(file);
        for (int i = 3 * 4_096; i < bytes.length; i++) {
            bytes[i] = (byte) (31 * i);
        }
        Files.write(file, bytes);

        assertUnavailable(
                () -> {
                    try (SqliteMessageStore store = open(file)) {
                        store.add(mail("one"));
                        ids(store);
                    }
                },
                "is damaged");
    }

    @Test
    void reportsDamagedValues() throws Exception {
        for (String damage : List.of(
                "UPDATE message SET delivery = x'01'",
                "UPDATE message SET delivery = x'01FFFFFFFFFFFFFFFFFFFFFF'",
                "UPDATE content SET coding = 1")) {
            Path damaged = directory.resolve(damage.hashCode() + ".db");
            try (SqliteMessageStore store = open(damaged)) {
                store.add(mail("one"));
            }
            execute(damaged, damage);
            try (SqliteMessageStore store = open(damaged)) {
                assertUnavailable(
                        () -> store.message("one").orElseThrow().message().raw(), "is damaged");
                store.add(mail("two"));
            }
        }
    }

    @Test
    void makesAnIndexOfAnotherVersionAnew() throws Exception {
        try (SqliteMessageStore store = open(file)) {
            store.add(mail("one"));
        }
        execute(file, "UPDATE message SET index_version = 99, content_index = x'FF'");
        try (SqliteMessageStore store = open(file)) {
            MessageQuery query = MessageQuery.any().headerContains("Subject", "OF ONE");
            assertThat(store.count(StoreQuery.of(query))).isEqualTo(1);
            assertThat(store.message("one").orElseThrow().message().subject()).contains("subject of one");
        }
    }

    private static void execute(Path database, String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    @Test
    void readsWhileMessagesThatAreTooOldCannotBeEvicted() throws Exception {
        Duration age = Duration.ofMillis(300);
        try (SqliteMessageStore store =
                SqliteMessageStore.open(file, Limits.builder().storedAge(age).build())) {
            // At once, because a file that is locked would delay each attempt for some seconds.
            execute(file, "CREATE TRIGGER fails BEFORE DELETE ON message BEGIN SELECT RAISE(ABORT, 'on purpose'); END");
            store.add(mail("one"));
            Instant expired = Instant.now().plus(age);
            TimeLimit.until("the message to be too old", () -> Instant.now().isAfter(expired));

            assertThat(ids(store)).containsExactly("one");
            assertThat(store.page(StoreQuery.all(), 0, 9).matched()).isOne();

            execute(file, "DROP TRIGGER fails");
            TimeLimit.until("the message to be evicted", () -> store.counters().stored() == 0);
            assertThat(ids(store)).isEmpty();
        }
    }

    private static void assertUnavailable(ThrowingCallable call, String reason) {
        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(call)
                .withMessageContaining(reason);
    }

    @Test
    void rejectsMessagesWhileTheDiskIsFull() throws Exception {
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=3m", "smtp-fake-test", directory.toString()),
                "cannot mount a tmpfs");
        try {
            fillAndRecover(directory.resolve("mail.db"));
        } finally {
            assertThat(run("umount", directory.toString())).isTrue();
        }
    }

    private static void fillAndRecover(Path full) throws Exception {
        List<String> acknowledged = new ArrayList<>();
        String noise = noise(60_000);
        Path other = full.resolveSibling("other");
        Files.write(other, new byte[1_000_000]);
        try (SqliteMessageStore store = open(full)) {
            assertThatExceptionOfType(StoreFullException.class)
                    .isThrownBy(() -> {
                        for (int i = 0; i < 1_000; i++) {
                            store.add(mail("m" + i, noise + i));
                            acknowledged.add("m" + i);
                        }
                    })
                    .withMessageContaining("its file system is full");
            assertThat(acknowledged).hasSizeGreaterThan(3);
            assertThat(ids(store)).containsExactlyElementsOf(acknowledged);

            Files.delete(other);
            store.requireAvailable();
            store.add(mail("again", noise));
            acknowledged.add("again");
            assertThat(ids(store)).containsExactlyElementsOf(acknowledged);
        }
        try (SqliteMessageStore store = open(full)) {
            assertThat(ids(store)).containsExactlyElementsOf(acknowledged);
        }
    }

    private static String noise(int length) {
        StringBuilder noise = new StringBuilder(length);
        java.util.Random random = new java.util.Random(1);
        while (noise.length() < length) {
            noise.append((char) ('!' + random.nextInt(90)));
            if (noise.length() % 70 == 0) {
                noise.append("\r\n");
            }
        }
        return noise.toString();
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
