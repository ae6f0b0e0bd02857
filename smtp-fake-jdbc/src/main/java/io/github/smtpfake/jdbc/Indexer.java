package io.github.smtpfake.jdbc;

import io.github.smtpfake.jdbc.MessageReader.Indexed;
import io.github.smtpfake.store.StoreUnavailableException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Adds the details to messages that were acknowledged without them, in small steps while no mail arrives, so that making them
 * does not slow down the senders. A query for more than a few messages without details does not wait for that. Messages that
 * a process could not complete before it ended are completed by the next one. Thread-safe.
 */
final class Indexer implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Indexer.class.getName());
    private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    /** Even if mail never ceases to arrive. */
    private static final long LONGEST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(30);
    /** Java decides about so few as fast as they are completed. */
    private static final long FEW = 20;
    /** A search that must complete so many takes several seconds. */
    private static final long MOST_MESSAGES = 20_000;

    private static final long MOST_BYTES = 100_000_000;

    private final Registrar registrar;
    private final IndexProgress progress;
    private final MessageReader messages;
    private final Writer writer;
    private final long mostMessages;
    private final long mostBytes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Thread thread;
    /** When the last message was stored, by {@link System#nanoTime}. */
    private volatile long lastArrival = System.nanoTime();

    private volatile boolean isIdle;
    private volatile boolean closing;

    /** Creates an indexer; {@link #start} must follow. */
    Indexer(Registrar registrar, MessageReader messages, Writer writer) {
        this(registrar, messages, writer, MOST_MESSAGES, MOST_BYTES);
    }

    /** Creates an indexer that is far behind if so many messages have no details, or messages of so many bytes. */
    Indexer(Registrar registrar, MessageReader messages, Writer writer, long mostMessages, long mostBytes) {
        this.registrar = registrar;
        this.progress = registrar.indexing();
        this.messages = messages;
        this.writer = writer;
        this.mostMessages = mostMessages;
        this.mostBytes = mostBytes;
        this.thread = new Thread(this::run, "smtp-fake-store-index");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Records that a message has been stored. */
    void arrived() {
        lastArrival = System.nanoTime();
        if (isIdle) {
            isIdle = false;
            LockSupport.unpark(thread);
        }
    }

    /** Returns whether there are so many messages without details that a new one must not be added to them. */
    boolean isFarBehind() {
        Ledger ledger = registrar.ledger();
        return progress.messagesBehind(ledger) >= mostMessages || progress.bytesBehind(ledger) >= mostBytes;
    }

    /** Adds the details to the messages after this number, unless there are only few without details or it fails. */
    void catchUp(long after) {
        long last = registrar.ledger().lastNumber();
        if (last - Math.max(after, progress.number()) > FEW) {
            try {
                completeUntil(last);
            } catch (StoreUnavailableException e) {
                LOG.log(Level.DEBUG, "The store cannot complete messages, so that a query parses them", e);
            } catch (NoSpaceException e) {
                LOG.log(Level.DEBUG, "The store has no space to complete messages, so that a query parses them", e);
            }
        }
    }

    /** Adds the details to all messages. */
    void finish() {
        completeUntil(registrar.ledger().lastNumber());
    }

    private void completeUntil(long last) {
        while (progress.number() < last) {
            step();
        }
    }

    private void step() {
        lock.lock();
        try {
            Ledger ledger = registrar.ledger();
            List<Indexed> batch = messages.index(progress.number(), ledger.lastNumber());
            if (batch.isEmpty()) {
                progress.finish(ledger);
                return;
            }
            writer.shared(transaction -> {
                for (Indexed each : batch) {
                    Inserter.complete(transaction, each.number(), each.details());
                }
                return true;
            });
            progress.advance(
                    batch.get(batch.size() - 1).number(),
                    batch.stream().mapToLong(Indexed::size).sum());
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        while (!closing) {
            try {
                awaitArrival();
                awaitQuiet();
                completeUntilMailArrives();
            } catch (StoreUnavailableException e) {
                retryLater(Level.DEBUG, e);
            } catch (NoSpaceException e) {
                retryLater(Level.DEBUG, e);
            } catch (Throwable e) {
                retryLater(Level.ERROR, e);
            }
        }
    }

    private void awaitArrival() {
        isIdle = true;
        while (isIdle && !closing && progress.messagesBehind(registrar.ledger()) == 0) {
            LockSupport.park(this);
        }
        isIdle = false;
    }

    /**
     * Waits until no mail has arrived for some time. An arrival moves the end of the wait, but does not wake this thread,
     * which would cost as much as a part of storing the message.
     */
    private void awaitQuiet() {
        long begin = System.nanoTime();
        long remaining = QUIET_NANOS;
        while (remaining > 0 && !closing && System.nanoTime() - begin < LONGEST_WAIT_NANOS) {
            LockSupport.parkNanos(this, remaining);
            remaining = lastArrival + QUIET_NANOS - System.nanoTime();
        }
    }

    private void completeUntilMailArrives() {
        long last = registrar.ledger().lastNumber();
        do {
            step();
        } while (!closing && progress.number() < last && registrar.ledger().lastNumber() == last);
    }

    /** Queries do without the details in the meantime. */
    private void retryLater(Level level, Throwable reason) {
        if (!closing) {
            LOG.log(level, "The store cannot complete messages now", reason);
            LockSupport.parkNanos(this, RETRY_NANOS);
        }
    }

    /** Ends the thread. Messages that have no details yet keep that state. */
    @Override
    public void close() {
        closing = true;
        LockSupport.unpark(thread);
        boolean interrupted = Thread.interrupted();
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
