package io.github.smtpfake.jdbc;

import io.github.smtpfake.jdbc.SignatureBuilder.Progress;
import java.sql.SQLException;
import java.util.BitSet;

/** Finds the few messages that may contain the words of a query, by their signatures. */
final class Signatures {
    /** If more than this share of the messages may match, reading all of them is as fast. */
    private static final int SHARE = 4;
    /** So few are read fast, whatever their share is. */
    private static final int FEW = 1_000;

    private Signatures() {}

    /**
     * Returns a plan that has the same matches but reads fewer messages. It stays correct when messages are added, because
     * it accepts all that have no signature yet.
     */
    static QueryPlan narrow(Database database, QueryPlan plan) throws SQLException {
        WordFilter words = plan.content().words();
        if (words.isEverything()) {
            return plan;
        }
        Progress progress = Progress.read(database);
        long lowest = database.number("SELECT coalesce(min(number), 0) FROM message");
        long first = Math.max(lowest, plan.query().after()) / progress.segmentSize();
        long end = progress.nextSegment();
        if (plan.query().before() < progress.signedBelow()) {
            end = Math.min(end, plan.query().before() / progress.segmentSize() + 1);
        }
        if (first >= end) {
            return plan;
        }
        long most = Math.max(FEW, database.number("SELECT stored FROM ledger") / SHARE);
        Numbers numbers = new Numbers();
        for (long segment = first; segment < end; segment++) {
            numbers.add(segment * progress.segmentSize(), accepted(database, words, segment));
            if (numbers.count > most) {
                return plan;
            }
        }
        return plan.within(SqlText.of(
                "m.number IN (SELECT value FROM json_each(?) UNION ALL SELECT n.number FROM message n WHERE n.number >= ?)",
                numbers.json(),
                progress.signedBelow()));
    }

    private static BitSet accepted(Database database, WordFilter words, long segment) throws SQLException {
        return words.accepted(bit -> database.find(
                        "SELECT messages FROM signature WHERE segment = ? AND bit = ?",
                        row -> BitSet.valueOf(row.getBytes(1)),
                        segment,
                        bit)
                .orElseGet(BitSet::new));
    }

    /** An array of numbers in JSON. */
    private static final class Numbers {
        private final StringBuilder json = new StringBuilder("[");
        private long count;

        void add(long base, BitSet offsets) {
            for (int i = offsets.nextSetBit(0); i >= 0; i = offsets.nextSetBit(i + 1)) {
                json.append(count == 0 ? "" : ",").append(base + i);
                count++;
            }
        }

        String json() {
            return json + "]";
        }
    }
}
