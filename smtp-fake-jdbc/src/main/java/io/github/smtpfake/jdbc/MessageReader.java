package io.github.smtpfake.jdbc;

import io.github.smtpfake.internal.delivery.ContentCache;
import io.github.smtpfake.internal.delivery.Delivery;
import io.github.smtpfake.internal.memory.MemoryBudget;
import io.github.smtpfake.internal.memory.NotEnoughMemoryError;
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
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/** Finds messages. Thread-safe. */
final class MessageReader {
    private static final int NUMBER = 1;
    private static final int ID = 3;
    private static final int SIZE = 4;
    private static final int ODD = 7;
    private static final int KEPT = 10;
    private static final int CODING = 13;
    private static final int BYTES = 14;
    private static final String MESSAGE = "SELECT " + MessageSelect.COLUMNS + " FROM message m WHERE m.id = ?";
    private static final String WITHOUT_DETAILS = "SELECT " + MessageSelect.COLUMNS
            + ", c.coding, c.bytes FROM message m JOIN content c ON c.number = m.number"
            // The first condition is that of the index.
            + " WHERE m.odd > 0 AND m.odd = 2 AND m.number > ? AND m.number <= ? ORDER BY m.number";
    /** The writer must not wait much longer for the next details. */
    static final long STEP_NANOS = 10_000_000;
    /** On a busy machine, the thread may not run for most of the time; each step also costs a commit. */
    private static final int LEAST_PER_STEP = 20;

    private static final long LEAST_BYTES_PER_STEP = 256 * 1024;

    private final Readers readers;
    private final ContentCache contents;
    private final RecentPreviews previews = new RecentPreviews();

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

    Page page(QueryPlan query, int offset, int limit) {
        return readers.read(database -> {
            QueryPlan plan = Signatures.narrow(database, query);
            Ledger ledger = Ledger.read(database);
            boolean hasOddRows = ledger.odd() > 0;
            if (plan.isExact(hasOddRows)) {
                return plan.equals(query)
                        ? pageOfMatches(database, ledger, plan, offset, limit)
                        : pageOfFew(database, plan.matches(), offset, limit);
            }
            return plan.content().isExact()
                    ? pageWithOddRows(database, plan, offset, limit)
                    : checkedPage(database, plan, hasOddRows, offset, limit);
        });
    }

    /** SQL decides about every row. */
    private Page pageOfMatches(Database database, Ledger ledger, QueryPlan plan, int offset, int limit)
            throws SQLException {
        SqlText condition = plan.matches();
        long matched = switch (plan.scope()) {
            case ALL -> ledger.stored();
            case UNREAD -> ledger.unread();
            case RANGE -> plan.numbers().count(database, ledger);
            case OTHER -> database.number(MessageSelect.count(condition));
        };
        if (limit == 0 || offset >= matched) {
            return new Page(List.of(), matched);
        }
        return new Page(
                plan.scope() == QueryPlan.Scope.ALL || plan.scope() == QueryPlan.Scope.RANGE
                        ? slice(database, plan.numbers(), ledger, offset, limit)
                        : slice(database, condition, offset, limit),
                matched);
    }

    /** Skips the first messages without reading their rows, as SQLite would. */
    private List<StoredMessage> slice(Database database, NumberRange numbers, Ledger ledger, int offset, int limit)
            throws SQLException {
        OptionalLong newest = offset == 0
                ? OptionalLong.of(numbers.before() - 1)
                : numbers.newestAfterOthers(database, ledger, offset);
        if (newest.isEmpty()) {
            return List.of();
        }
        return slice(
                database, SqlText.of("m.number > ? AND m.number <= ?", numbers.after(), newest.getAsLong()), 0, limit);
    }

    /** Returns how many messages without details a query may match. */
    long countIncomplete(QueryPlan plan) {
        return readers.read(database -> database.number(MessageSelect.count(plan.incompleteCandidates())));
    }

    private static boolean hasOddRows(Database database) throws SQLException {
        return database.number("SELECT odd FROM ledger") > 0;
    }

    private List<StoredMessage> slice(Database database, SqlText condition, int offset, int limit) throws SQLException {
        return rows(database, MessageSelect.newestFirst(List.of(condition)).then(" LIMIT ? OFFSET ?", limit, offset));
    }

