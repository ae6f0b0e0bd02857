package io.github.smtpfake.internal.smtp.server;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Creates threads that never keep a JVM alive; for connections, virtual threads on Java 21 and later. */
final class Threads {

    private Threads() {}

    /** Returns an executor that runs each task immediately on a separate thread. */
    static ExecutorService perConnection(String name) {
        if (Runtime.version().feature() >= 21) {
            return virtual();
        }
        return new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), new DaemonFactory(name));
    }

    /**
     * Uses reflection, because the class is compiled for Java 17. The threads have no names: their builder needs three
     * more reflective calls, which cost a new JVM 20 ms.
     */
    private static ExecutorService virtual() {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Java 21 and later have virtual threads", e);
        }
    }

    static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    private static final class DaemonFactory implements ThreadFactory {
        private final String name;

        DaemonFactory(String name) {
            this.name = name;
        }

        @Override
        public Thread newThread(Runnable task) {
            return daemon(task, name);
        }
    }
}
