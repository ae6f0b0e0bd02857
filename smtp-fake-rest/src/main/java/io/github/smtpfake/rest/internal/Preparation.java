package io.github.smtpfake.rest.internal;

import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.session.SmtpSession;
import io.github.smtpfake.store.MessageStore;
import io.github.smtpfake.store.StoreListener;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Loads the classes that most requests need after the first mail, as soon as no mail arrives, so that neither the start nor
 * the mail waits for them, and the first request finds them loaded. Thread-safe.
 */
final class Preparation implements StoreListener, Runnable {
    private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final MessageStore store;
    private final Runnable loading;
    private final AtomicBoolean hasMail = new AtomicBoolean();
    private volatile long lastArrival;

    /**
     * Creates a preparation, which begins when the store has called it.
     *
     * @param loading loads the classes; called at least once, perhaps by two threads at a time
     */
    Preparation(MessageStore store, Runnable loading) {
        this.store = store;
        this.loading = loading;
    }

    /** Loads the classes at once, because memory becomes scarce. */
    @Override
    public void run() {
        loading.run();
    }

    @Override
    public void added(CapturedMessage message) {
        lastArrival = System.nanoTime();
        if (!hasMail.get() && hasMail.compareAndSet(false, true)) {
            Thread thread = new Thread(this::loadWhenQuiet, "smtp-fake-prepare");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void loadWhenQuiet() {
        long remaining = remainingNanos();
        while (remaining > 0) {
            LockSupport.parkNanos(this, remaining);
            remaining = remainingNanos();
        }
        store.removeListener(this);
        loading.run();
    }

    private long remainingNanos() {
        return lastArrival + QUIET_NANOS - System.nanoTime();
    }

    @Override
    public void removed(List<String> ids) {
        // Only mail begins a preparation.
    }

    @Override
    public void changed(SmtpSession session) {
        // Only mail begins a preparation.
    }
}
