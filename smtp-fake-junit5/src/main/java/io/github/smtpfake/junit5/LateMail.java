package io.github.smtpfake.junit5;

import io.github.smtpfake.inbox.AwaitResult;
import io.github.smtpfake.inbox.Mark;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.store.StoredMessage;
import java.time.Duration;
import java.util.Optional;

/** Explains in a failure that mail of earlier tests may be among the messages, because an application sends it late. */
final class LateMail {
    /** Hardly any application sends the mail of a test later. */
    private static final Duration LATEST = Duration.ofSeconds(30);

    private LateMail() {}

    /** Returns how a message belongs to an earlier test; empty if it does not. */
    static Optional<String> remark(ScopeOwner owner, CapturedMessage message) {
        Optional<StoredMessage> stored = owner.store().message(message.id());
        if (stored.isEmpty()) {
            return Optional.empty();
        }
        Mark mark = owner.mark();
        String began = owner.run().isPresent() ? "before this test began" : "before this class began";
        if (stored.get().number() <= mark.message()) {
            return Optional.of("arrived " + began);
        }
        return stored.get().begun() < mark.session() ? Optional.of("MAIL arrived " + began) : Optional.empty();
    }

    /** Returns a note for a failure that shows messages; empty if none of them can be of an earlier test. */
    static Optional<String> note(ScopeOwner owner, AwaitResult result) {
        Optional<TestRun> run = owner.run();
        Optional<TestRun> before =
                run.isEmpty() ? Optional.empty() : owner.runs().lastBefore(run.get());
        if (before.isEmpty()) {
            return Optional.empty();
        }
        Duration time = Duration.ofNanos(before.get().nanosBefore(run.get()));
        boolean showsMessages =
                !result.matches().isEmpty() || !result.nearMisses().isEmpty();
        if (result.late().isEmpty() && (!showsMessages || time.compareTo(LATEST) > 0)) {
            return Optional.empty();
        }
        return Optional.of("Mail of earlier tests may arrive late: "
                + before.get().name() + " ended " + text(time) + " before this one. " + fix(owner));
    }

    private static String fix(ScopeOwner owner) {
        return owner.declared().settings().settle().isZero()
                ? "Wait for the mail there, or set settle = \"200ms\" in @SmtpFake."
                : "Wait for the mail there, or set a longer settle time in @SmtpFake.";
    }

    private static String text(Duration time) {
        return time.compareTo(Duration.ofSeconds(10)) < 0 ? time.toMillis() + " ms" : time.toSeconds() + " s";
    }
}
