package io.github.smtpfake.junit5;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses the timeouts of annotations and configuration parameters. */
final class Durations {
    private static final Pattern FORMAT = Pattern.compile("(\\d{1,9}) ?(ms|s|m)?");

    private Durations() {}

    /** @param source the place of the text, for the exception */
    static Duration parse(String source, String text) {
        Matcher matcher = FORMAT.matcher(text.strip());
        if (!matcher.matches()) {
            throw ConfigurationErrors.at(
                    source,
                    "a timeout must be a whole number with the unit ms, s or m, such as 10s, but is \"" + text + "\"");
        }
        ChronoUnit unit = "ms".equals(matcher.group(2))
                ? ChronoUnit.MILLIS
                : "m".equals(matcher.group(2)) ? ChronoUnit.MINUTES : ChronoUnit.SECONDS;
        return Duration.of(Long.parseLong(matcher.group(1)), unit);
    }
}
