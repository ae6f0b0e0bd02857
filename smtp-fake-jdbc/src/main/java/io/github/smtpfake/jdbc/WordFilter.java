package io.github.smtpfake.jdbc;

import java.sql.SQLException;
import java.util.BitSet;

/** Which bits the signature of a message must have so that the message can meet a condition. Immutable. */
sealed interface WordFilter {
    /** The signatures of the messages of one segment. */
    @FunctionalInterface
    interface Segment {
        /** Returns which messages have a bit. The caller may change the result. */
        BitSet messages(int bit) throws SQLException;
    }

    /** Returns which messages of a segment the filter accepts. The caller may change the result. */
    BitSet accepted(Segment segment) throws SQLException;

    /** Accepts every signature. */
    static WordFilter everything() {
        return new Everything();
    }

    /** Returns whether the filter accepts every signature, so that none must be read. */
    default boolean isEverything() {
        return equals(everything());
    }

    /** Accepts the messages that may contain a text. */
    static WordFilter containing(String text) {
        BitSet bits = Trigrams.of(text);
        return bits.isEmpty()
                ? everything()
                : new AllBits(bits.stream().limit(AllBits.MOST).toArray());
    }

    /** Accepts what both filters accept. */
    default WordFilter and(WordFilter other) {
        if (isEverything()) {
            return other;
        }
        return other.isEverything() ? this : new Both(this, other);
    }

    /** Accepts what one of the filters accepts. */
    default WordFilter or(WordFilter other) {
        return isEverything() || other.isEverything() ? everything() : new Either(this, other);
    }

    /** Accepts every signature. */
    record Everything() implements WordFilter {
        @Override
        public BitSet accepted(Segment segment) {
            throw new IllegalStateException("A filter that accepts everything must not read a segment");
        }
    }

    /** Accepts signatures that have all bits. */
    record AllBits(int... bits) implements WordFilter {
        /** More of them cost more time than they save. */
        private static final int MOST = 24;

        @Override
        public BitSet accepted(Segment segment) throws SQLException {
            BitSet accepted = segment.messages(bits[0]);
            for (int i = 1; i < bits.length && !accepted.isEmpty(); i++) {
                accepted.and(segment.messages(bits[i]));
            }
            return accepted;
        }
    }

    /** Accepts what both filters accept. */
    record Both(WordFilter left, WordFilter right) implements WordFilter {
        @Override
        public BitSet accepted(Segment segment) throws SQLException {
            BitSet accepted = left.accepted(segment);
            if (!accepted.isEmpty()) {
                accepted.and(right.accepted(segment));
            }
            return accepted;
        }
    }

    /** Accepts what one of the filters accepts. */
    record Either(WordFilter left, WordFilter right) implements WordFilter {
        @Override
        public BitSet accepted(Segment segment) throws SQLException {
            BitSet accepted = left.accepted(segment);
            accepted.or(right.accepted(segment));
            return accepted;
        }
    }
}
