package io.github.smtpfake.assertj;

import io.github.smtpfake.internal.hints.Escaped;
import io.github.smtpfake.internal.hints.LookAlike;
import io.github.smtpfake.internal.hints.SimilarText;
import java.util.Locale;
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
        Optional<LookAlike> alike =
                cause.isPresent() ? Optional.empty() : found.flatMap(text -> LookAlike.ofEqual(expected, text));
        return seeBelow(Failure.different(what, expected, found), alike)
                + cause.map("\n"::concat)
                        .or(() -> alike.map(same -> explained(same, Escaped.both(expected, found.orElse("")))))
                        .orElse("");
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
        Optional<LookAlike> alike =
                cause.isPresent() ? Optional.empty() : found.flatMap(text -> LookAlike.ofContained(part, text));
        String values = found.filter(TextDifference::isLong)
                .flatMap(text -> SimilarText.find(part, text).map(similar -> mostSimilar(what, part, text, similar)))
                .orElseGet(() -> Failure.containing(what, part, found));
        return seeBelow(values, alike)
                + cause.map("\n"::concat)
                        .or(() -> alike.map(same -> explained(same, same.both(part, found.orElse("")))))
                        .orElse("");
    }

    /** Refers to the explanation if a reader sees no difference between the values. */
    private static String seeBelow(String values, Optional<LookAlike> alike) {
        String lookTheSame = " (looks the same, see below)";
        if (alike.filter(LookAlike::looksSame).isEmpty()) {
            return values;
        }
        return values.endsWith(".")
                ? values.substring(0, values.length() - 1) + lookTheSame + "."
                : values + lookTheSame;
    }

    private static boolean isLong(String text) {
        return text.length() > LONG || text.lines().count() > MANY_LINES;
    }

    private static String mostSimilar(String what, String part, String text, SimilarText similar) {
        long lines = text.lines().count();
        String none = lines > 1
                ? "none of the " + lines + " lines of the " + what + " contains it"
                : "its " + text.length() + " characters do not contain it";
        return Failure.of(what + " containing " + Failure.quoted(part), none)
                + "\nMost similar is " + (lines > 1 ? "line " + similar.lineNumber(text) : "the part") + ": "
                + Failure.quoted(similar.line(text));
    }

    private static String explained(LookAlike alike, String difference) {
        String reason = alike.reason();
        return "\n" + reason.substring(0, 1).toUpperCase(Locale.ROOT) + reason.substring(1) + ": " + difference + ".\n"
                + alike.fix();
    }
}
