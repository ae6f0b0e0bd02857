package io.github.smtpfake.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes the signatures of segments that are full, and deletes those of segments that are empty again, in small steps while
 * nobody waits for the writer. Used by one thread at a time.
 */
final class SignatureBuilder {
    /** A step should not take longer, because somebody may come who waits for the writer. */
    private static final long STEP_NANOS = 20_000_000;

    private static final String MESSAGES = """
            SELECT m.number, m.subject, t.plain, t.rest, t.whole FROM message m JOIN text t ON t.number = m.number
            WHERE m.number >= ? AND m.number < ? ORDER BY m.number""";

    private Progress progress;
    /** The segment that is in memory only; its messages cannot become more. */
    private @Nullable Draft draft;
    /** How many messages had been evicted and deleted when no segment was empty. */
    private long removedBefore = -1;

    SignatureBuilder(Database database) throws SQLException {
        progress = Progress.read(database);
    }

    /**
     * Which segments have signatures.
     *
     * @param segmentSize the numbers of a segment
     * @param nextSegment the first segment without signatures
     */
    record Progress(int segmentSize, long nextSegment) {
        static Progress read(Database database) throws SQLException {
            return database.find(
                            "SELECT segment_size, next_segment FROM signing",
                            row -> new Progress(row.getInt(1), row.getLong(2)))
                    .orElseThrow(() -> new SQLException("The table signing is empty"));
        }

        /** Returns the first number without a signature. */
        long signedBelow() {
            return nextSegment * segmentSize;
        }

        long nextEnd() {
            return signedBelow() + segmentSize;
        }
    }

    /** The bitmaps of a segment, one after the other. */
    private static final class Draft {
        final Progress progress;
        final int width;
        final byte[] bitmaps;
        /** The first number that was not read yet. */
        long next;

        Draft(Progress progress) {
            this.progress = progress;
            this.width = progress.segmentSize() / Byte.SIZE;
            this.bitmaps = new byte[Trigrams.BITS * width];
            this.next = progress.signedBelow();
        }

        void add(long number, BitSet signature) {
            int offset = (int) (number - progress.signedBelow());
            for (int bit = signature.nextSetBit(0); bit >= 0; bit = signature.nextSetBit(bit + 1)) {
                bitmaps[bit * width + offset / Byte.SIZE] |= (byte) (1 << (offset % Byte.SIZE));
            }
        }

        Optional<byte[]> messages(int bit) {
            byte[] messages = new byte[width];
            System.arraycopy(bitmaps, bit * width, messages, 0, width);
            return BitSet.valueOf(messages).isEmpty() ? Optional.empty() : Optional.of(messages);
        }
    }

    /**
     * Returns whether there is something to do.
     *
     * @param indexed the number up to which messages have their details
     */
    boolean hasWork(Ledger ledger, long indexed) {
        return indexed >= progress.nextEnd() - 1 || removed(ledger) != removedBefore;
    }

    private static long removed(Ledger ledger) {
        return ledger.evicted() + ledger.deleted();
    }

    /** Does a step; see {@link #hasWork}. */
    void step(Transaction transaction, long indexed) throws SQLException {
        Database database = transaction.database();
        // Not what the last step left: it may have been rolled back.
        progress = Progress.read(database);
        if (indexed < progress.nextEnd() - 1) {
            draft = null;
            if (!deleteEmptySegment(database)) {
                removedBefore = removed(transaction.ledger());
            }
            return;
        }
        Draft current = draft;
        if (current == null || !current.progress.equals(progress)) {
            current = new Draft(progress);
            draft = current;
        }
        if (current.next < progress.nextEnd()) {
            read(database, current);
        } else {
            write(database, current);
        }
    }

    private static void read(Database database, Draft draft) throws SQLException {
        long deadline = System.nanoTime() + STEP_NANOS;
        PreparedStatement select = database.prepared(MESSAGES);
        select.setLong(1, draft.next);
        select.setLong(2, draft.progress.nextEnd());
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                long number = rows.getLong(1);
                draft.add(number, signature(database, number, rows));
                draft.next = number + 1;
                if (System.nanoTime() - deadline > 0) {
                    return;
                }
            }
        }
        draft.next = draft.progress.nextEnd();
    }

    /** The bits of all columns in which {@link SqlTranslator} searches words. */
    private static BitSet signature(Database database, long number, ResultSet row) throws SQLException {
        BitSet signature = new BitSet(Trigrams.BITS);
        for (int column = 2; column <= 5; column++) {
            Trigrams.addTo(signature, row.getString(column));
        }
        PreparedStatement select = database.prepared("SELECT label FROM address WHERE number = ?");
        select.setLong(1, number);
        try (ResultSet labels = select.executeQuery()) {
            while (labels.next()) {
                Trigrams.addTo(signature, labels.getString(1));
            }
        }
        return signature;
    }

    private static void write(Database database, Draft draft) throws SQLException {
        long deadline = System.nanoTime() + STEP_NANOS;
        long segment = draft.progress.nextSegment();
        // An earlier draft may have written the first rows; it had the same messages, and perhaps some that were
        // deleted.
        long first = database.number("SELECT coalesce(max(bit) + 1, 0) FROM signature WHERE segment = ?", segment);
        for (int bit = (int) first; bit < Trigrams.BITS; bit++) {
            Optional<byte[]> messages = draft.messages(bit);
            if (messages.isPresent()) {
                database.update("INSERT INTO signature VALUES (?, ?, ?)", segment, bit, messages.get());
                if (System.nanoTime() - deadline > 0) {
                    return;
                }
            }
        }
        database.update("UPDATE signing SET next_segment = ?", segment + 1);
    }

    /** Returns whether there was one. */
    private boolean deleteEmptySegment(Database database) throws SQLException {
        long segment = nextSegment(database, -1);
        while (segment >= 0) {
            long start = segment * progress.segmentSize();
            boolean isEmpty = database.number(
                            "SELECT NOT EXISTS (SELECT 1 FROM message WHERE number >= ? AND number < ?)",
                            start,
                            start + progress.segmentSize())
                    == 1;
            if (isEmpty) {
                database.update("DELETE FROM signature WHERE segment = ?", segment);
                return true;
            }
            segment = nextSegment(database, segment);
        }
        return false;
    }

    /** Returns the next segment that has signatures, or -1. */
    private static long nextSegment(Database database, long after) throws SQLException {
        return database.number("SELECT coalesce(min(segment), -1) FROM signature WHERE segment > ?", after);
    }
}
