package io.github.smtpfake.rest.internal.log;

import io.github.smtpfake.internal.memory.MemoryAccount;
import io.github.smtpfake.internal.memory.MemoryBudget;
import io.github.smtpfake.internal.memory.MemoryShortage;
import io.github.smtpfake.internal.text.SurvivingLoop;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.session.SmtpSession;
import io.github.smtpfake.store.StoreListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Logs each message and each ended session. A separate thread writes the log, so that the store never waits for it. If
 * events arrive faster than the log is written, they are dropped and counted.
 */
public final class MailLog implements StoreListener, AutoCloseable {
    private static final int CAPACITY = 10_000;
    private static final long CLOSE_TIMEOUT_MILLIS = 5_000;
    /** How many bytes of messages may wait; one message of any size may. */
    private static final long MOST_BYTES = 2 << 20;

    private static final Object END = new Object();

    private final Logger logger;
    private final BlockingQueue<Object> events = new ArrayBlockingQueue<>(CAPACITY);
    private final MemoryAccount waiting = MemoryBudget.ofJvm().newPassingAccount();
    private final Thread thread = new Thread(new Writer(), "smtp-fake-log");
    private int dropped;
    /** Used only by the thread. */
    private boolean ended;

    private MailLog(Logger logger) {
        this.logger = logger;
    }

    /** Starts a log that writes to the given logger. */
    public static MailLog to(Logger logger) {
        MailLog log = new MailLog(logger);
        log.thread.setDaemon(true);
        log.thread.start();
        return log;
    }

    /** Writes the remaining events, for at most five seconds, and stops. */
    @Override
    public void close() {
        try {
            if (events.offer(END, CLOSE_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)) {
                thread.join(CLOSE_TIMEOUT_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Messages that wait to be logged must not fill the memory, from which the store may have evicted them. */
    @Override
    public void added(CapturedMessage message) {
        long earlier = waiting.bytes();
        if (earlier == 0 || earlier + message.size() <= MOST_BYTES) {
            waiting.add(message.size());
            if (!offer(message)) {
                waiting.add(-message.size());
            }
        } else {
            offer("message " + message.id() + ": (subject not logged) " + message.envelope() + ", " + message.size()
                    + " bytes");
        }
    }

    @Override
    public void removed(List<String> ids) {
        // Deletions are not logged: they do not concern the client that sent the message.
    }

    @Override
    public void changed(SmtpSession session) {
        if (session.end().isPresent()) {
            offer(session);
        }
    }

    private synchronized boolean offer(Object event) {
        boolean accepted = events.offer(event);
        dropped += accepted ? 0 : 1;
        return accepted;
    }

    private synchronized int resetDropped() {
        int count = dropped;
        dropped = 0;
        return count;
    }

    private final class Writer extends SurvivingLoop {
        @Override
        protected boolean isOver() {
            return ended;
        }

        @Override
        protected void runOnce() throws InterruptedException {
            writeNext();
        }

        @Override
        protected void handle(Throwable failure) {
            report(failure);
        }
    }

    private void writeNext() throws InterruptedException {
        Object event = events.take();
        // First, because the warning may fail.
        ended = event == END;
        try {
            warnOfDropped();
        } finally {
            if (!ended) {
                write(event);
            }
        }
    }

    private void warnOfDropped() {
        int count = resetDropped();
        if (count > 0) {
            logger.log(
                    Level.WARNING, count + " events are missing, because they arrived faster than the log was written");
        }
    }

    private void report(Throwable failure) {
        if (failure instanceof InterruptedException) {
            ended = true;
        } else if (failure instanceof OutOfMemoryError shortage) {
            MemoryShortage.report(shortage);
        } else {
            logger.log(Level.ERROR, "An event cannot be logged", failure);
        }
    }

    private void write(Object event) {
        try {
            if (event instanceof CapturedMessage message) {
                logger.log(Level.INFO, line(message));
            } else if (event instanceof SmtpSession session) {
                logger.log(Level.INFO, line(session));
            } else {
                logger.log(Level.INFO, event.toString());
            }
        } finally {
            if (event instanceof CapturedMessage message) {
                waiting.add(-message.size());
            }
        }
    }

    private static String line(CapturedMessage message) {
        return "message " + message.id() + ": " + message + ", " + message.size() + " bytes";
    }

    private static String line(SmtpSession session) {
        StringBuilder line = new StringBuilder("session ");
        line.append(session.id()).append(": ").append(session.describe());
        session.rejectedCommands()
                .forEach(rejected -> line.append(", rejected: ").append(rejected));
        return line.toString();
    }
}
