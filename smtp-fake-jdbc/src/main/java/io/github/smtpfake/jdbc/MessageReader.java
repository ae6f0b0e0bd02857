package io.github.smtpfake.jdbc;

import io.github.smtpfake.internal.delivery.ContentCache;
import io.github.smtpfake.internal.delivery.Delivery;
import io.github.smtpfake.internal.memory.MemoryBudget;
import io.github.smtpfake.internal.memory.Reservation;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.store.MessageStore.Page;
import io.github.smtpfake.store.StoredMessage;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Finds messages. Thread-safe. */
final class MessageReader {
    private static final String COLUMNS =
            "m.number, m.begun, m.id, m.size, m.is_read, m.tagged, m.odd, m.delivery, m.content_index, m.kept,"
                    + " m.index_version";
    private static final byte[] NO_INDEX = {};
    private static final int NUMBER = 1;
    private static final int ID = 3;
    private static final int SIZE = 4;
    private static final int ODD = 7;
    private static final int KEPT = 10;
    private static final int CODING = 12;
    private static final int BYTES = 13;
    private static final String WITHOUT_DETAILS = "SELECT " + COLUMNS
            + ", c.coding, c.bytes FROM message m JOIN content c ON c.number = m.number"
            // The first condition is that of the index.
            + " WHERE m.odd > 0 AND m.odd = 2 AND m.number > ? AND m.number <= ? ORDER BY m.number";
    /** The writer must not wait much longer for the next details. */
    private static final long STEP_NANOS = 20_000_000;

    private final Readers readers;
    private final ContentCache contents;

    /** A message that has got its details, which are not stored yet. */
    record Indexed(long number, int size, MessageDetails details) {}

    /**
     * Messages that have got their details, which are not stored yet.
     *
     * @param last the number up to which no other message lacks them
     */
    record Batch(List<Indexed> messages, long last) {}

    MessageReader(Readers readers, ContentCache contents) {
        this.readers = readers;
        this.contents = contents;
    }

    private static SqlText select(SqlText condition, String order) {
        return SqlText.of("SELECT " + COLUMNS + " FROM message m WHERE ")
                .then(condition)
                .then(" ORDER BY m.number " + order);
    }

    private static SqlText count(SqlText condition) {
        return SqlText.of("SELECT count(*) FROM message m WHERE ").then(condition);
    }

    Page page(QueryPlan query, int offset, int limit) {
        return readers.read(database -> {
            QueryPlan plan = Signatures.narrow(database, query);
            boolean hasOddRows = hasOddRows(database);
            if (plan.isExact(hasOddRows)) {
                SqlText condition = plan.candidates(false);
                if (!plan.equals(query)) {
                    return pageOfFew(database, condition, offset, limit);
                }
                long matched = count(database, plan, condition);
                return new Page(slice(database, condition, offset, limit), matched);
            }
            return plan.content().isExact()
                    ? pageWithOddRows(database, plan, offset, limit)
                    : checkedPage(database, plan, hasOddRows, offset, limit);
        });
    }

    private static long count(Database database, QueryPlan plan, SqlText condition) throws SQLException {
        return switch (plan.scope()) {
            case ALL -> Ledger.read(database).stored();
            case UNREAD -> Ledger.read(database).unread();
            case RANGE ->
                Math.max(
                        0,
                        countAbove(database, plan.query().after())
                                - countAbove(database, Math.max(1, plan.query().before()) - 1));
            case OTHER -> database.number(count(condition));
        };
    }

    /** Returns how many messages have higher numbers. Looks at those on the side where there are probably fewer. */
    private static long countAbove(Database database, long number) throws SQLException {
        Ledger ledger = Ledger.read(database);
        if (number >= ledger.lastNumber()) {
            return 0;
        }
        return number > ledger.lastNumber() / 2
                ? database.number("SELECT count(*) FROM message WHERE number > ?", number)
                : ledger.stored() - database.number("SELECT count(*) FROM message WHERE number <= ?", number);
    }

    private static boolean hasOddRows(Database database) throws SQLException {
        return database.number("SELECT odd FROM ledger") > 0;
    }

    private List<StoredMessage> slice(Database database, SqlText condition, int offset, int limit) throws SQLException {
        if (limit == 0) {
            return List.of();
        }
        return rows(database, select(condition, "DESC").then(" LIMIT ? OFFSET ?", limit, offset));
    }

