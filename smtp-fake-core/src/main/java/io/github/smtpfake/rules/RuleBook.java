package io.github.smtpfake.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The rules of a server, in the order in which they are asked. Of those that match and that their limits let fire, the
 * newest of the innermost scope does, and it alone. Thread-safe; a book without rules costs a session one volatile read for
 * each stage.
 */
public final class RuleBook {
    private static final Rule[] EMPTY = {};

    private final LongSupplier nanoTime;
    private final RuleScope outermost = RuleScope.outermost(this);
    private final ReentrantLock lock = new ReentrantLock();
    private volatile Rule[] inOrder = EMPTY;

    /** Makes an empty book. */
    public RuleBook() {
        // No lambda: a server starts faster without the first one.
        this(new LongSupplier() {
            @Override
            public long getAsLong() {
                return System.nanoTime();
            }
        });
    }

    RuleBook(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Returns the scope that all others are in, which lasts as long as the book. */
    public RuleScope outermost() {
        return outermost;
    }

    /** @throws IllegalStateException if the rule's scope has ended */
    void add(Rule added) {
        lock.lock();
        try {
            if (added.scope().hasEnded()) {
                throw new IllegalStateException("The scope of the rule " + added
                        + " has ended: give it through a server that was handed to what is running now");
            }
            List<Rule> rules = new ArrayList<>(List.of(inOrder));
            int place = 0;
            while (place < rules.size()
                    && !added.scope().comesBefore(rules.get(place).scope())) {
                place++;
            }
            rules.add(place, added);
            inOrder = rules.toArray(Rule[]::new);
        } finally {
            lock.unlock();
        }
    }

    void removeIf(Predicate<Rule> leaves) {
        lock.lock();
        try {
            // Most servers never have a rule, and start and stop faster without what this needs.
            if (inOrder.length > 0) {
                inOrder = Stream.of(inOrder).filter(leaves.negate()).toArray(Rule[]::new);
            }
        } finally {
            lock.unlock();
        }
    }

    Rule[] inOrder() {
        return inOrder;
    }

    /** Returns whether there is no rule, so that stages need not be announced. */
    public boolean isEmpty() {
        return inOrder.length == 0;
    }

    /** Lets the first rule fire that can, and returns it. */
    public Optional<Rule> fire(Situation situation) {
        for (Rule rule : inOrder) {
            if (rule.fires(situation, nanoTime.getAsLong())) {
                return Optional.of(rule);
            }
        }
        return Optional.empty();
    }

    /** Returns the rules that the text of a message has to pass. */
    public ContentRules contentRules() {
        return new ContentRules(
                Stream.of(inOrder)
                        .filter(rule -> rule.definition().stage() == Stage.CONTENT)
                        .toList(),
                nanoTime);
    }
}
