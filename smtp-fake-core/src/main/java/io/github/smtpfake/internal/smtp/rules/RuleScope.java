package io.github.smtpfake.internal.smtp.rules;

import io.github.smtpfake.rules.Rule;
import io.github.smtpfake.rules.RuleDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A group of rules that end together, such as those of a test. Rules of an inner scope are tried before those of the
 * scope around it, and within a scope the newest is tried first. Thread-safe.
 */
public final class RuleScope implements AutoCloseable {
    private final RuleBook book;
    private final @Nullable RuleScope outer;
    private final @Nullable Consumer<RuleDefinition> admission;
    private final int depth;
    private volatile boolean closed;

    private RuleScope(
            RuleBook book, @Nullable RuleScope outer, @Nullable Consumer<RuleDefinition> admission, int depth) {
        this.book = book;
        this.outer = outer;
        this.admission = admission;
        this.depth = depth;
    }

    static RuleScope outermost(RuleBook book) {
        return new RuleScope(book, null, null, 0);
    }

    /**
     * Returns a scope within this one, which ends with this one at the latest.
     *
     * @param admission receives each rule before it is added, and throws to reject it
     */
    public RuleScope inner(Consumer<RuleDefinition> admission) {
        return new RuleScope(book, this, admission, depth + 1);
    }

    /**
     * Adds a rule, which is then the newest of this scope.
     *
     * @throws IllegalStateException if the scope has ended
     */
    public Rule add(RuleDefinition definition) {
        if (admission != null) {
            admission.accept(definition);
        }
        RegisteredRule rule = new RegisteredRule(definition, this);
        book.add(rule);
        return rule;
    }

    void remove(RegisteredRule rule) {
        book.removeIf(other -> other == rule);
    }

    /** Returns the rules of this scope only, newest first, including exhausted rules. */
    public List<Rule> rules() {
        List<Rule> own = new ArrayList<>();
        for (RegisteredRule rule : book.inOrder()) {
            if (rule.scope() == this) {
                own.add(rule);
            }
        }
        return List.copyOf(own);
    }

    /** Removes the rules of this scope and of the scopes within it; each rule keeps its count. */
    public void clear() {
        book.removeIf(rule -> rule.scope().isWithin(this));
    }

    /** Removes the rules of this scope and of the scopes within it, and rejects further rules. */
    @Override
    public void close() {
        closed = true;
        clear();
    }

    /** Returns whether this is the scope of the server, which contains all others. */
    public boolean isOutermost() {
        return outer == null;
    }

    boolean hasEnded() {
        return closed || outer != null && outer.hasEnded();
    }

    private boolean isWithin(RuleScope other) {
        return this == other || outer != null && outer.isWithin(other);
    }

    /** Returns whether a new rule of this scope is tried before the existing rules of the other scope. */
    boolean precedes(RuleScope other) {
        return depth >= other.depth;
    }
}
