package io.github.smtpfake.rest.testing;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Semaphore;
import org.openqa.selenium.SessionNotCreatedException;
import org.openqa.selenium.WebDriverException;

/**
 * The browsers that test classes share, because starting one takes longer than most tests. A class has one for itself while it runs;
 * other classes wait until one is free. There are two, because a browser that waits for its page leaves a processor idle.
 */
final class SharedBrowsers implements AutoCloseable {
    static final SharedBrowsers INSTANCE = new SharedBrowsers(2);

    private final Semaphore free;
    private final Deque<Browser> idle = new ArrayDeque<>();
    private final Set<Class<?>> reserved = new HashSet<>();
    private final Map<Class<?>, Browser> used = new HashMap<>();
    private boolean isTried;
    private Optional<String> mismatch = Optional.empty();

    private SharedBrowsers(int count) {
        this.free = new Semaphore(count);
    }

    /**
     * Returns why the installed browser cannot be used, or empty if it can. Starts one, which the first test uses.
     *
     * @throws WebDriverException if it cannot be started for another reason
     */
    synchronized Optional<String> mismatch() {
        if (!isTried) {
            isTried = true;
            try {
                idle.push(new Browser());
            } catch (SessionNotCreatedException e) {
                String reason = String.valueOf(e.getRawMessage());
                if (!reason.contains("only supports Chrome version")) {
                    throw e;
                }
                mismatch = reason.lines().findFirst();
            }
        }
        return mismatch;
    }

    /** Waits until a browser is free for a class. Lets JUnit run other classes in the meantime. */
    void reserve(Class<?> test) throws InterruptedException {
        ForkJoinPool.managedBlock(new ForkJoinPool.ManagedBlocker() {
            private boolean isReserved;

            @Override
            public boolean block() throws InterruptedException {
                if (!isReserved) {
                    free.acquire();
                    isReserved = true;
                }
                return true;
            }

            @Override
            public boolean isReleasable() {
                isReserved = isReserved || free.tryAcquire();
                return isReserved;
            }
        });
        synchronized (this) {
            reserved.add(test);
        }
    }

    /** Returns the browser of a class that has reserved one. Starts it if none is idle. */
    synchronized Browser browserOf(Class<?> test) {
        Browser browser = used.get(test);
        if (browser == null) {
            browser = idle.isEmpty() ? new Browser() : idle.pop();
            used.put(test, browser);
        }
        return browser;
    }

    /** Ends the reservation of a class, if it has one, whether it has used the browser or not. */
    void release(Class<?> test) {
        Browser browser;
        synchronized (this) {
            if (!reserved.remove(test)) {
                return;
            }
            browser = used.remove(test);
        }
        try {
            if (browser != null) {
                browser.reset();
                synchronized (this) {
                    idle.push(browser);
                }
            }
        } finally {
            free.release();
        }
    }

    /** Ends all browsers. */
    @Override
    public synchronized void close() {
        idle.forEach(Browser::close);
        idle.clear();
        used.values().forEach(Browser::close);
        used.clear();
    }
}
