package io.github.smtpfake.internal.smtp.rules;

import io.github.smtpfake.rules.Situation;
import io.github.smtpfake.rules.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rules that can still fire while the content of one message is read. Each is due once, after a number of bytes; of
 * those that are due at the same byte, the first of the book fires. Used by the thread of the session.
 */
public final class ContentRules {
    private final List<RegisteredRule> pending = new ArrayList<>();
    private final RuleBook book;

    /** Selects the rules of a book that can fire while the content of one message is read. */
    public ContentRules(RuleBook book) {
        this.book = book;
        for (RegisteredRule rule : book.inOrder()) {
            if (rule.definition().stage() == Stage.CONTENT) {
                pending.add(rule);
            }
        }
    }

    /** Returns whether no rule can fire any more while this message is read. */
    public boolean isEmpty() {
        return pending.isEmpty();
    }

    /** Fires the next rule that is due, and returns it; callers repeat this until it returns no rule. */
    public Optional<RegisteredRule> fire(Situation situation) {
        while (true) {
            long next = pending.stream()
                    .mapToLong(RegisteredRule::bytesNeeded)
                    .min()
                    .orElse(Long.MAX_VALUE);
            if (next > situation.bytesReceived()) {
                return Optional.empty();
            }
            List<RegisteredRule> due =
                    pending.stream().filter(rule -> rule.bytesNeeded() == next).toList();
            pending.removeAll(due);
            for (RegisteredRule rule : due) {
                if (rule.fires(situation, book.now())) {
                    return Optional.of(rule);
                }
            }
        }
    }
}
