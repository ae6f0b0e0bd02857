package io.github.smtpfake.testing;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/**
 * Fails a test that uses more CPU time than allowed, in a separate thread. Unlike a timeout it does not depend on what else
 * the machine is doing. A test that waits instead of computing is ended by the timeout of JUnit.
 */
public final class CpuTimeLimit implements InvocationInterceptor {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final long CHECK_MILLIS = 100;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> test, ExtensionContext context)
            throws Throwable {
        run(invocation);
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> test, ExtensionContext context)
            throws Throwable {
        run(invocation);
    }

    private static void run(Invocation<Void> invocation) throws Throwable {
        FutureTask<Void> task = new FutureTask<>(() -> {
            try {
                return invocation.proceed();
            } catch (Exception | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        });
        Thread thread = new Thread(task, "cpu-time-limit");
        thread.setDaemon(true);
        thread.start();
        while (true) {
            try {
                task.get(CHECK_MILLIS, TimeUnit.MILLISECONDS);
                return;
            } catch (ExecutionException e) {
                throw e.getCause();
            } catch (TimeoutException e) {
                requireWithinLimit(thread);
            }
        }
    }

    private static void requireWithinLimit(Thread thread) {
        if (THREADS.getThreadCpuTime(thread.getId()) > LIMIT.toNanos()) {
            throw new AssertionError("Expected the test to use at most " + LIMIT.toSeconds()
                    + " s of CPU time, but it is still running at:\n  "
                    + String.join(
                            "\n  ",
                            Arrays.stream(thread.getStackTrace())
                                    .map(StackTraceElement::toString)
                                    .toList()));
        }
    }
}
