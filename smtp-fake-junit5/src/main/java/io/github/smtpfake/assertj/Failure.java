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

    /** How much of what is the same stands before a difference that would not be seen without. */
    private static final int BEFORE_DIFFERENCE = 100;

    private static final int LINES_BEFORE_DIFFERENCE = 3;

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

    static String cut(String text) {
        String shown = text.substring(0, end(text));
        // A mail must not be able to steer the terminal of whoever reads the failure.
        return shown.replaceAll("[\\p{Cntrl}&&[^\n\t]]", "\uFFFD") + (shown.length() < text.length() ? "…" : "");
    }

    private static int end(String text) {
        int end = Math.min(text.length(), MAX_TEXT);
        int lineEnd = text.indexOf('\n');
        for (int lines = 1; lines < MAX_LINES && lineEnd >= 0; lines++) {
            lineEnd = text.indexOf('\n', lineEnd + 1);
        }
        return lineEnd < 0 ? end : Math.min(end, lineEnd);
    }

    /** Says what there should be and what there is, both from where they differ if that would be cut off. */
    static String different(CapturedMessage message, String what, String expected, Optional<String> found) {
        int from = found.map(value -> start(expected, value)).orElse(0);
        return of(
                message,
                what,
                quoted(expected, from),
                found.map(value -> "had\n  " + quoted(value, from)).orElse("had none"));
    }

    /** Returns from where on two texts are to be shown, so that it is seen where they differ. */
    static int start(String one, String other) {
        int same = commonStart(one, other);
        boolean isSeen = same < Math.min(end(one), end(other));
        if (isSeen) {
            return 0;
        }
        int line = same;
        for (int lines = 0; lines < LINES_BEFORE_DIFFERENCE && line >= 0; lines++) {
            line = one.lastIndexOf('\n', line - 1);
        }
        return Math.max(same - BEFORE_DIFFERENCE, line + 1);
    }

    static String quoted(String text, int from) {
        return from == 0 ? quoted(text) : "…" + quoted(text.substring(from));
    }

    private static int commonStart(String one, String other) {
        int length = 0;
        while (length < Math.min(one.length(), other.length()) && one.charAt(length) == other.charAt(length)) {
            length++;
        }
        return length;
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