    private List<StoredMessage> rows(Database database, SqlText sql) throws SQLException {
        List<StoredMessage> found = new ArrayList<>();
        try (PreparedStatement statement = database.prepare(sql);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                found.add(row(database, rows));
            }
        }
        return found;
    }

    private static SqlText oneOf(List<Long> numbers) {
        return SqlText.of(
                "m.number IN (SELECT value FROM json_each(?))",
                numbers.stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]")));
    }

    /** Evaluates the condition once, which is faster than counting first if few messages match. */
    private Page pageOfFew(Database database, SqlText condition, int offset, int limit) throws SQLException {
        List<Long> numbers = new ArrayList<>();
        long matched = 0;
        SqlText sql = SqlText.of("SELECT m.number FROM message m WHERE ")
                .then(condition)
                .then(" ORDER BY m.number DESC");
        try (PreparedStatement statement = database.prepare(sql);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                if (matched++ >= offset && numbers.size() < limit) {
                    numbers.add(rows.getLong(NUMBER));
                }
            }
        }
        return new Page(rows(database, select(oneOf(numbers), "DESC")), matched);
    }

    /** SQL decides about all rows but the odd ones, which are few. */
    private Page pageWithOddRows(Database database, QueryPlan plan, int offset, int limit) throws SQLException {
        List<Long> odd = new ArrayList<>();
        forEachMatch(database, plan, select(plan.oddCandidates(), "ASC"), odd::add);
        long matched = database.number(count(plan.matchesThatAreNotOdd())) + odd.size();
        SqlText either = plan.matchesThatAreNotOdd().or(oneOf(odd));
        return new Page(slice(database, either, offset, limit), matched);
    }

    private Page checkedPage(Database database, QueryPlan plan, boolean hasOddRows, int offset, int limit)
            throws SQLException {
        List<StoredMessage> page = new ArrayList<>();
        long matched = 0;
        try (PreparedStatement statement = database.prepare(select(plan.candidates(hasOddRows), "DESC"));
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                StoredMessage row = row(database, rows);
                if (plan.query().matches(row) && matched++ >= offset && page.size() < limit) {
                    page.add(row);
                }
            }
        }
        return new Page(page, matched);
    }

    /** Returns the first matches, oldest first. */
    List<StoredMessage> next(QueryPlan query, int limit) {
        return readers.read(database -> {
            QueryPlan plan = Signatures.narrow(database, query);
            boolean hasOddRows = hasOddRows(database);
            SqlText sql = select(plan.candidates(hasOddRows), "ASC");
            if (plan.isExact(hasOddRows)) {
                return rows(database, sql.then(" LIMIT ?", limit));
            }
            List<StoredMessage> found = new ArrayList<>();
            try (PreparedStatement statement = database.prepare(sql);
                    ResultSet rows = statement.executeQuery()) {
                while (found.size() < limit && rows.next()) {
                    StoredMessage row = row(database, rows);
                    if (plan.isDecided(rows.getBoolean(ODD)) || plan.query().matches(row)) {
                        found.add(row);
                    }
                }
            }
            return found;
        });
    }

    /** Calls the consumer with the numbers of all matches, oldest first. */
    void forEachMatch(QueryPlan query, LongConsumer consumer) {
        readers.read(database -> {
            QueryPlan plan = Signatures.narrow(database, query);
            forEachMatch(database, plan, select(plan.candidates(hasOddRows(database)), "ASC"), consumer);
            return true;
        });
    }

    /** Calls the consumer with the numbers of the odd rows that match, oldest first. */
    void forEachOddMatch(QueryPlan plan, LongConsumer consumer) {
        readers.read(database -> {
            forEachMatch(database, plan, select(plan.oddCandidates(), "ASC"), consumer);
            return true;
        });
    }

    private void forEachMatch(Database database, QueryPlan plan, SqlText sql, LongConsumer consumer)
            throws SQLException {
        try (PreparedStatement statement = database.prepare(sql);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                if (plan.isDecided(rows.getBoolean(ODD)) || plan.query().matches(row(database, rows))) {
                    consumer.accept(rows.getLong(NUMBER));
                }
            }
        }
    }

    /**
     * Makes the details of messages that have none, until the step has lasted 20 ms.
     *
     * @param after the number before the first one
     * @param last the number of the last one
     * @param parser makes the details of a message
     * @param isLastTry whether the first message is done without if there is too little memory for its details
     * @throws OutOfMemoryError if there is too little memory for the details of the first message
     */
    Batch index(long after, long last, Function<CapturedMessage, MessageDetails> parser, boolean isLastTry) {
        return readers.read(database -> {
            long deadline = System.nanoTime() + STEP_NANOS;
            PreparedStatement select = database.prepared(WITHOUT_DETAILS);
            select.setLong(1, after);
            select.setLong(2, last);
            List<Indexed> indexed = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    long number = rows.getLong(NUMBER);
                    try (Reservation loading = MemoryBudget.ofJvm().newReservation()) {
                        loading.growWhenFree(Content.loadingBytes(rows.getInt(KEPT)));
                        indexed.add(new Indexed(
                                number,
                                rows.getInt(SIZE),
                                details(rows, ContentCache.single(contents.limits()), parser)));
                    } catch (OutOfMemoryError e) {
                        if (indexed.isEmpty() && !isLastTry) {
                            throw e;
                        }
                        if (indexed.isEmpty()) {
                            indexed.add(new Indexed(
                                    number, rows.getInt(SIZE), MessageDetails.unknown(rows.getString(ID), e)));
                        }
                        return new Batch(
                                indexed, indexed.get(indexed.size() - 1).number());
                    }
                    if (System.nanoTime() - deadline > 0) {
                        return new Batch(indexed, number);
                    }
                }
            }
            // What the thread reads may be older than the state of the store.
            return new Batch(indexed, Math.min(last, Ledger.read(database).lastNumber()));
        });
    }

    private static MessageDetails details(
            ResultSet row, ContentCache contents, Function<CapturedMessage, MessageDetails> parser)
            throws SQLException {
        return MessageDetails.orUnknown(
                row.getString(ID),
                () -> {
                    byte[] raw = new Content(row.getInt(CODING), row.getBytes(BYTES)).raw();
                    return message(row, contents, () -> Optional.of(raw));
                },
                parser);
    }

    Optional<StoredMessage> message(String id) {
        return readers.read(database ->
                database.find("SELECT " + COLUMNS + " FROM message m WHERE m.id = ?", row -> row(database, row), id));
    }

    /** Returns the number before the first message that arrived later than this time; empty if there is none. */
    Optional<Long> lastNumberAt(Instant time) {
        return readers.read(database -> database.find(
                        "SELECT number FROM message WHERE received > ? ORDER BY number LIMIT 1",
                        row -> row.getLong(1),
                        Times.nanos(time)))
                .map(number -> number - 1);
    }

    private StoredMessage row(Database database, ResultSet row) throws SQLException {
        long number = row.getLong(NUMBER);
        int size = row.getInt(KEPT);
        CapturedMessage message = message(row, contents, () -> bytes(number, size));
        // Now, while the bytes are surely there: lists show their messages even if they have been deleted in the
        // meantime.
        Delivery.index(message);
        List<String> tags = row.getBoolean(6) ? Tags.of(database, number) : List.of();
        return new StoredRow(number, row.getLong(2), message, row.getBoolean(5), tags);
    }

    private static CapturedMessage message(ResultSet row, ContentCache contents, Supplier<Optional<byte[]>> bytes)
            throws SQLException {
        return DeliveryCodec.read(
                        row.getBytes(8),
                        row.getString(ID),
                        row.getInt(SIZE),
                        row.getInt(KEPT),
                        row.getInt(11) == Delivery.INDEX_VERSION ? row.getBytes(9) : NO_INDEX,
                        contents,
                        bytes)
                .toMessage(CapturedMessage.class);
    }

    /**
     * Loads the bytes of a message.
     *
     * @throws OutOfMemoryError if there is too little memory for them now
     */
    private Optional<byte[]> bytes(long number, int size) {
        try (Reservation loading = MemoryBudget.ofJvm().newReservation()) {
            loading.growWhenFree(Content.loadingBytes(size));
            return readers.readOnce(database -> database.find(
                    "SELECT coding, bytes FROM content WHERE number = ?",
                    row -> new Content(row.getInt(1), row.getBytes(2)).raw(),
                    number));
        }
    }
}
