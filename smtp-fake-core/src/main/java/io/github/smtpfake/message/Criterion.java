package io.github.smtpfake.message;

import io.github.smtpfake.internal.text.Printable;
import io.github.smtpfake.internal.text.Wildcard;
import io.github.smtpfake.session.SmtpSession;
import java.util.List;
import java.util.Locale;
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
 * @param matches whether a message meets the condition
 * @param found the actual value of a message that does not meet the condition, such as {@code was "Goodbye"}
 * @param possible whether the next message of an open session may meet the condition
 * @param alternatives the operands of a condition that at least one of several queries must match; otherwise empty
 */
record Criterion(
        String preposition,
        String description,
        Predicate<CapturedMessage> matches,
        Function<CapturedMessage, String> found,
        Predicate<SmtpSession> possible,
        List<MessageQuery> alternatives) {
    private static final int SHOWN = 120;
    private static final String MISSING = "was missing";

    /** Creates a condition that can be checked only when the message has arrived. */
    private Criterion(
            String preposition,
            String description,
            Predicate<CapturedMessage> matches,
            Function<CapturedMessage, String> found) {
        this(preposition, description, matches, found, session -> true, List.of());
    }

    /** Returns a copy with a test for sessions whose next message may meet the condition. */
    Criterion ifPossible(Predicate<SmtpSession> possible) {
        return new Criterion(preposition, description, matches, found, possible, alternatives);
    }

    /** Returns a condition that at least one of the queries must match. */
    static Criterion either(List<MessageQuery> queries) {
        List<String> operands = queries.stream().map(Criterion::operand).toList();
        int last = operands.size() - 1;
        return new Criterion(
                "",
                "either " + String.join(", ", operands.subList(0, last)) + " or " + operands.get(last),
                message -> queries.stream().anyMatch(query -> query.matches(message)),
                message -> queries.stream()
                        .flatMap(query -> query.mismatches(message).stream())
                        .collect(Collectors.joining("; ")),
                session -> queries.stream().anyMatch(query -> query.mayComeFrom(session)),
                queries);
    }

    /** Returns a condition that the query must not match. */
    static Criterion not(MessageQuery query) {
        return new Criterion("", "not " + operand(query), message -> !query.matches(message), message -> "matched");
    }

    private static String operand(MessageQuery query) {
        return query.size() > 1 || !query.alternatives().isEmpty() ? "(" + query + ")" : query.toString();
    }

    /** Returns a condition that the user wrote. */
    static Criterion that(String clause, Predicate<CapturedMessage> condition) {
        return new Criterion("that", clause, condition, message -> "did not match");
    }

    /** Returns a condition that one of several addresses of the message must match a pattern. */
    static Criterion address(
            String preposition,
            String what,
            String pattern,
            Function<CapturedMessage, List<String>> addresses,
            Function<CapturedMessage, Optional<String>> hint) {
        return value(preposition, what, pattern, addresses, hint);
    }

    /** Returns a condition that one of several names of the message must match a pattern. */
    static Criterion name(
            String preposition, String what, String pattern, Function<CapturedMessage, List<String>> names) {
        return value(preposition, what, pattern, names, message -> Optional.empty());
    }

    private static Criterion value(
            String preposition,
            String what,
            String pattern,
            Function<CapturedMessage, List<String>> values,
            Function<CapturedMessage, Optional<String>> hint) {
        Wildcard wildcard = new Wildcard(pattern);
        return new Criterion(
                preposition,
                what + " " + pattern,
                message -> values.apply(message).stream().anyMatch(wildcard::matches),
                message -> was(values.apply(message).stream())
                        + hint.apply(message).map(text -> " (" + text + ")").orElse(""));
    }

    /** Returns a condition that one of several values of the message must contain a text, ignoring case. */
    static Criterion contains(String what, String part, Function<CapturedMessage, List<String>> values) {
        String wanted = part.toLowerCase(Locale.ROOT);
        return new Criterion(
                "with",
                what + " containing " + quoted(part),
                message -> values.apply(message).stream()
                        .anyMatch(value -> value.toLowerCase(Locale.ROOT).contains(wanted)),
                message -> was(values.apply(message).stream().map(Criterion::quoted)));
    }

    private static String was(Stream<String> values) {
        String list = values.collect(Collectors.joining(", "));
        return list.isEmpty() ? MISSING : "was " + Printable.line(list, 2 * SHOWN);
    }

    private static String quoted(String text) {
        return '"' + Printable.line(text, SHOWN) + '"';
    }
}
