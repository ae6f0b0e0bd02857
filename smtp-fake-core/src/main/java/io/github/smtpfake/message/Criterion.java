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
 * One condition of a {@link MessageQuery}.
 *
 * @param description how the condition reads in a sentence: {@code subject contains "Welcome"}
 * @param matches whether a message meets it
 * @param found what a message that does not meet it has instead: {@code was "Goodbye"}
 * @param possible whether the message that a session is about to deliver may meet it, as far as the session tells
 */
record Criterion(
        String description,
        Predicate<CapturedMessage> matches,
        Function<CapturedMessage, String> found,
        Predicate<SmtpSession> possible) {
    private static final int SHOWN = 120;

    /** A condition on what a session does not tell before its message has come. */
    Criterion(String description, Predicate<CapturedMessage> matches, Function<CapturedMessage, String> found) {
        this(description, matches, found, session -> true);
    }

    /** Returns the same condition, which a session that does not pass this test can no longer meet. */
    Criterion ifPossible(Predicate<SmtpSession> possible) {
        return new Criterion(description, matches, found, possible);
    }

    /** At least one of two queries must match. */
    static Criterion either(MessageQuery one, MessageQuery other) {
        return new Criterion(
                "(" + one.conditions() + " or " + other.conditions() + ")",
                message -> one.matches(message) || other.matches(message),
                message -> Stream.of(one, other)
                        .flatMap(query -> query.mismatches(message).stream())
                        .collect(Collectors.joining("; ")),
                session -> one.mayComeFrom(session) || other.mayComeFrom(session));
    }

    /** A query must not match. */
    static Criterion not(MessageQuery query) {
        return new Criterion(
                "not (" + query.conditions() + ")", message -> !query.matches(message), message -> "was so");
    }

    /** An address, with wildcards, that one of several of the message must equal. */
    static Criterion address(
            String what,
            String pattern,
            Function<CapturedMessage, List<String>> addresses,
            Function<CapturedMessage, Optional<String>> hint) {
        return value(what, pattern, "was nobody", addresses, hint);
    }

    /** A name, with wildcards, that one of several of the message must equal. */
    static Criterion name(String what, String pattern, Function<CapturedMessage, List<String>> names) {
        return value(what, pattern, "has none", names, message -> Optional.empty());
    }

    private static Criterion value(
            String what,
            String pattern,
            String none,
            Function<CapturedMessage, List<String>> values,
            Function<CapturedMessage, Optional<String>> hint) {
        Wildcard wildcard = new Wildcard(pattern);
        return new Criterion(
                what + " is " + pattern,
                message -> values.apply(message).stream().anyMatch(wildcard::matches),
                message -> {
                    List<String> present = values.apply(message);
                    return (present.isEmpty() ? none : "was " + list(present))
                            + hint.apply(message).map(text -> " (" + text + ")").orElse("");
                });
    }

    /** Text that one of several values of the message must contain, ignoring case. */
    static Criterion contains(String what, String part, Function<CapturedMessage, List<String>> values) {
        String wanted = part.toLowerCase(Locale.ROOT);
        return new Criterion(
                what + " contains " + quoted(part),
                message -> values.apply(message).stream()
                        .anyMatch(value -> value.toLowerCase(Locale.ROOT).contains(wanted)),
                message -> {
                    List<String> present = values.apply(message);
                    return present.isEmpty()
                            ? "has none"
                            : "was "
                                    + list(present.stream()
                                            .map(Criterion::quoted)
                                            .toList());
                });
    }

    static String quoted(String text) {
        return '"' + Printable.line(text, SHOWN) + '"';
    }

    private static String list(List<String> values) {
        return Printable.line(String.join(", ", values), 2 * SHOWN);
    }
}
