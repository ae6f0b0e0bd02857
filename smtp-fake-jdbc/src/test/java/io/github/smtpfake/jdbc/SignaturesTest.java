package io.github.smtpfake.jdbc;

import static io.github.smtpfake.jdbc.Samples.ids;
import static io.github.smtpfake.jdbc.Samples.mail;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.internal.query.Field;
import io.github.smtpfake.internal.query.QueryTerms;
import io.github.smtpfake.internal.query.Term;
import io.github.smtpfake.message.MessageQueries;
import io.github.smtpfake.message.MessageQuery;
import io.github.smtpfake.store.StoreQuery;
import io.github.smtpfake.testing.TimeLimit;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignaturesTest {
    /** Messages of the segments are 1 to 7, 8 to 15, 16 to 23. */
    private static final int SEGMENT = 8;

    private static final MessageQuery ANY = MessageQuery.any();

    @TempDir
    private Path directory;

    private Path file;
    private SqliteMessageStore store;

    @BeforeEach
    void openStore() throws Exception {
        file = directory.resolve("mail.db");
        Samples.createWithSegments(file, SEGMENT);
        store = Samples.open(file);
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    private void add(int first, int last) throws Exception {
        for (int i = first; i <= last; i++) {
            store.add(mail("m" + i, "words: common, special" + i + "!\r\n"));
        }
    }

    private List<Long> found(MessageQuery query) {
        return store.next(StoreQuery.of(query), 100).stream()
                .map(row -> row.number())
                .toList();
    }

    private String sql(MessageQuery query) throws SQLException {
        try (Database database = Database.forReading(file)) {
            return Signatures.narrow(database, QueryPlan.of(StoreQuery.of(query)))
                    .matches()
                    .parameters()
                    .toString();
        }
    }

    private long number(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            return statement.executeQuery(sql).getLong(1);
        }
    }

    private static MessageQuery contains(Field field, String text) {
        return QueryTerms.query(MessageQuery.class, new Term.Contains(field, text), "contains");
    }

    @Test
    void readsOnlyMessagesThatMayContainTheWord() throws Exception {
        add(1, 20);
        store.buildSignatures();

        assertThat(sql(ANY.textContains("SPECIAL11!"))).startsWith("[[11], 16, ");
        assertThat(sql(ANY.anyTextContains("special11! words"))).startsWith("[[11], 16, ");
        assertThat(sql(ANY.subjectContains("of m13"))).startsWith("[[13], 16, ");
        assertThat(sql(contains(Field.FROM, "nobody@example"))).startsWith("[[], 16, ");
        assertThat(sql(ANY.textContains("special11").or(ANY.textContains("special14"))))
                .startsWith("[[11,14], 16, ");
        assertThat(sql(ANY.textContains("common").textContains("special9"))).startsWith("[[9], 16, ");
    }

    @Test
    void readsAllMessagesIfSignaturesDoNotHelp() throws Exception {
        add(1, 20);
        store.buildSignatures();

        for (MessageQuery query : List.of(
                ANY.textContains("11"),
                MessageQueries.not(ANY.textContains("special11")),
                ANY.textContains("special11").or(ANY.sender("nobody@example.org")))) {
            assertThat(sql(query)).as("%s", query).doesNotContain("16");
        }
    }

    @Test
    void readsAllMessagesIfManyMayContainTheWord() throws Exception {
        add(1, 1_100);
        store.buildSignatures();

        assertThat(sql(ANY.textContains("common"))).isEqualTo("[common]");
        assertThat(found(ANY.textContains("common"))).hasSize(100);
        assertThat(sql(ANY.textContains("special1099!"))).startsWith("[[], 1096, ");
    }

    @Test
    void findsMessagesWithAndWithoutSignatures() throws Exception {
        add(1, 17);
        store.buildSignatures();
        add(18, 30);

        for (long i = 1; i <= 30; i++) {
            assertThat(found(ANY.textContains("special" + i + "!"))).containsExactly(i);
            assertThat(found(ANY.anyTextContains("common special" + i + "!"))).containsExactly(i);
        }
        assertThat(found(ANY.textContains("common"))).hasSize(30);
        assertThat(found(ANY.textContains("absent"))).isEmpty();
    }

    @Test
    void findsOddMessages() throws Exception {
        add(1, 6);
        store.add(mail("odd", "a zero \0 and special7!\r\n"));
        add(8, 20);
        store.buildSignatures();

        assertThat(found(ANY.textContains("special7!"))).containsExactly(7L);
        assertThat(store.delete(StoreQuery.of(ANY.textContains("special7!")))).isEqualTo(1);
    }

    @Test
    void deletesWhatItFinds() throws Exception {
        add(1, 20);
        store.buildSignatures();

        assertThat(store.delete(StoreQuery.of(ANY.textContains("special9!")))).isEqualTo(1);
        assertThat(ids(store)).hasSize(19).doesNotContain("m9");
        assertThat(found(ANY.textContains("special9"))).isEmpty();
    }

    @Test
    void deletesSignaturesOfEmptySegments() throws Exception {
        add(1, 25);
        store.buildSignatures();
        assertThat(number("SELECT count(DISTINCT segment) FROM signature")).isEqualTo(3);

        store.delete(StoreQuery.all().after(7).before(16));
        store.buildSignatures();
        assertThat(number("SELECT group_concat(DISTINCT segment) = '0,2' FROM signature"))
                .isEqualTo(1);
        assertThat(found(ANY.textContains("special17"))).containsExactly(17L);

        store.delete(StoreQuery.all());
        store.buildSignatures();
        assertThat(number("SELECT count(*) FROM signature")).isZero();
    }

    @Test
    void deletesSignaturesOfEvictedMessages() throws Exception {
        store.close();
        store = SqliteMessageStore.open(
                file, Limits.builder().storedMessages(10).build());
        add(1, 40);
        store.buildSignatures();

        assertThat(number("SELECT min(segment) FROM signature")).isEqualTo(3);
        assertThat(found(ANY.textContains("special31!"))).containsExactly(31L);
        assertThat(found(ANY.textContains("special30!"))).isEmpty();
    }

    @Test
    void continuesAfterARestart() throws Exception {
        add(1, 12);
        store.buildSignatures();
        store.close();
        store = Samples.open(file);
        add(13, 24);
        store.buildSignatures();

        assertThat(number("SELECT next_segment FROM signing")).isEqualTo(3);
        assertThat(sql(ANY.textContains("special20!"))).startsWith("[[20], 24, ");
    }

    @Test
    void buildsSignaturesWhileNobodyWaits() throws Exception {
        add(1, 25);

        TimeLimit.until("all signatures", () -> number("SELECT next_segment FROM signing") >= 3);
        assertThat(number("SELECT next_segment FROM signing")).isEqualTo(3);
    }
}
