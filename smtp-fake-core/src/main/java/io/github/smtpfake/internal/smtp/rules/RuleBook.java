package io.github.smtpfake.internal.smtp.rules;

import io.github.smtpfake.rules.Situation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The rules of a server, in the order in which they are tried: rules of inner scopes before those of outer scopes, and
 * within a scope the newest first. Only the first rule that matches and is within its limits fires. Thread-safe. A book
 * without rules costs a session one volatile read at each stage.
 */
public final class RuleBook {
    private static final RegisteredRule[] EMPTY = {};

    private final LongSupplier nanoTime;
    private final RuleScope outermost = RuleScope.outermost(this);
    private final ReentrantLock lock = new ReentrantLock();
    private volatile RegisteredRule[] inOrder = EMPTY;

    /** Creates an empty book. */
    public RuleBook() {
        // No lambda: the first one in a JVM would delay the start of a server.
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

    /** Returns the scope that contains all others and lasts as long as the book. */
    public RuleScope outermost() {
        return outermost;
    }

    /**
     * Adds a rule.
     *
     * @throws IllegalStateException if the scope of the rule has ended
     */
    void add(RegisteredRule added) {
        lock.lock();
        try {
            if (added.scope().hasEnded()) {
                throw new IllegalStateException("Cannot add the rule " + added
                        + " because the test or class that this server object belongs to has ended: use the server"
                        + " that the running test received");
            }
            List<RegisteredRule> rules = new ArrayList<>(List.of(inOrder));
            int index = 0;
            while (index < rules.size()
                    && !added.scope().precedes(rules.get(index).scope())) {
                index++;
            }
            rules.add(index, added);
            inOrder = rules.toArray(RegisteredRule[]::new);
        } finally {
            lock.unlock();
        }
    }

    void removeIf(Predicate<RegisteredRule> unwanted) {
        lock.lock();
        try {
            // Most servers never have a rule, and start and stop faster without streams.
            if (inOrder.length > 0) {
                inOrder = Stream.of(inOrder).filter(unwanted.negate()).toArray(RegisteredRule[]::new);
            }
        } finally {
            lock.unlock();
        }
    }

    RegisteredRule[] inOrder() {
        return inOrder;
    }

    /** Returns whether there are no rules, so that sessions need not announce their stages. */
    public boolean isEmpty() {
        return inOrder.length == 0;
    }

    /** Fires the first rule that can fire, and returns it. */
    public Optional<RegisteredRule> fire(Situation situation) {
        RegisteredRule[] rules = inOrder;
        for (int i = 0; i < rules.length; i++) {
            RegisteredRule rule = rules[i];
            if (rule.fires(situation, now())) {
                for (int later = i + 1; later < rules.length; later++) {
                    rules[later].onOvertaken(rule);
                }
                return Optional.of(rule);
            }
        }
        return Optional.empty();
    }

    /** Returns the time that limits are measured by, in nanoseconds. */
    long now() {
        return nanoTime.getAsLong();
    }
}
