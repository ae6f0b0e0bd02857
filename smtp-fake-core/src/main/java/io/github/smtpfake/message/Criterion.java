package io.github.smtpfake.message;

import io.github.smtpfake.internal.text.Printable;
import io.github.smtpfake.internal.text.Wildcard;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One condition of a {@link MessageQuery}.
 *
 * @param description how the condition reads in a sentence: {@code subject contains "Welcome"}
 * @param matches whether a message meets it
 * @param found what a message that does not meet it has instead: {@code was "Goodbye"}
 */
record Criterion(String description, Predicate<CapturedMessage> matches, Function<CapturedMessage, String> found) {
    private static final int SHOWN = 120;

    /** An address, with wildcards, that one of several of the message must equal. */
    static Criterion address(
            String what,
            String pattern,
            Function<CapturedMessage, List<String>> addresses,
            Function<CapturedMessage, Optional<String>> hint) {
        Wildcard wildcard = new Wildcard(pattern);
        return new Criterion(
                what + " is " + pattern,
                message -> addresses.apply(message).stream().anyMatch(wildcard::matches),
                message -> "was " + list(addresses.apply(message))
                        + hint.apply(message).map(text -> " (" + text + ")").orElse(""));
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
        return values.isEmpty() ? "nobody" : Printable.line(String.join(", ", values), 2 * SHOWN);
    }
}
