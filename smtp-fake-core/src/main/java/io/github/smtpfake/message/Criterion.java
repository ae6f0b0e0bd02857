package io.github.smtpfake.message;

import io.github.smtpfake.internal.hints.LookAlike;
import io.github.smtpfake.internal.query.Field;
import io.github.smtpfake.internal.query.Term;
import io.github.smtpfake.internal.text.Printable;
import io.github.smtpfake.session.SmtpSession;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One condition of a {@link MessageQuery}. Preposition and description together read after the word "message":
 * {@code with subject containing "Welcome"}.
 *
 * @param preposition the word between "message" and the description, such as {@code with}; may be empty
 * @param description what a matching message has, such as {@code subject containing "Welcome"}
 * @param term the condition as data
 * @param matches whether a message meets the condition
 * @param found the actual value of a message that does not meet the condition, such as {@code was "Goodbye"}
 * @param possible whether the next message of an open session may meet the condition
 * @param alternatives the operands of a condition that at least one of several queries must match; otherwise empty
 */
record Criterion(
        String preposition,
        String description,
        Term term,
        Predicate<CapturedMessage> matches,
        Function<CapturedMessage, String> found,
        Predicate<SmtpSession> possible,
        List<MessageQuery> alternatives) {
    private static final int SHOWN = 120;
    /** A reason, with a condition before and an explanation after the values, fits on two lines of a screen. */
    private static final int LONGEST_LIST = 180;
    /** The maximum length of a value that is examined for a hidden difference, because a failed wait examines many messages. */
    private static final int COMPARED = 10_000;

    private static final String MISSING = "was missing";

    private static final String DID_NOT_MATCH = "did not match";

    /** Creates a condition that can be checked only when the message has arrived. */
    private Criterion(
            String preposition,
            String description,
            Term term,
            Predicate<CapturedMessage> matches,
            Function<CapturedMessage, String> found) {
        this(preposition, description, term, matches, found, session -> true, List.of());
    }

    /** Creates a condition that its term decides. */
    private Criterion(String preposition, String description, Term term, Function<CapturedMessage, String> found) {
        this(preposition, description, term, TermPredicate.of(term), found);
    }

    /** Returns a copy with a test for sessions whose next message may meet the condition. */
    Criterion ifPossible(Predicate<SmtpSession> possible) {
        return new Criterion(preposition, description, term, matches, found, possible, alternatives);
    }

    /** Returns a condition that consists of a term, described by a phrase that reads after the word "message". */
    static Criterion of(Term term, String phrase) {
        return new Criterion("", phrase, term, message -> DID_NOT_MATCH);
    }

    /** Returns a condition that at least one of the queries must match. */
    static Criterion either(List<MessageQuery> queries) {
        List<String> operands = queries.stream().map(Criterion::operand).toList();
        int last = operands.size() - 1;
        return new Criterion(
                "",
                "either " + String.join(", ", operands.subList(0, last)) + " or " + operands.get(last),
                new Term.AnyOf(queries.stream().map(MessageQuery::terms).toList()),
                message -> queries.stream().anyMatch(query -> query.matches(message)),
                message -> queries.stream()
                        .flatMap(query -> query.mismatches(message).stream())
                        .collect(Collectors.joining("; ")),
                session -> queries.stream().anyMatch(query -> query.mayComeFrom(session)),
                queries);
    }

    /** Returns a condition that the query must not match. */
    static Criterion not(MessageQuery query) {
        return new Criterion(
                "",
                "not " + operand(query),
                new Term.Not(query.terms()),
                message -> !query.matches(message),
                message -> "matched");
    }

    private static String operand(MessageQuery query) {
        return query.size() > 1 || !query.alternatives().isEmpty() ? "(" + query + ")" : query.toString();
    }

    /** Returns a condition that the user wrote. */
    static Criterion that(String clause, Predicate<CapturedMessage> condition) {
        return new Criterion("that", clause, new Term.Opaque(), condition, message -> DID_NOT_MATCH);
    }

    /** Returns a condition that one of several addresses of the message must match a pattern. */
    static Criterion address(
            String preposition,
            String what,
            Field field,
            String pattern,
            Function<CapturedMessage, Optional<String>> hint) {
        return new Criterion(
                preposition,
                what + " " + pattern,
                new Term.Matches(field, pattern),
                message -> was(FieldValues.compared(field, message).stream())
                        + hint.apply(message).map(text -> " (" + text + ")").orElse(""));
    }

    /** Returns a condition that one of several names of the message must match a pattern. */
    static Criterion name(String preposition, String what, Field field, String pattern) {
        return address(preposition, what, field, pattern, message -> Optional.empty());
    }

    /** Returns a condition that one of several values of the message must contain a text, ignoring case. */
    static Criterion contains(String what, Field field, String part) {
        return contains(what, part, new Term.Contains(field, part), message -> FieldValues.searched(field, message));
    }

    /** Returns a condition that one of several header fields must contain a text, ignoring case. */
    static Criterion headerContains(String name, String part) {
        return contains(
                "header " + name,
                part,
                new Term.HeaderContains(name, part),
                message -> message.headers().values(name));
    }

    private static Criterion contains(
            String what, String part, Term term, Function<CapturedMessage, List<String>> values) {
        return new Criterion(
                "with",
                what + " containing " + quoted(part),
                term,
                message -> was(values.apply(message).stream().map(Criterion::quoted))
                        + values.apply(message).stream()
                                .filter(value -> value.length() <= COMPARED)
                                .flatMap(value -> LookAlike.ofContainedIgnoringCase(part, value)
                                        .map(alike -> "; " + alike.reason() + ": " + alike.both(part, value) + ". "
                                                + alike.fix())
                                        .stream())
                                .findFirst()
                                .orElse(""));
    }

    /** Returns a condition that any text of the message must contain these words. */
    static Criterion containsAnywhere(String words) {
        return new Criterion(
                "with",
                "any text containing " + quoted(words),
                new Term.Contains(Field.ANYWHERE, words),
                message -> "was not found");
    }

    /** Returns a condition on the time at which the message was received. */
    static Criterion received(String comparison, Term term) {
        return new Criterion("", "received " + comparison, term, message -> "was received at " + message.receivedAt());
    }

    /** Returns a condition on the size of the message. */
    static Criterion size(String comparison, Term term) {
        return new Criterion("", comparison + " bytes", term, message -> "was " + message.size() + " bytes");
    }

    private static String was(Stream<String> values) {
        String list = values.collect(Collectors.joining(", "));
        return list.isEmpty() ? MISSING : "was " + Printable.line(list, LONGEST_LIST);
    }

    private static String quoted(String text) {
        return '"' + Printable.line(text, SHOWN) + '"';
    }
}
