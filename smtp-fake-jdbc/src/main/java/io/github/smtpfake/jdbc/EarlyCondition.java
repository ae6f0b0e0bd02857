package io.github.smtpfake.jdbc;

import io.github.smtpfake.internal.query.AddressPattern;
import io.github.smtpfake.internal.query.Field;
import io.github.smtpfake.internal.query.Term;
import io.github.smtpfake.internal.text.Wildcard;
import java.util.List;

/**
 * What is known about the matches of a condition among the messages without details, from the columns that are stored before
 * a message is acknowledged. Java decides about the messages that may match.
 *
 * @param possible holds for every message that meets the condition, and perhaps for others
 * @param needsNoDetails whether Java decides the condition without parsing the message
 */
record EarlyCondition(SqlText possible, boolean needsNoDetails) {
    private static final EarlyCondition UNKNOWN = new EarlyCondition(SqlText.TRUE, false);
    private static final EarlyCondition NONE = new EarlyCondition(SqlText.FALSE, true);
    private static final EarlyCondition ALL = new EarlyCondition(SqlText.TRUE, true);
    private static final String NON_ASCII = "*[^\u0001-\u007f]*";

    /** Translates terms that a message must all meet. */
    static EarlyCondition allOf(List<Term> terms) {
        if (SqlTranslator.isTooLong(terms)) {
            return UNKNOWN;
        }
        EarlyCondition all = ALL;
        for (Term term : terms) {
            EarlyCondition next = term.accept(Translator.INSTANCE);
            all = new EarlyCondition(all.possible.and(next.possible), all.needsNoDetails && next.needsNoDetails);
        }
        // SQL cannot compare the values of a message without this text.
        return all.possible.equals(SqlText.TRUE) ? all : all.or(SqlText.of("m.recipients IS NULL"));
    }

    private EarlyCondition or(SqlText other) {
        return new EarlyCondition(possible.or(other).inParentheses(), needsNoDetails);
    }

    private static final class Translator implements Term.Visitor<EarlyCondition> {
        static final Translator INSTANCE = new Translator();

        @Override
        public EarlyCondition matches(Term.Matches term) {
            return switch (term.field()) {
                case RECIPIENT -> new EarlyCondition(recipient(term.pattern()), true);
                case SENDER, HELO, USER, SESSION -> asIfComplete(term);
                default -> UNKNOWN;
            };
        }

        private static SqlText recipient(String pattern) {
            String key = Fold.key(pattern);
            if (SqlTranslator.isUntranslatablePattern(key)) {
                return SqlText.TRUE;
            }
            SqlText sameForm = Wildcard.isLiteral(key)
                    ? SqlText.of("instr(m.recipients, ?) > 0", NewMessage.line(key))
                    : SqlText.of("m.recipients GLOB ?", '*' + NewMessage.line(SqlTranslator.glob(key)) + '*');
            return AddressPattern.isPlain(pattern)
                    ? sameForm
                    : sameForm.or(SqlText.of(SqlTranslator.international("m.recipients"), NON_ASCII));
        }

        /** Only for columns that are stored before the message is acknowledged. */
        private static EarlyCondition asIfComplete(Term term) {
            return new EarlyCondition(SqlTranslator.allOf(List.of(term)).possible(), true);
        }

        @Override
        public EarlyCondition contains(Term.Contains term) {
            return term.field() == Field.HELO || term.field() == Field.USER ? ALL : UNKNOWN;
        }

        @Override
        public EarlyCondition headerContains(Term.HeaderContains term) {
            return UNKNOWN;
        }

        @Override
        public EarlyCondition receivedAfter(Term.ReceivedAfter term) {
            return asIfComplete(term);
        }

        @Override
        public EarlyCondition receivedBefore(Term.ReceivedBefore term) {
            return asIfComplete(term);
        }

        @Override
        public EarlyCondition largerThan(Term.LargerThan term) {
            return asIfComplete(term);
        }

        @Override
        public EarlyCondition smallerThan(Term.SmallerThan term) {
            return asIfComplete(term);
        }

        @Override
        public EarlyCondition has(Term.Has term) {
            return UNKNOWN;
        }

        @Override
        public EarlyCondition anyOf(Term.AnyOf term) {
            EarlyCondition any = NONE;
            for (List<Term> alternative : term.alternatives()) {
                EarlyCondition next = allOf(alternative);
                any = new EarlyCondition(any.possible.or(next.possible), any.needsNoDetails && next.needsNoDetails);
            }
            return any;
        }

        @Override
        public EarlyCondition not(Term.Not term) {
            return new EarlyCondition(SqlText.TRUE, allOf(term.terms()).needsNoDetails);
        }

        @Override
        public EarlyCondition opaque(Term.Opaque term) {
            return UNKNOWN;
        }
    }
}
