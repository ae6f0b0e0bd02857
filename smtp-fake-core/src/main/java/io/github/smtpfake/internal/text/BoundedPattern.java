package io.github.smtpfake.internal.text;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A regular expression of a user that cannot search forever. The matcher of the JDK backtracks, and for some patterns
 * its time grows exponentially with the text. In this class it reads the text through a {@link StepCounter}, which ends
 * the search after a fixed number of steps. {@link ProbedRegex} makes sure that the matcher does not loop without
 * reading. Immutable and thread-safe.
 */
public final class BoundedPattern {
    /** How many steps a search may take: half a second at most, and a hundred steps for each of 100,000 characters. */
    private static final int STEPS = 10_000_000;

    private static final int SHOWN = 200;

    private final String regex;
    private final Pattern probed;

    private BoundedPattern(Pattern pattern) {
        this.regex = Printable.line(pattern.pattern(), SHOWN);
        this.probed = ProbedRegex.of(pattern);
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
        return findAll(text, STEPS);
    }

    List<String> findAll(String text, int steps) {
        if (text.isEmpty()) {
            // The probes need at least one character to read.
            return List.of();
        }
        Set<String> found = new LinkedHashSet<>();
        try {
            Matcher matcher = probed.matcher(new StepCounter(text, steps));
            int group = Math.min(1, matcher.groupCount());
            while (matcher.find()) {
                if (matcher.end(group) > matcher.start(group)) {
                    found.add(text.substring(matcher.start(group), matcher.end(group)));
                }
            }
        } catch (StepCounter.ExhaustedException e) {
            throw tooCostly("more than " + steps + " steps");
        } catch (StackOverflowError e) {
            // Repeated groups recurse for each repetition. Only the matcher was interrupted, and it is not used again.
            throw tooCostly("too much stack");
        }
        return List.copyOf(found);
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
