package io.github.smtpfake.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The rules that the text of one message still has before it. Each is due once, after so many octets; of those that are
 * due at the same octet the first of the book fires. Used by the thread of the session.
 */
public final class ContentRules {
    private final List<Rule> ahead;
    private final LongSupplier nanoTime;

    ContentRules(List<Rule> inOrder, LongSupplier nanoTime) {
        this.ahead = new ArrayList<>(inOrder);
        this.nanoTime = nanoTime;
    }

    /** Returns whether the rest of the text passes no rule. */
    public boolean isEmpty() {
        return ahead.isEmpty();
    }

    /** Lets the next rule fire that is due by now, and returns it; to be called until there is none. */
    public Optional<Rule> fire(Situation situation) {
        while (true) {
            long moment = ahead.stream()
                    .mapToLong(rule -> rule.definition().moment())
                    .min()
                    .orElse(Long.MAX_VALUE);
            if (moment > situation.octets()) {
                return Optional.empty();
            }
            List<Rule> due = ahead.stream()
                    .filter(rule -> rule.definition().moment() == moment)
                    .toList();
            ahead.removeAll(due);
            for (Rule rule : due) {
                if (rule.fires(situation, nanoTime.getAsLong())) {
                    return Optional.of(rule);
                }
            }
        }
    }
}
