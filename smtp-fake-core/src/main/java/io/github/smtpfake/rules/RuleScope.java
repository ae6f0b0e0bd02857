package io.github.smtpfake.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Rules of a server that end together. Of the rules that match, those of an inner scope come before those of the scope that
 * it is in, and within a scope the newest comes first. Thread-safe.
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
     * @param admission is shown each rule before it is taken, and throws to refuse it
     */
    public RuleScope inner(Consumer<RuleDefinition> admission) {
        return new RuleScope(book, this, admission, depth + 1);
    }

    /** Begins a rule, which counts from the call that names its action on. */
    public <D> D on(Trigger<?, D> trigger) {
        return trigger.draft(this::add);
    }

    /**
     * Adds a rule, which is newer than all others of this scope.
     *
     * @throws IllegalStateException if the scope has ended
     */
    public Rule add(RuleDefinition definition) {
        if (admission != null) {
            admission.accept(definition);
        }
        Rule rule = new Rule(definition, this);
        book.add(rule);
        return rule;
    }

    void remove(Rule rule) {
        book.removeIf(other -> other == rule);
    }

    /** Returns the rules of this scope alone, newest first, those included that are exhausted. */
    public List<Rule> rules() {
        List<Rule> own = new ArrayList<>();
        for (Rule rule : book.inOrder()) {
            if (rule.scope() == this) {
                own.add(rule);
            }
        }
        return List.copyOf(own);
    }

    /** Removes the rules of this scope and of those within it; each keeps its count. */
    public void clear() {
        book.removeIf(rule -> rule.scope().isWithin(this));
    }

    /** Removes the rules of this scope and of those within it, and takes no more. */
    @Override
    public void close() {
        closed = true;
        clear();
    }

    boolean hasEnded() {
        return closed || outer != null && outer.hasEnded();
    }

    private boolean isWithin(RuleScope other) {
        return this == other || outer != null && outer.isWithin(other);
    }

    /** Returns whether the rules of this scope come before those of another one, if both have some that match. */
    boolean comesBefore(RuleScope other) {
        return depth >= other.depth;
    }
}
