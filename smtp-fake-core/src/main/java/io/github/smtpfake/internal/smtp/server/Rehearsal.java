package io.github.smtpfake.internal.smtp.server;

import io.github.smtpfake.internal.smtp.protocol.Profile;
import io.github.smtpfake.internal.smtp.protocol.Session;
import io.github.smtpfake.rules.RuleBook;
import io.github.smtpfake.session.SessionEnd;
import io.github.smtpfake.store.InMemoryMessageStore;
import java.util.concurrent.atomic.AtomicBoolean;

/** Greets nobody, so that a new JVM loads what the first session needs while it still makes the socket: 5 ms of 65. */
final class Rehearsal implements Runnable {
    private static final AtomicBoolean BEGUN = new AtomicBoolean();

    private final Profile profile;

    private Rehearsal(Profile profile) {
        this.profile = profile;
    }

    /** Begins, on a thread of its own, what is of use once in a JVM. */
    static void beginOnce(Profile profile) {
        if (BEGUN.compareAndSet(false, true)) {
            Threads.daemon(new Rehearsal(profile), "smtp-fake-rehearsal").start();
        }
    }

    @Override
    public void run() {
        Session session = new Session(withoutAudience(), "nobody");
        session.open();
        session.onEnd(SessionEnd.QUIT);
    }

    /** Neither the store nor the rules of the server may tell of it. */
    private Profile withoutAudience() {
        return new Profile(
                profile.hostName(),
                profile.limits(),
                profile.extensions(),
                new InMemoryMessageStore(profile.limits()),
                profile.users(),
                profile.requiresAuth(),
                profile.tlsMode(),
                profile.strict(),
                profile.tolerances(),
                new RuleBook());
    }
}
