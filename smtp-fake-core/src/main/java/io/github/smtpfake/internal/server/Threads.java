package io.github.smtpfake.internal.server;

import java.lang.reflect.Method;
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
            return virtual(name);
        }
        return new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), new DaemonFactory(name));
    }

    /** By reflection, as the class is compiled for Java 17. */
    private static ExecutorService virtual(String name) {
        try {
            Class<?> builderType = Class.forName("java.lang.Thread$Builder");
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            Method naming = builderType.getMethod("name", String.class, long.class);
            Object factory = builderType.getMethod("factory").invoke(naming.invoke(builder, name + "-", 1L));
            return (ExecutorService) Executors.class
                    .getMethod("newThreadPerTaskExecutor", ThreadFactory.class)
                    .invoke(null, factory);
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
