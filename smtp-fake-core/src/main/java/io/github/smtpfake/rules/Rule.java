package io.github.smtpfake.rules;

import java.util.List;
import java.util.Optional;

/**
 * A rule of a server: an immutable definition and a count of how often it fired. A rule equals only itself.
 * Thread-safe. Only smtp-fake implements this interface; later versions may add methods.
 */
public interface Rule {

    /** Returns the id of the rule: 22 random base62 characters. */
    String id();

    /** Returns the stage, conditions, limits and actions of the rule. */
    RuleDefinition definition();

    /** Returns how often the rule has fired so far. */
    int timesFired();

    /** Returns the ids of the sessions in which the rule fired, in order; at most the first 10,000. */
    List<String> sessions();

    /**
     * Returns, as a sentence, why the rule did not fire when a session last reached its stage: what did not meet its
     * conditions, or which limit or other rule took precedence. If no session reached it, returns how far the sessions came.
     * Empty if neither is known.
     */
    default Optional<String> lastMiss() {
        return Optional.empty();
    }

    /**
     * Removes the rule from its server permanently. The rule keeps its count. Has no effect on a rule that has been
     * removed.
     */
    void remove();
}
