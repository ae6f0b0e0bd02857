package io.github.smtpfake.jdbc;

import static io.github.smtpfake.jdbc.Samples.mail;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.message.MessageQuery;
import io.github.smtpfake.store.StoreQuery;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How SQLite executes the statements: with many messages, looking at each of them takes too long. */
class MessageSelectTest {
    private static final MessageQuery ANY = MessageQuery.any();
    /** With or without a covering index. */
    private static final Pattern EVERY_ROW = Pattern.compile("^SCAN m( |$)");

    private static final String IN_MEMORY = "USE TEMP B-TREE FOR ORDER BY";

    @TempDir
    private Path directory;

    private Database database;

    @BeforeEach
    void createFileWithOddAndIncompleteMessages() throws Exception {
        Path file = directory.resolve("mail.db");
        IndexerSettings onDemand = IndexerSettings.DEFAULT.onDemand();
        try (SqliteMessageStore store = SqliteMessageStore.open(file, Limits.defaults(), Durability.NORMAL, onDemand)) {
            store.add(mail("odd", "a text with \0"));
            store.add(mail("complete"));
            store.completeMessages();
            store.add(mail("incomplete"));
        }
        database = Database.forReading(file);
    }

    @AfterEach
    void closeDatabase() throws SQLException {
        database.close();
    }

    private static List<StoreQuery> selectiveQueries() {
        StoreQuery bob = StoreQuery.of(ANY.recipient("bob@example.org"));
        return List.of(
                bob,
                bob.after(1),
                bob.before(3),
                StoreQuery.of(ANY.recipient("*@example.org")),
                StoreQuery.of(ANY.recipient("bob@m\u00fcnchen.example")),
                StoreQuery.of(ANY.recipient("bob@example.org").subjectContains("subject")),
                StoreQuery.of(ANY.recipient("bob@example.org").or(ANY.recipient("ada@example.org"))),
                StoreQuery.of(ANY.to("ada@example.org")),
                StoreQuery.ids(List.of("odd")).matching(ANY.recipient("bob@example.org")),
                StoreQuery.of(ANY.sender("app@example.org")),
                StoreQuery.of(ANY.session("session")));
    }

    @ParameterizedTest
    @MethodSource("selectiveQueries")
    void readsOnlyRowsThatAnIndexFinds(StoreQuery query) throws SQLException {
        QueryPlan plan = QueryPlan.of(query);

        assertThat(steps(MessageSelect.oldestFirst(plan.candidates(true)))).noneMatch(MessageSelectTest::readsEveryRow);
        assertThat(steps(MessageSelect.newestFirst(plan.candidates(true)))).noneMatch(MessageSelectTest::readsEveryRow);
        assertThat(steps(MessageSelect.numbersNewestFirst(plan.matchesThatAreNotOdd())))
                .noneMatch(MessageSelectTest::readsEveryRow);
        assertThat(steps(MessageSelect.count(plan.incompleteCandidates()))).noneMatch(MessageSelectTest::readsEveryRow);
    }

    @ParameterizedTest
    @MethodSource("selectiveQueries")
    void readsOddRowsInTheOrderOfTheirNumbers(StoreQuery query) throws SQLException {
        QueryPlan plan = QueryPlan.of(query);

        assertThat(steps(MessageSelect.newestFirst(plan.oddCandidates())))
                .noneMatch(MessageSelectTest::readsEveryRow)
                .doesNotContain(IN_MEMORY);
        assertThat(steps(MessageSelect.oldestFirst(plan.oddCandidates())))
                .noneMatch(MessageSelectTest::readsEveryRow)
                .doesNotContain(IN_MEMORY);
    }

    private static boolean readsEveryRow(String step) {
        return EVERY_ROW.matcher(step).find();
    }

    @Test
    void noticesThatEveryRowIsReadWithAnIndex() throws SQLException {
        assertThat(steps(SqlText.of("SELECT number FROM message m"))).anyMatch(MessageSelectTest::readsEveryRow);
        assertThat(steps(SqlText.of("SELECT m.session FROM message m ORDER BY m.number")))
                .anyMatch(MessageSelectTest::readsEveryRow);
    }

    private List<String> steps(SqlText select) throws SQLException {
        List<String> steps = new ArrayList<>();
        try (Database.Query query =
                        database.prepare(SqlText.of("EXPLAIN QUERY PLAN ").then(select));
                ResultSet rows = query.rows()) {
            while (rows.next()) {
                steps.add(rows.getString("detail"));
            }
        }
        return steps;
    }
}
