package io.github.smtpfake.assertj;

import io.github.smtpfake.message.Attachment;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The wording of failures: what was expected and what was found, then facts one per line. Texts from mail are shortened, so that
 * a failure fits on a screen.
 */
final class Failure {
    private static final int MAX_TEXT = 500;
    private static final int MAX_LINES = 10;

    /** The maximum number of characters of two values that share one line. */
    private static final int MAX_INLINE = 120;

    /** The maximum number of characters and lines shown before the first difference of two texts. */
    private static final int MAX_CHARACTERS_BEFORE_DIFFERENCE = 100;

    private static final int MAX_LINES_BEFORE_DIFFERENCE = 3;

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\u0080-\\u009f&&[^\n\t]]");

    private Failure() {}

    static String of(String expected, String but) {
        return "Expected " + expected + ", but " + but + ".";
    }

    /** Returns what was found instead, one item per line. */
    static <T> String found(String expected, List<T> found, Function<T, String> line) {
        return found.isEmpty() ? none(expected) : "Expected " + expected + ", but found:\n" + lines(found, line);
    }

    static String none(String expected) {
        return of(expected, "there was none");
    }

    /** Returns both values, shortened so that their first difference is visible. */
    static String different(String what, String expected, Optional<String> found) {
        int from = found.map(value -> start(expected, value)).orElse(0);
        return values(what, quoted(expected, from), found.map(value -> quoted(value, from)));
    }

    static String containing(String what, String text, Optional<String> found) {
        return values(what + " containing", quoted(text), found.map(Failure::quoted));
    }

    /** Returns the beginning of the value, or of the part that contains the text. */
    static String notContaining(String what, String text, String found) {
        int from = found.indexOf(text);
        int shown = from + text.length() <= end(found) ? 0 : Math.max(0, from - MAX_CHARACTERS_BEFORE_DIFFERENCE);
        return values(what + " not containing", quoted(text), Optional.of(quoted(found, shown)));
    }

    /** Returns both values, and the part that the pattern matches if it does not match the whole value. */
    static String matching(String what, Pattern pattern, Optional<String> found) {
        String failure = values(what + " matching", quoted(pattern.pattern()), found.map(Failure::quoted));
        Matcher part = pattern.matcher(found.orElse(""));
        if (!part.find() || part.group().isEmpty()) {
            return failure;
        }
        boolean hasLines = found.orElse("").indexOf('\n') >= 0;
        return failure + "\nThe expression matches only the part " + quoted(part.group())
                + ". Add .* where other characters may be"
                + (hasLines ? ", and begin it with (?s) so that . also matches line ends." : ".");
    }

    /** Returns both values: on one line if they are short, as blocks otherwise. */
    static String values(String what, String expected, Optional<String> found) {
        if (found.isEmpty()) {
            return none(what + " " + expected);
        }
        String value = found.get();
        boolean isInline = expected.length() + value.length() <= MAX_INLINE && (expected + value).indexOf('\n') < 0;
        return isInline
                ? of(what + " " + expected, "it was " + value)
                : "Expected " + what + "\n  " + expected + "\nbut it was\n  " + value;
    }

    static String quoted(String text) {
        return '"' + cut(text) + '"';
    }

    static String cut(String text) {
        String shown = text.substring(0, end(text));
        // A message must not control the terminal that shows the failure.
        return CONTROL.matcher(shown)
                        .replaceAll(control -> String.format(
                                Locale.ROOT, "\\\\u%04x", (int) control.group().charAt(0)))
                + (shown.length() < text.length() ? "…" : "");
    }

    private static int end(String text) {
        int end = Math.min(text.length(), MAX_TEXT);
        int lineEnd = text.indexOf('\n');
        for (int lines = 1; lines < MAX_LINES && lineEnd >= 0; lines++) {
            lineEnd = text.indexOf('\n', lineEnd + 1);
        }
        return lineEnd < 0 ? end : Math.min(end, lineEnd);
    }

    /** Returns the index from which to show two texts, so that their first difference is visible. */
    static int start(String one, String other) {
        int same = commonStart(one, other);
        boolean isVisible = same < Math.min(end(one), end(other));
        if (isVisible) {
            return 0;
        }
        int line = same;
        for (int lines = 0; lines < MAX_LINES_BEFORE_DIFFERENCE && line >= 0; lines++) {
            line = one.lastIndexOf('\n', line - 1);
        }
        return Math.max(same - MAX_CHARACTERS_BEFORE_DIFFERENCE, line + 1);
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

    static String attachments(String expected, List<Attachment> found) {
        return found(expected, found, Attachment::toString);
    }

    static String count(int count, String singular) {
        return count == 1 ? "1 " + singular : count + " " + singular + "s";
    }

    static <T> String lines(List<T> items, Function<T, String> line) {
        String shown = items.stream()
                .limit(MAX_LINES)
                .map(item -> "  " + cut(line.apply(item)))
                .collect(Collectors.joining("\n"));
        int more = items.size() - MAX_LINES;
        return more > 0 ? shown + "\n  … and " + more + " more" : shown;
    }

    /** Returns the assert to return to, and fails if there is none. */
    static <A> A requireOrigin(@Nullable A origin, String what) {
        if (origin == null) {
            throw new IllegalStateException("No " + what + " to return to: this assert was not reached from one");
        }
        return origin;
    }
}