    private List<StoredMessage> rows(Database database, SqlText sql) throws SQLException {
        List<StoredMessage> found = new ArrayList<>();
        try (Database.Query statement = database.prepare(sql);
                ResultSet rows = statement.rows()) {
            while (rows.next()) {
                found.add(row(database, rows));
            }
        }
        return found;
    }

    /** Evaluates the condition once, which is faster than counting first if few messages match. */
    private Page pageOfFew(Database database, SqlText condition, int offset, int limit) throws SQLException {
        LongList found = new LongList();
        forEachNumber(database, MessageSelect.numbersNewestFirst(condition), found::add);
        List<Long> shown = found.mergedWith(new LongList(), offset, limit);
        return new Page(rows(database, MessageSelect.numberedNewestFirst(shown)), found.size());
    }

    private static void forEachNumber(Database database, SqlText sql, LongConsumer consumer) throws SQLException {
        try (Database.Query statement = database.prepare(sql);
                ResultSet rows = statement.rows()) {
            while (rows.next()) {
                consumer.accept(rows.getLong(NUMBER));
            }
        }
    }

    /** SQL decides about all rows but the odd ones, which are few. One condition for both would have to look at all rows. */
    private Page pageWithOddRows(Database database, QueryPlan plan, int offset, int limit) throws SQLException {
        LongList odd = new LongList();
        forEachMatch(database, plan, MessageSelect.newestFirst(plan.oddCandidates()), odd::add);
        SqlText condition = plan.matchesThatAreNotOdd();
        long matched = database.number(MessageSelect.count(condition)) + odd.size();
        if (limit == 0) {
            return new Page(List.of(), matched);
        }
        LongList others = new LongList();
        forEachNumber(
                database,
                MessageSelect.numbersNewestFirst(condition).then(" LIMIT ?", (long) offset + limit),
                others::add);
        List<Long> shown = odd.mergedWith(others, offset, limit);
        return new Page(rows(database, MessageSelect.numberedNewestFirst(shown)), matched);
    }

    private Page checkedPage(Database database, QueryPlan plan, boolean hasOddRows, int offset, int limit)
            throws SQLException {
        List<StoredMessage> page = new ArrayList<>();
        long matched = 0;
        try (Database.Query statement = database.prepare(MessageSelect.newestFirst(plan.candidates(hasOddRows)));
                ResultSet rows = statement.rows()) {
            while (rows.next()) {
                if (plan.query().matches(candidate(database, rows)) && matched++ >= offset && page.size() < limit) {
                    page.add(row(database, rows));
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
            SqlText sql = MessageSelect.oldestFirst(plan.candidates(hasOddRows));
            if (plan.isExact(hasOddRows)) {
                return rows(database, sql.then(" LIMIT ?", limit));
            }
            List<StoredMessage> found = new ArrayList<>();
            try (Database.Query statement = database.prepare(sql);
                    ResultSet rows = statement.rows()) {
                while (found.size() < limit && rows.next()) {
                    if (isMatch(database, plan, rows)) {
                        found.add(row(database, rows));
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
            forEachMatch(database, plan, MessageSelect.oldestFirst(plan.candidates(hasOddRows(database))), consumer);
            return true;
        });
    }

    /** Calls the consumer with the numbers of the odd rows that match, oldest first. */
    void forEachOddMatch(QueryPlan plan, LongConsumer consumer) {
        readers.read(database -> {
            forEachMatch(database, plan, MessageSelect.oldestFirst(plan.oddCandidates()), consumer);
            return true;
        });
    }

    private void forEachMatch(Database database, QueryPlan plan, SqlText sql, LongConsumer consumer)
            throws SQLException {
        try (Database.Query statement = database.prepare(sql);
                ResultSet rows = statement.rows()) {
            while (rows.next()) {
                if (isMatch(database, plan, rows)) {
                    consumer.accept(rows.getLong(NUMBER));
                }
            }
        }
    }

    private boolean isMatch(Database database, QueryPlan plan, ResultSet row) throws SQLException {
        return plan.isDecided(row.getBoolean(ODD)) || plan.query().matches(candidate(database, row));
    }

    /**
     * Makes the details of messages that have none, until the step is interrupted, or has lasted 10 ms and made those of 20
     * messages or of 256 KiB.
     *
     * @param after the number before the first one
     * @param last the number of the last one
     * @param parser makes the details of a message
     * @param isLastTry whether the first message is done without if there is too little memory for its details
     * @param isInterrupted whether to stop before the next message
     * @throws OutOfMemoryError if there is too little memory for the details of the first message
     */
    Batch index(
            long after,
            long last,
            Function<CapturedMessage, MessageDetails> parser,
            boolean isLastTry,
            BooleanSupplier isInterrupted) {
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
                        // Without a wait, because other threads may need this connection, and the step is repeated.
                        loading.grow(Content.loadingBytes(rows.getInt(KEPT)));
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
                    if (isInterrupted.getAsBoolean() || System.nanoTime() - deadline > 0 && areEnough(indexed)) {
                        return new Batch(indexed, number);
                    }
                }
            }
            // What the thread reads may be older than the state of the store.
            return new Batch(indexed, Math.min(last, Ledger.read(database).lastNumber()));
        });
    }

