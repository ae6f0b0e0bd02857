package io.github.smtpfake.internal.smtp.rules;

import io.github.smtpfake.internal.text.Ids;
import io.github.smtpfake.rules.Rule;
import io.github.smtpfake.rules.RuleCondition;
import io.github.smtpfake.rules.RuleDefinition;
import io.github.smtpfake.rules.Situation;
import io.github.smtpfake.rules.Stage;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A rule in the book of a server. */
public final class RegisteredRule implements Rule {
    private static final int MAX_SESSIONS = 10_000;

    private final String id = Ids.next();
    private final RuleDefinition definition;
    private final RuleEffects effects;
    private final long bytesNeeded;
    private final RuleScope scope;
    private final ReentrantLock lock = new ReentrantLock();
    private final Limiter limiter;
    private final Set<String> sessions = new LinkedHashSet<>();
    private int fired;
    /** Describes the last session at the stage for which the rule did not fire. */
    private volatile @Nullable RuleMiss miss;
    /** The furthest stage that a session reached. */
    private volatile @Nullable Stage furthest;

    RegisteredRule(RuleDefinition definition, RuleScope scope) {
        this.definition = definition;
        this.effects = RuleEffects.of(definition);
        this.bytesNeeded = definition.conditions().stream()
                .mapToLong(RuleCondition::bytesNeeded)
                .max()
                .orElse(0);
        this.scope = scope;
        this.limiter = new Limiter(definition.limits());
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public RuleDefinition definition() {
        return definition;
    }

    /** Returns the effects of the rule on a session. */
    public RuleEffects effects() {
        return effects;
    }

    @Override
    public int timesFired() {
        lock.lock();
        try {
            return fired;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<String> sessions() {
        lock.lock();
        try {
            return List.copyOf(sessions);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<String> lastMiss() {
        RuleMiss last = miss;
        return last == null && timesFired() > 0
                ? Optional.empty()
                : Optional.of((last == null ? new RuleMiss.NotReached(furthest) : last).describe(definition));
    }

    @Override
    public void remove() {
        scope.remove(this);
    }

    RuleScope scope() {
        return scope;
    }

    /** Returns how many bytes of a message must have been received before the rule can fire. */
    long bytesNeeded() {
        return bytesNeeded;
    }

    /** Fires if the situation matches and the limits allow it; returns whether it did. */
    boolean fires(Situation situation, long now) {
        if (definition.stage() != situation.stage()) {
            onOtherStage(situation.stage());
            return false;
        }
        if (!matches(situation)) {
            miss = new RuleMiss.Unmet(situation);
            return false;
        }
        lock.lock();
        try {
            if (!limiter.allows(fired, now)) {
                miss = new RuleMiss.Limited();
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

    /** Records that another rule fired at a stage before this one was asked. */
    void onOvertaken(RegisteredRule other) {
        if (definition.stage() == other.definition.stage()) {
            miss = new RuleMiss.Overtaken(other);
        } else {
            onOtherStage(other.definition.stage());
        }
    }

    /** Sessions may do this at the same time; then a stage may be lost, which only makes an explanation less exact. */
    private void onOtherStage(Stage stage) {
        Stage known = furthest;
        if (RuleMiss.NotReached.isProgress(stage) && (known == null || stage.compareTo(known) > 0)) {
            furthest = stage;
        }
    }

    private boolean matches(Situation situation) {
        for (RuleCondition condition : definition.conditions()) {
            if (!condition.holds(situation)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return definition.toString();
    }
}
