package io.github.smtpfake.internal.smtp.server;

import io.github.smtpfake.internal.delivery.ContentCache;
import io.github.smtpfake.internal.smtp.protocol.Profile;
import io.github.smtpfake.internal.smtp.protocol.RejectionCounter;
import io.github.smtpfake.internal.smtp.protocol.Session;
import io.github.smtpfake.internal.smtp.rules.RuleBook;
import io.github.smtpfake.session.SessionEnd;
import io.github.smtpfake.store.InMemoryMessageStore;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Opens a session without a client, so that a new JVM loads its classes while the socket is created. This saves 5 of 65
 * ms.
 */
final class WarmUp implements Runnable {
    private static final AtomicBoolean STARTED = new AtomicBoolean();

    private final Profile profile;

    private WarmUp(Profile profile) {
        this.profile = profile;
    }

    /** Starts this on a separate thread, once per JVM. */
    static void startOnce(Profile profile) {
        if (STARTED.compareAndSet(false, true)) {
            Threads.daemon(new WarmUp(profile), "smtp-fake-warm-up").start();
        }
    }

    @Override
    public void run() {
        Session session = new Session(isolated(), "warm-up");
        session.open();
        session.onEnd(SessionEnd.QUIT);
    }

    /** Returns a copy of the profile, so that the session does not appear in the store or the rules of the server. */
    private Profile isolated() {
        return new Profile(
                profile.hostName(),
                profile.limits(),
                profile.extensions(),
                new InMemoryMessageStore(profile.limits()),
                profile.users(),
                profile.recipients(),
                profile.requiresAuth(),
                profile.tlsMode(),
                profile.strict(),
                profile.leniencies(),
                profile.kept(),
                new RuleBook(),
                new RejectionCounter(),
                ContentCache.shared(profile.limits()));
    }
}
