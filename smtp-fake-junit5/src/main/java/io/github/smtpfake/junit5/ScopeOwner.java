package io.github.smtpfake.junit5;

import io.github.smtpfake.inbox.Mark;
import io.github.smtpfake.junit5.ClaimedMail.Unclaimed;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.store.MessageStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The test class or the test to which a scope of a server belongs, when it began, and the server that it uses. Thread-safe.
 */
final class ScopeOwner {
    private final DeclaredServer declared;
    private final RunningServer used;
    private final boolean isSeparate;
    private final Mark mark;
    private final Instant since = Instant.now();
    private final long began = System.nanoTime();
    private final AtomicBoolean hasWarned = new AtomicBoolean();
    private volatile ExtensionContext context;
    /** Null if the declaration ignores mail that nobody looks at. */
    private final @Nullable ClaimedMail claims;

    private volatile @Nullable TestRun run;
    /** Used only by the thread of the test. */
    private boolean hasBegunClaims;
    /** What the constructor of the test has looked at, until the test begins; null for other owners. */
    private @Nullable List<CapturedMessage> seenInConstructor;

    /**
     * Creates the owner, which begins now.
     *
     * @param isSeparate whether no other test uses the server
     */
    ScopeOwner(DeclaredServer declared, RunningServer used, boolean isSeparate, ExtensionContext context) {
        this.declared = declared;
        this.used = used;
        this.isSeparate = isSeparate;
        this.mark = used.server().store().mark();
        this.context = context;
        this.claims = declared.settings().unclaimedMail() == Consequence.IGNORE
                ? null
                : used.lease().shared().claimedMail();
        beginRun();
    }

    /** Records what the test looks at before it begins, because its constructor has opened the scope. */
    synchronized void beginConstructor() {
        if (claims != null) {
            seenInConstructor = new ArrayList<>();
        }
    }

    /** Makes the test the owner of a scope that its constructor opened. */
    void moveTo(ExtensionContext test) {
        context = test;
        beginRun();
        claim(endConstructor());
    }

    private synchronized List<CapturedMessage> endConstructor() {
        List<CapturedMessage> seen = seenInConstructor;
        seenInConstructor = null;
        return seen == null ? List.of() : seen;
    }

    /** Records that a test uses the server, unless the owner is a class or a test that is being constructed. */
    private void beginRun() {
        if (context.getTestMethod().isPresent()) {
            TestRun begun = new TestRun(context, began);
            run = begun;
            runs().begin(begun);
            if (claims != null) {
                claims.begin(mark);
                hasBegunClaims = true;
            }
        }
    }

    /** Records that the class or the test has looked at messages. */
    void claim(List<CapturedMessage> messages) {
        if (claims != null && !messages.isEmpty()) {
            claims.claim(messages);
            addToConstructor(messages);
        }
    }

    private synchronized void addToConstructor(List<CapturedMessage> messages) {
        if (seenInConstructor != null) {
            seenInConstructor.addAll(messages);
        }
    }

    /** Records that the test ends, and returns its messages that nobody has looked at; empty if they are ignored. */
    Optional<Unclaimed> endClaims() {
        TestRun ending = run;
        if (claims == null || ending == null || !hasBegunClaims) {
            return Optional.empty();
        }
        hasBegunClaims = false;
        List<String> others =
                runs().concurrentWith(ending).stream().map(TestRun::name).toList();
        return claims.end(ending.name(), others, store());
    }

    /** Records that the test no longer uses the server. */
    void end() {
        if (claims != null && hasBegunClaims) {
            hasBegunClaims = false;
            claims.leave();
        }
        TestRun begun = run;
        if (begun != null) {
            runs().end(begun);
        }
    }

    DeclaredServer declared() {
        return declared;
    }

    boolean uses(RunningServer running) {
        return used.lease().shared() == running.lease().shared();
    }

    /** Returns the server as the extension started it. */
    StartedServer started() {
        return used.started();
    }

    MessageStore store() {
        return used.server().store();
    }

    /** Returns the tests that use the server. */
    TestRuns runs() {
        return used.lease().runs();
    }

    /** Returns the test; empty if the owner is a class. */
    Optional<TestRun> run() {
        return Optional.ofNullable(run);
    }

    /** Returns the mark of the store when the scope began. */
    Mark mark() {
        return mark;
    }

    Instant since() {
        return since;
    }

    /** Returns when the scope began, as {@link System#nanoTime} returned it. */
    long began() {
        return began;
    }

    /** Returns the class or the test, for messages. */
    String where() {
        return ConfigurationErrors.where(context);
    }

    /** Returns whether the configuration of JUnit lets tests run in parallel. */
    boolean isConcurrencyEnabled() {
        return Concurrency.isEnabled(context);
    }

    /** Returns true once, for a warning that would otherwise repeat. */
    boolean isFirstWarning() {
        return hasWarned.compareAndSet(false, true);
    }

    /** Returns whether other tests may use the server while this one runs. */
    boolean mayShareServer() {
        if (isSeparate) {
            return false;
        }
        ServerSettings settings = declared.settings();
        Optional<String> declaredAt = settings.lifecycle() == ServerLifecycle.PER_RUN || settings.isProvided()
                ? Optional.empty()
                : Optional.of(declared.declaredAt());
        return Concurrency.mayShare(context, declaredAt);
    }
}
