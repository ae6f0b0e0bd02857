package io.github.smtpfake.assertj;

import io.github.smtpfake.message.Attachment;
import io.github.smtpfake.message.CapturedMessage;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The wording of failures, short enough for a screen. */
final class Failure {
    private static final int MAX_TEXT = 500;
    private static final int MAX_LINES = 10;

    private Failure() {}

    static String of(CapturedMessage message, String what, String expected, Optional<String> found) {
        return of(
                message,
                what,
                expected,
                found.map(value -> "had\n  " + quoted(value)).orElse("had none"));
    }

    static String of(CapturedMessage message, String what, String expected, String butFound) {
        return "Expecting message\n  " + message + "\nto have " + what + (expected.isEmpty() ? "" : "\n  " + expected)
                + "\nbut " + butFound;
    }

    static String quoted(String text) {
        return '"' + cut(text) + '"';
    }

    private static String cut(String text) {
        String shown = text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "…";
        // A mail must not be able to steer the terminal of whoever reads the failure.
        return shown.replaceAll("[\\p{Cntrl}&&[^\n\t]]", "\uFFFD");
    }

    static String list(List<Attachment> attachments) {
        return attachments.isEmpty()
                ? "none"
                : attachments.stream().map(Attachment::toString).collect(Collectors.joining(", "));
    }

    /** Returns what there is instead, a line each, or that there is nothing. */
    static <T> String had(List<T> found, Function<T, String> line) {
        return found.isEmpty() ? "had none" : "had\n" + lines(found, line);
    }

    static <T> String lines(List<T> items, Function<T, String> line) {
        String shown = items.stream()
                .limit(MAX_LINES)
                .map(item -> "  " + cut(line.apply(item)))
                .collect(Collectors.joining("\n"));
        int more = items.size() - MAX_LINES;
        return more > 0 ? shown + "\n  … and " + more + " more" : shown;
    }

    /** Returns the assert that another one was come to from. */
    static <A> A requireOrigin(@Nullable A origin, String what) {
        if (origin == null) {
            throw new IllegalStateException("There is no " + what + " to return to: it was not asserted on");
        }
        return origin;
    }
}
