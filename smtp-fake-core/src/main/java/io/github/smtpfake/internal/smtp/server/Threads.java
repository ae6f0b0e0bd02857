package io.github.smtpfake.internal.smtp.server;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Makes threads that never keep a JVM alive: virtual ones for connections where there are any, since Java 21. */
final class Threads {

    private Threads() {}

    /** Returns an executor that runs each task at once on a thread of its own. */
    static ExecutorService perConnection(String name) {
        if (Runtime.version().feature() >= 21) {
            return virtual();
        }
        return new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), new DaemonFactory(name));
    }

    /**
     * By reflection, as the class is compiled for Java 17. The threads have no names: the builder that names them takes
     * three more calls, which cost a new JVM 20 ms.
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
