package io.github.smtpfake.rules;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * The rules of a server. Of those that match and that their limits let fire, the newest does, and it alone. Thread-safe; a
 * book without rules costs a session one volatile read for each stage.
 */
public final class RuleBook {
    private static final Rule[] EMPTY = {};

    private final LongSupplier nanoTime;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile Rule[] newestFirst = EMPTY;

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

    /** Begins a rule that this book keeps when it is complete. */
    public <D> D on(Trigger<?, D> trigger) {
        return trigger.draft(this::add);
    }

    /** Adds a rule, which is newer than all others. */
    public Rule add(RuleDefinition definition) {
        Rule rule = new Rule(definition, this);
        change(rules -> Stream.concat(Stream.of(rule), rules));
        return rule;
    }

    void remove(Rule removed) {
        change(rules -> rules.filter(rule -> rule != removed));
    }

    /** Removes every rule. */
    public void clear() {
        change(rules -> Stream.empty());
    }

    private interface Change {
        Stream<Rule> of(Stream<Rule> rules);
    }

    private void change(Change change) {
        lock.lock();
        try {
            newestFirst = change.of(Stream.of(newestFirst)).toArray(Rule[]::new);
        } finally {
            lock.unlock();
        }
    }

    /** Returns the rules, newest first, exhausted ones included. */
    public List<Rule> rules() {
        return List.of(newestFirst);
    }

    /** Returns whether there is no rule, so that stages need not be announced. */
    public boolean isEmpty() {
        return newestFirst.length == 0;
    }

    /** Lets the newest rule fire that can, and returns it. */
    public Optional<Rule> fire(Situation situation) {
        for (Rule rule : newestFirst) {
            if (rule.fires(situation, nanoTime.getAsLong())) {
                return Optional.of(rule);
            }
        }
        return Optional.empty();
    }

    /** Returns the rules that the text of a message has to pass. */
    public ContentRules contentRules() {
        return new ContentRules(
                Stream.of(newestFirst)
                        .filter(rule -> rule.definition().stage() == Stage.CONTENT)
                        .toList(),
                nanoTime);
    }
}
