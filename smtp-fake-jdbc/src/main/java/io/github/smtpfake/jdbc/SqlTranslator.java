package io.github.smtpfake.jdbc;

import io.github.smtpfake.internal.query.AddressPattern;
import io.github.smtpfake.internal.query.Field;
import io.github.smtpfake.internal.query.SearchText;
import io.github.smtpfake.internal.query.Term;
import io.github.smtpfake.internal.text.Wildcard;
import java.util.List;

/**
 * Translates the terms of a query to SQL on a row {@code m} of the table {@code message} that is not odd. No condition that
 * it creates is NULL, so that it can be negated.
 */
final class SqlTranslator implements Term.Visitor<Bounds> {
    private static final SqlTranslator INSTANCE = new SqlTranslator();
    /** SQLite limits the depth of an expression to 1,000. */
    private static final int MOST_TERMS = 200;

    private static final int MOST_CHARACTERS = 10_000;
    /** The time that GLOB needs grows with each of them. */
    private static final int MOST_STARS = 5;

    private static final String NON_ASCII = "*[^\u0001-\u007f]*";

    private SqlTranslator() {}

    /** Translates terms that a message must all meet. */
    static Bounds allOf(List<Term> terms) {
        return isTooLong(terms) ? Bounds.UNKNOWN : INSTANCE.all(terms);
    }

    /** Returns whether these terms are too many for an SQL condition. */
    static boolean isTooLong(List<Term> terms) {
        return size(terms) > MOST_TERMS;
    }

    private static int size(List<Term> terms) {
        int size = 0;
        for (Term term : terms) {
            size += 1;
            if (term instanceof Term.AnyOf anyOf) {
                size += anyOf.alternatives().stream()
                        .mapToInt(SqlTranslator::size)
                        .sum();
            } else if (term instanceof Term.Not not) {
                size += size(not.terms());
            }
        }
        return size;
    }

    private Bounds all(List<Term> terms) {
        Bounds all = Bounds.ALWAYS;
        for (Term term : terms) {
            all = all.and(term.accept(this));
        }
        return all;
    }

    /** A text that UTF-8 cannot represent is never equal to a part of a row that is not odd, but part of a pair may be. */
    private static boolean isUntranslatable(String text) {
        return Fold.isOdd(text) || text.length() > MOST_CHARACTERS;
    }

    @Override
    public Bounds matches(Term.Matches term) {
        String pattern = Fold.key(term.pattern());
        if (isUntranslatablePattern(pattern)) {
            return Bounds.UNKNOWN;
        }
        Bounds sameForm = AddressKind.of(term.field())
                .map(kind -> hasAddress(kind, pattern))
                .orElseGet(() -> matches(term.field(), pattern));
        return !term.field().isAddress() || AddressPattern.isPlain(term.pattern())
                ? sameForm
                : sameForm.or(hasInternational(term.field()));
    }

    static boolean isUntranslatablePattern(String pattern) {
        return isUntranslatable(pattern)
                || pattern.chars().filter(c -> c == '*').count() > MOST_STARS;
    }

    private static Bounds hasAddress(AddressKind kind, String pattern) {
        String comparison = Wildcard.isLiteral(pattern) ? "a.address = ?" : "a.address GLOB ?";
        return Bounds.exactly(
                "m.number IN (SELECT a.number FROM address a WHERE a.kind = ? AND " + comparison + ")",
                kind.code(),
                Wildcard.isLiteral(pattern) ? pattern : glob(pattern));
    }

    /** Returns that Java must compare the addresses whose domain may have another form than the pattern has. */
    private static Bounds hasInternational(Field field) {
        return AddressKind.of(field)
                .map(kind -> Bounds.atMost(
                        "m.number IN (SELECT a.number FROM address a WHERE a.kind = ? AND " + international("a.address")
                                + ")",
                        kind.code(),
                        NON_ASCII))
                .orElseGet(() -> Bounds.atMost(international("m.sender"), NON_ASCII));
    }

    static String international(String column) {
        return "(instr(" + column + ", 'xn--') > 0 OR " + column + " GLOB ?)";
    }

    private static Bounds matches(Field field, String pattern) {
        return switch (field) {
            case SENDER -> matches("m.sender", pattern);
            case HELO -> matches("m.helo", pattern);
            case USER -> matches("m.login", pattern);
            case SESSION -> matches("m.session", pattern);
            case ATTACHMENT -> Bounds.atMost("m.attachments + m.inline_parts > 0");
            case SUBJECT -> Bounds.atMost("m.subject IS NOT NULL");
            case MESSAGE_ID -> Bounds.atMost("m.message_id IS NOT NULL");
            case HTML -> Bounds.atMost("m.has_html");
            default -> Bounds.UNKNOWN;
        };
    }

