package io.github.smtpfake.rest.internal.log;

import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.session.SmtpSession;
import io.github.smtpfake.store.StoreListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Logs each message and each session that has ended, by a thread of its own: the store must not wait for whoever reads the
 * log. What comes faster than it is read is left out, and counted.
 */
public final class MailLog implements StoreListener, AutoCloseable {
    private static final int CAPACITY = 10_000;
    private static final long LONGEST_END_MILLIS = 5_000;
    private static final Object END = new Object();

    private final Logger logger;
    private final BlockingQueue<Object> events = new ArrayBlockingQueue<>(CAPACITY);
    private final Thread thread = new Thread(this::write, "smtp-fake-log");
    private int lost;

    private MailLog(Logger logger) {
        this.logger = logger;
    }

    /** Returns a log that writes from now on, to this logger. */
    public static MailLog to(Logger logger) {
        MailLog log = new MailLog(logger);
        log.thread.setDaemon(true);
        log.thread.start();
        return log;
    }

    /** Writes what has happened so far, unless that takes over five seconds, and then no more. */
    @Override
    public void close() {
        try {
            if (events.offer(END, LONGEST_END_MILLIS, TimeUnit.MILLISECONDS)) {
                thread.join(LONGEST_END_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void added(CapturedMessage message) {
        offer(message);
    }

    @Override
    public void removed(CapturedMessage message) {
        // That mail is deleted says nothing about the one who sent it.
    }

    @Override
    public void changed(SmtpSession session) {
        if (session.end().isPresent()) {
            offer(session);
        }
    }

    private synchronized void offer(Object event) {
        if (!events.offer(event)) {
            lost++;
        }
    }

    private synchronized int takeLost() {
        int count = lost;
        lost = 0;
        return count;
    }

    private void write() {
        try {
            for (Object event = events.take(); event != END; event = events.take()) {
                int missing = takeLost();
                if (missing > 0) {
                    logger.log(Level.WARNING, missing + " events were too fast for this log");
                }
                logger.log(
                        Level.INFO,
                        event instanceof CapturedMessage message ? line(message) : line((SmtpSession) event));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String line(CapturedMessage message) {
        return "message " + message.id() + ": " + message + ", " + message.size() + " octets";
    }

    private static String line(SmtpSession session) {
        StringBuilder line = new StringBuilder("session ");
        line.append(session.id()).append(": ").append(session.describe());
        session.rejectedCommands()
                .forEach(rejected -> line.append(", rejected: ").append(rejected));
        return line.toString();
    }
}
