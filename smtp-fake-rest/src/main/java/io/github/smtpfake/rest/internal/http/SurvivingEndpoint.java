package io.github.smtpfake.rest.internal.http;

import io.github.smtpfake.internal.memory.MemoryAccount;
import io.github.smtpfake.internal.memory.MemoryBudget;
import io.github.smtpfake.internal.memory.MemoryShortage;
import io.github.smtpfake.internal.text.FatalFailure;
import io.github.smtpfake.internal.text.SurvivingLoop;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketProcessorBase;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * The network side of the connector, which survives any {@link Error}. By itself, the connector ends the thread that accepts
 * connections, or the one that waits for requests, if memory ends there; nothing would start them again. Also counts the
 * memory of its connections.
 */
class SurvivingEndpoint extends NioEndpoint {
    /** The buffers of a connection, and the objects of its request. */
    static final long CONNECTION_BYTES = 48 * 1024;

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    /** A task that fails later than this after its start works in between. */
    private static final long WORKING_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final int SPARE_THREADS = 16;
    /** How long to wait for the connector's threads before it warns. On a busy machine, they may be scheduled late. */
    private static final int STOP_MILLIS = 3_000;

    private final MemoryAccount memory = MemoryBudget.ofJvm().newPassingAccount();
    private volatile @Nullable Poller poller;

    @Override
    public void startInternal() throws Exception {
        super.startInternal();
        keepRunning(getName() + "-Poller", this::poller);
        keepRunning(getName() + "-Acceptor", this::acceptor);
    }

    @Override
    public void stopInternal() {
        getSocketProperties().setUnlockTimeout(STOP_MILLIS / 2);
        setSelectorTimeout(STOP_MILLIS);
        super.stopInternal();
    }

    /**
     * Returns false as soon as a stop begins, so that the closed socket is not reported as a failure. Only a stop pauses this
     * connector.
     */
    @Override
    public boolean isRunning() {
        return super.isRunning() && !isPaused();
    }

    /**
     * Closes the socket, which ends the thread that accepts connections. By default, the connector wakes the thread by connecting
     * to its own port. If that fails or takes too long, the thread continues.
     */
    @Override
    protected void unlockAccept() {
        try {
            doCloseServerSocket();
        } catch (IOException e) {
            HttpFailures.report(e);
            super.unlockAccept();
        }
    }

    /** Returns true also while a stop has only begun: until then, its threads must run. */
    private boolean isStarted() {
        return super.isRunning();
    }

    private @Nullable Runnable poller() {
        return poller;
    }

    private @Nullable Runnable acceptor() {
        return acceptor;
    }

    /** Makes a thread that the connector has started run its task again if the task fails. */
    private void keepRunning(String name, Supplier<@Nullable Runnable> task) {
        Thread[] threads = new Thread[Thread.activeCount() + SPARE_THREADS];
        int count = Thread.enumerate(threads);
        // Now, because there may be no memory for it when the task fails.
        Repetition repetition = new Repetition(task);
        for (int i = 0; i < count; i++) {
            if (threads[i].getName().equals(name)) {
                threads[i].setUncaughtExceptionHandler(repetition);
            }
        }
    }

    /**
     * Runs a task again whenever it ends, on the thread whose task has failed, so that no memory is needed for another. Used by one
     * thread.
     */
    private final class Repetition extends SurvivingLoop implements Thread.UncaughtExceptionHandler {
        private final Supplier<@Nullable Runnable> task;
        private final FatalFailure.Streak streak =
                new FatalFailure.Streak("The server can no longer serve HTTP clients");
        private long start;

        Repetition(Supplier<@Nullable Runnable> task) {
            this.task = task;
        }

        @Override
        public void uncaughtException(Thread thread, Throwable failure) {
            try {
                HttpFailures.report(failure);
            } finally {
                run();
            }
        }

        @Override
        protected boolean isOver() {
            return !isStarted();
        }

        @Override
        protected void runOnce() {
            LockSupport.parkNanos(this, PAUSE_NANOS);
            start = System.nanoTime();
            Runnable again = task.get();
            if (again != null) {
                again.run();
            }
        }

        @Override
        protected void handle(Throwable failure) {
            if (System.nanoTime() - start > WORKING_NANOS) {
                streak.succeed();
            }
            streak.fail(failure);
            HttpFailures.report(failure);
        }
    }

    @Override
    protected void countUpOrAwaitConnection() throws InterruptedException {
        super.countUpOrAwaitConnection();
        memory.add(CONNECTION_BYTES);
    }

    @Override
    protected long countDownConnection() {
        memory.add(-CONNECTION_BYTES);
        return super.countDownConnection();
    }

    @Override
    protected SocketChannel serverSocketAccept() throws Exception {
        try {
            return super.serverSocketAccept();
        } catch (OutOfMemoryError e) {
            MemoryShortage.report(e);
            throw new IOException("Not enough memory to accept a connection", e);
        }
    }

    @Override
    protected final boolean setSocketOptions(SocketChannel socket) {
        try {
            return register(socket);
        } catch (Throwable e) {
            HttpFailures.report(e);
            if (connections.get(socket) == null) {
                // The caller closes only a connection that it finds there.
                destroySocket(socket);
            }
            return false;
        }
    }

    /** Prepares a connection and makes the poller watch it; returns false if the connection must be closed. */
    boolean register(SocketChannel socket) {
        boolean registered = super.setSocketOptions(socket);
        if (poller == null && connections.get(socket) instanceof NioSocketWrapper wrapper) {
            poller = wrapper.getPoller();
        }
        return registered;
    }

    @Override
    public boolean processSocket(SocketWrapperBase<NioChannel> socket, SocketEvent event, boolean dispatch) {
        boolean isProcessed = false;
        try {
            isProcessed = super.processSocket(socket, event, dispatch);
        } catch (OutOfMemoryError e) {
            // For example, the system allows no more threads.
            MemoryShortage.report(e);
        }
        if (!isProcessed && socket instanceof NioSocketWrapper connection) {
            // The poller would close it itself, but an exchange that is resumed does not look at the result.
            end(connection);
        }
        return isProcessed;
    }

    /**
     * Ends both directions of a connection. Whichever thread waits for the client then fails and closes the connection, which
     * only that thread can do safely. The rest of an answer that nobody reads is discarded.
     */
    static void end(NioSocketWrapper connection) {
        SocketChannel channel = connection.getSocket().getIOChannel();
        try {
            if (connection.hasDataToWrite()) {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            }
            channel.shutdownInput();
            channel.shutdownOutput();
        } catch (IOException | RuntimeException e) {
            // Another thread has closed it meanwhile.
            return;
        }
    }

    @Override
    protected SocketProcessorBase<NioChannel> createSocketProcessor(
            SocketWrapperBase<NioChannel> socket, SocketEvent event) {
        return new ClosingProcessor(socket, event);
    }

    /** Closes the connection if its request fails with an error. Otherwise, the client would wait for an answer forever. */
    private final class ClosingProcessor extends SocketProcessor {
        ClosingProcessor(SocketWrapperBase<NioChannel> socket, SocketEvent event) {
            super(socket, event);
        }

        @Override
        protected void doRun() {
            SocketWrapperBase<NioChannel> connection = socketWrapper;
            try {
                super.doRun();
            } catch (OutOfMemoryError e) {
                MemoryShortage.report(e);
                if (connection != null) {
                    connection.close();
                }
            }
        }
    }
}