    private static boolean areEnough(List<Indexed> indexed) {
        return indexed.size() >= LEAST_PER_STEP
                || indexed.stream().mapToLong(Indexed::size).sum() >= LEAST_BYTES_PER_STEP;
    }

    private static MessageDetails details(
            ResultSet row, ContentCache contents, Function<CapturedMessage, MessageDetails> parser)
            throws SQLException {
        return MessageDetails.orUnknown(
                row.getString(ID),
                () -> {
                    byte[] raw = new Content(row.getInt(CODING), row.getBytes(BYTES)).raw(row.getInt(KEPT));
                    return message(row, Preview.NONE, contents, () -> Optional.of(raw));
                },
                parser);
    }

    Optional<StoredMessage> message(String id) {
        // The tags are read while the row is, so that both are of the same state.
        return readers.readOnce(database -> database.find(MESSAGE, row -> row(database, row), id));
    }

    /** Returns the number before the first message that arrived later than this time; empty if there is none. */
    Optional<Long> lastNumberAt(Instant time) {
        return readers.read(database -> database.find(
                        "SELECT number FROM message WHERE received > ? ORDER BY number LIMIT 1",
                        row -> row.getLong(1),
                        Times.nanos(time)))
                .map(number -> number - 1);
    }

    /** Returns a message that is only compared with a query, which parses it if necessary. */
    private StoredMessage candidate(Database database, ResultSet row) throws SQLException {
        return row(database, row, preview(row).orElse(Preview.NONE));
    }

    private StoredMessage row(Database database, ResultSet row) throws SQLException {
        // Now, while the bytes are surely there: lists show their messages even if they have been deleted in the
        // meantime.
        Optional<Preview> known = preview(row);
        return row(database, row, known.isPresent() ? known.get() : newPreview(row));
    }

    private StoredMessage row(Database database, ResultSet row, Preview preview) throws SQLException {
        long number = row.getLong(NUMBER);
        int size = row.getInt(KEPT);
        CapturedMessage message = message(row, preview, contents, () -> bytes(number, size));
        List<String> tags = row.getBoolean(6) ? Tags.of(database, number) : List.of();
        return new StoredRow(number, row.getLong(2), message, row.getBoolean(5), tags);
    }

    private Optional<Preview> preview(ResultSet row) throws SQLException {
        byte[] index = row.getInt(11) == Delivery.INDEX_VERSION ? row.getBytes(9) : Preview.NONE.index();
        return index.length > 0
                ? Optional.of(new Preview(index, row.getString(12)))
                : previews.find(row.getLong(NUMBER));
    }

    private Preview newPreview(ResultSet row) throws SQLException {
        long number = row.getLong(NUMBER);
        try {
            Optional<byte[]> raw = bytes(number, row.getInt(KEPT));
            Preview made = Preview.of(message(row, Preview.NONE, ContentCache.single(contents.limits()), () -> raw));
            previews.keep(number, made);
            return made;
        } catch (NotEnoughMemoryError e) {
            // The other rows of a list can be shown. Reading this message will report the shortage, unless it has
            // ended.
            return Preview.NONE;
        }
    }

    private static CapturedMessage message(
            ResultSet row, Preview preview, ContentCache contents, Supplier<Optional<byte[]>> bytes)
            throws SQLException {
        return DeliveryCodec.read(
                        row.getBytes(8),
                        row.getString(ID),
                        row.getInt(SIZE),
                        row.getInt(KEPT),
                        preview,
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
                    row -> new Content(row.getInt(1), row.getBytes(2)).raw(size),
                    number));
        }
    }
}