    private static Bounds matches(String column, String pattern) {
        return Wildcard.isLiteral(pattern)
                ? Bounds.exactly(column + " IS ?", pattern)
                : Bounds.exactly("(" + column + " IS NOT NULL AND " + column + " GLOB ?)", glob(pattern));
    }

    /** In a GLOB, question marks and brackets are special, too. */
    static String glob(String pattern) {
        return pattern.replace("[", "[[]").replace("?", "[?]");
    }

    @Override
    public Bounds contains(Term.Contains term) {
        if (term.field() == Field.ANYWHERE) {
            return anywhere(SearchText.normalize(term.text()));
        }
        String wanted = Fold.lower(term.text());
        if (isUntranslatable(wanted)) {
            return Bounds.UNKNOWN;
        }
        return AddressKind.of(term.field())
                .map(kind -> hasRow("address", "r.kind = ? AND instr(r.label, ?) > 0", kind.code(), wanted)
                        .containing(wanted))
                .orElseGet(() -> contains(term.field(), wanted));
    }

    private static Bounds contains(Field field, String wanted) {
        return switch (field) {
            case SUBJECT -> contains("m.subject", wanted).containing(wanted);
            case MESSAGE_ID -> contains("m.message_id", wanted);
            case TEXT -> inText("instr(r.plain, ?) > 0", wanted).containing(wanted);
            case HTML -> Bounds.atMost("m.has_html");
            case ATTACHMENT -> Bounds.atMost("m.attachments + m.inline_parts > 0");
            // The columns for these have the form that patterns are compared with, not the lower case.
            case HELO -> Bounds.atMost("m.helo IS NOT NULL");
            case USER -> Bounds.atMost("m.login IS NOT NULL");
            default -> Bounds.UNKNOWN;
        };
    }

    private static Bounds contains(String column, String wanted) {
        return Bounds.exactly("(" + column + " IS NOT NULL AND instr(" + column + ", ?) > 0)", wanted);
    }

    private static Bounds inText(String condition, Object... parameters) {
        return hasRow("text", condition, parameters);
    }

    /**
     * Looks for a row {@code r} of the message in another table. EXISTS would be plainer, but SQLite 3.51 to 3.53 turns it
     * into a join, and then counts OFFSET and LIMIT for each row that is joined.
     */
    private static Bounds hasRow(String table, String condition, Object... parameters) {
        return Bounds.exactly(
                "(SELECT count(*) FROM " + table + " r WHERE r.number = m.number AND " + condition + ") > 0",
                parameters);
    }

    /** Words that are one after the other may be the last of one column and the first of another. */
    private static Bounds anywhere(String wanted) {
        if (isUntranslatable(wanted)) {
            return Bounds.UNKNOWN;
        }
        List<String> words = List.of(wanted.split(" "));
        if (words.size() > MOST_TERMS) {
            return Bounds.UNKNOWN;
        }
        SqlText allWords = SqlText.TRUE;
        for (String word : words) {
            allWords = allWords.and(SqlText.of("(instr(r.plain, ?) > 0 OR instr(r.rest, ?) > 0)", word, word));
        }
        Bounds possible = inText(
                "(instr(r.whole, ?) > 0 OR (r.whole IS NULL AND " + allWords.text() + "))",
                SqlText.of("", wanted)
                        .then("", allWords.parameters().toArray())
                        .parameters()
                        .toArray());
        Bounds bounds = words.size() == 1 ? possible : new Bounds(possible.possible(), SqlText.FALSE);
        return bounds.containing(wanted);
    }

    @Override
    public Bounds headerContains(Term.HeaderContains term) {
        return Bounds.UNKNOWN;
    }

    @Override
    public Bounds receivedAfter(Term.ReceivedAfter term) {
        long nanos = Times.nanos(term.time());
        return Bounds.exactly("m.received > ?", nanos);
    }

    @Override
    public Bounds receivedBefore(Term.ReceivedBefore term) {
        return Bounds.exactly("m.received < ?", Times.nanos(term.time()));
    }

    @Override
    public Bounds largerThan(Term.LargerThan term) {
        return Bounds.exactly("m.size > ?", term.bytes());
    }

    @Override
    public Bounds smallerThan(Term.SmallerThan term) {
        return Bounds.exactly("m.size < ?", term.bytes());
    }

    @Override
    public Bounds has(Term.Has term) {
        return switch (term.kind()) {
            case ATTACHMENT -> Bounds.exactly("m.attachments > 0");
            case INLINE -> Bounds.exactly("m.inline_parts > 0");
        };
    }

    @Override
    public Bounds anyOf(Term.AnyOf term) {
        Bounds any = Bounds.NEVER;
        for (List<Term> alternative : term.alternatives()) {
            any = any.or(all(alternative));
        }
        return any;
    }

    @Override
    public Bounds not(Term.Not term) {
        return all(term.terms()).negate();
    }

    @Override
    public Bounds opaque(Term.Opaque term) {
        return Bounds.UNKNOWN;
    }
}
