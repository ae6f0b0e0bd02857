package io.github.smtpfake.rest.internal.http;

import java.util.concurrent.ThreadFactory;

/** Creates threads that do not keep the JVM running. */
public final class NamedThreads implements ThreadFactory {
    private final String name;

    /**
     * Creates a factory of daemon threads.
     *
     * @param name the name of each thread
     */
    public NamedThreads(String name) {
        this.name = name;
    }

    @Override
    public Thread newThread(Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        // The handler of Java prints a stack trace, even for each shortage of memory.
        thread.setUncaughtExceptionHandler((failed, failure) -> HttpFailures.report(failure));
        return thread;
    }
}
