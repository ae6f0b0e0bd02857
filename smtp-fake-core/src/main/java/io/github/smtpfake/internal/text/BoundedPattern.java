package io.github.smtpfake.internal.text;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression of a user that cannot search forever. The matcher of the JDK backtracks, and for some patterns the
 * time it takes grows exponentially with the text. Here it reads the text through a {@link StepCounter}, which ends the
 * search after a fixed number of steps. {@link ProbedRegex} makes sure that the matcher does not loop without reading.
 * Immutable and thread-safe.
 */
public final class BoundedPattern {
    /** How many steps a search may take. That many take a few tenths of a second. */
    static final int STEPS = 20_000_000;

    private static final int SHOWN = 200;

    private final String regex;
    private final Pattern probed;

    private BoundedPattern(Pattern pattern) {
        this.regex = Printable.line(pattern.pattern(), SHOWN);
        this.probed = ProbedRegex.of(pattern);
    }

    /**
     * Compiles a regular expression.
     *
     * @throws IllegalArgumentException if the expression is invalid, or contains a construct that cannot be bounded; the
     *     message names the reason
     */
    public static BoundedPattern compile(String regex) {
        Pattern pattern;
        try {
            pattern = Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "Invalid pattern \"" + Printable.line(regex, SHOWN) + "\": " + e.getDescription(), e);
        }
        return of(pattern);
    }

    /**
     * Bounds a pattern.
     *
     * @throws IllegalArgumentException if the pattern contains a construct that cannot be bounded; the message names it
     */
    public static BoundedPattern of(Pattern pattern) {
        return new BoundedPattern(pattern);
    }

    /**
     * Returns all matches in a text, in order and without duplicates: group 1 of each match, or the whole match if the
     * pattern has no group. Empty matches are skipped.
     *
     * @throws PatternLimitException if the search takes too many steps or too much stack
     */
    public List<String> findAll(String text) {
        // At least one character is needed for the probes to read.
        return text.isEmpty() ? List.of() : findAll(new StepCounter(text, STEPS), text);
    }

    private List<String> findAll(StepCounter counter, String text) {
        Set<String> found = new LinkedHashSet<>();
        try {
            Matcher matcher = probed.matcher(counter);
            int group = Math.min(1, matcher.groupCount());
            while (matcher.find()) {
                if (matcher.end(group) > matcher.start(group)) {
                    found.add(text.substring(matcher.start(group), matcher.end(group)));
                }
            }
        } catch (StepCounter.ExhaustedException e) {
            throw tooCostly("more than " + STEPS + " steps");
        } catch (StackOverflowError e) {
            // Repeated groups recurse for each repetition. Nothing but the matcher, which is dropped, was interrupted.
            throw tooCostly("too much stack");
        }
        return new ArrayList<>(found);
    }

    private PatternLimitException tooCostly(String what) {
        return new PatternLimitException("The pattern \"" + regex + "\" takes " + what
                + " to search the text. Make it more specific: bound repetitions, as in [^\\n]{0,40} instead of .*,"
                + " and do not nest them, as in (a+)+");
    }

    @Override
    public String toString() {
        return regex;
    }
}
