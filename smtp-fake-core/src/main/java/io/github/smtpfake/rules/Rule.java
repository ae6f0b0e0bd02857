package io.github.smtpfake.rules;

import io.github.smtpfake.internal.text.Ids;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A rule that a server keeps: an immutable definition, and how often it has fired. Thread-safe. Equal only to itself.
 */
public final class Rule {
    private static final int MAX_SESSIONS = 10_000;

    private final String id = Ids.next();
    private final RuleDefinition definition;
    private final RuleScope scope;
    private final ReentrantLock lock = new ReentrantLock();
    private final Decision decision;
    private final Set<String> sessions = new LinkedHashSet<>();
    private int fired;

    Rule(RuleDefinition definition, RuleScope scope) {
        this.definition = definition;
        this.scope = scope;
        this.decision = new Decision(definition.limits());
    }

    /** Returns 22 random base62 characters. */
    public String id() {
        return id;
    }

    /** Returns what the rule does, and when. */
    public RuleDefinition definition() {
        return definition;
    }

    /** Returns how often the rule has fired so far. */
    public int timesFired() {
        lock.lock();
        try {
            return fired;
        } finally {
            lock.unlock();
        }
    }

    /** Returns the ids of the sessions in which the rule has fired, in order; of very many only the first 10,000. */
    public List<String> sessions() {
        lock.lock();
        try {
            return List.copyOf(sessions);
        } finally {
            lock.unlock();
        }
    }

    /** Takes the rule out of its server, for good; it keeps its count. Does nothing if it is out already. */
    public void remove() {
        scope.remove(this);
    }

    RuleScope scope() {
        return scope;
    }

    /** Fires if the situation and the limits let it; returns whether it has. */
    boolean fires(Situation situation, long now) {
        if (definition.stage() != situation.stage() || !definition.holds(situation)) {
            return false;
        }
        lock.lock();
        try {
            if (!decision.lets(fired, now)) {
                return false;
            }
            fired++;
            if (sessions.size() < MAX_SESSIONS) {
                sessions.add(situation.session().id());
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Returns the rule as it reads in Java, nearly: {@code rcptTo(full@example.org) -> 452 4.2.2 mailbox full}. */
    @Override
    public String toString() {
        return definition.toString();
    }
}
