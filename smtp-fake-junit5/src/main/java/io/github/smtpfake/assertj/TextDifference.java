package io.github.smtpfake.assertj;

import io.github.smtpfake.internal.hints.Escaped;
import io.github.smtpfake.internal.hints.LookAlike;
import io.github.smtpfake.internal.hints.SimilarText;
import java.util.Optional;

/**
 * The wording of failures for texts: both texts, and why they differ if a reader would not see it. Of a long text, only the line
 * that is most similar is shown.
 */
final class TextDifference {
    private static final int LONG = 300;
    private static final int MANY_LINES = 5;

    private TextDifference() {}

    /** Returns the failure of a text that must equal another. */
    static String equal(String what, String expected, Optional<String> found) {
        return equal(what, expected, found, Optional.empty());
    }

    /**
     * Returns the failure of a text that must equal another.
     *
     * @param cause lines that explain the difference, if the caller knows it better
     */
    static String equal(String what, String expected, Optional<String> found, Optional<String> cause) {
        return Failure.different(what, expected, found)
                + cause.map("\n"::concat)
                        .orElseGet(() -> found.flatMap(text -> LookAlike.ofEqual(expected, text)
                                        .map(alike -> explained(alike, Escaped.both(expected, text))))
                                .orElse(""));
    }

    /** Returns the failure of a text that must contain another. */
    static String containing(String what, String part, Optional<String> found) {
        return containing(what, part, found, Optional.empty());
    }

    /**
     * Returns the failure of a text that must contain another.
     *
     * @param cause lines that explain the difference, if the caller knows it better
     */
    static String containing(String what, String part, Optional<String> found, Optional<String> cause) {
        String values = found.filter(TextDifference::isLong)
                .flatMap(text -> SimilarText.find(part, text).map(similar -> mostSimilar(what, part, text, similar)))
                .orElseGet(() -> Failure.containing(what, part, found));
        String explanation = cause.map("\n"::concat)
                .orElseGet(() -> found.flatMap(text -> LookAlike.ofContained(part, text)
                                .map(alike -> explained(alike, alike.both(part, text))))
                        .orElse(""));
        return values + explanation;
    }

    private static boolean isLong(String text) {
        return text.length() > LONG || text.lines().count() > MANY_LINES;
    }

    private static String mostSimilar(String what, String part, String text, SimilarText similar) {
        long lines = text.lines().count();
        String size = lines > 1 ? lines + " lines" : text.length() + " characters";
        return Failure.of(what + " containing " + Failure.quoted(part), "its " + size + " do not contain it")
                + "\nMost similar" + (lines > 1 ? ", line " + similar.lineNumber(text) : "") + ": "
                + Failure.quoted(similar.line(text));
    }

    private static String explained(LookAlike alike, String difference) {
        return "\nIt " + alike.reason() + ": " + difference + ".\n" + alike.fix();
    }
}
