package io.github.smtpfake.jdbc;

import io.github.smtpfake.jdbc.MessageReader.Batch;
import io.github.smtpfake.jdbc.MessageReader.Indexed;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.store.StoreUnavailableException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Adds the details to messages that were acknowledged without them, in small steps while no mail arrives and no message is
 * read, so that making them slows down neither senders nor readers. A query for more than a few messages without
 * details does not wait for that. Messages that a process could not complete before it ended are completed by the next
 * one. Thread-safe.
 */
final class Indexer implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Indexer.class.getName());
    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(30);
    /** Below this number, Java decides as fast. */
    private static final long FEW = 20;
    /** A query completes this number of messages in less than a second, and all later ones need not decide about them. */
    private static final long MANY = 500;
    /** Completing a message takes several times as long as deciding about it, so a query completes only one of this number. */
    private static final int SHARE = 8;
    /** How often the thread tries to make the details of a message for which there is too little memory. */
    private static final int MOST_TRIES = 3;

    private final Registrar registrar;
    private final IndexProgress progress;
    private final Demand demand;
    private final MessageReader messages;
    private final Readers readers;
    private final Writer writer;
    private final IndexerSettings settings;
    /** Fair, because a thread with many steps to do must not keep a query with few from doing them. */
    private final ReentrantLock lock = new ReentrantLock(true);

    private final Thread thread;
    private volatile boolean isIdle;
    private volatile boolean closing;

    // Used by the thread only: how often memory was insufficient for the message after this number.
    private long failedAfter = -1;

    private int failures;
    // Used by the thread only: how long it has worked since its last wait, at least a whole step.
    private long workNanos = MessageReader.STEP_NANOS;

    /** Creates an indexer; {@link #start} must follow. */
    Indexer(Registrar registrar, MessageReader messages, Readers readers, Writer writer, IndexerSettings settings) {
        this.registrar = registrar;
        this.progress = registrar.indexing();
        this.demand = registrar.demand();
        this.messages = messages;
        this.readers = readers;
        this.writer = writer;
        this.settings = settings;
        this.thread = new Thread(this::run, "smtp-fake-store-index");
        thread.setDaemon(true);
    }

    void start() {
        if (settings.inBackground()) {
            thread.start();
        }
    }

    /** Records that a message has been stored. */
    void arrived() {
        demand.arrived();
        if (isIdle) {
            isIdle = false;
            LockSupport.unpark(thread);
        }
    }

    /**
     * Returns the details with which a new message is stored; empty if it gets them later. If many messages have none, the
     * thread that adds a message makes its details, which also slows down the sender.
     */
    Optional<MessageDetails> detailsOfNew(CapturedMessage message) {
        if (!isFarBehind()) {
            return Optional.empty();
        }
        try {
            return Optional.of(MessageDetails.orUnknown(message.id(), () -> message, settings.parser()));
        } catch (OutOfMemoryError e) {
            LOG.log(
                    Level.DEBUG,
                    "The store has too little memory for the details of a message, and makes them later",
                    e);
            return Optional.empty();
        }
    }

    /** Returns whether new messages must not be stored without details. */
    boolean isFarBehind() {
        Ledger ledger = registrar.ledger();
        return ledger.incomplete() >= settings.mostMessages() || ledger.incompleteBytes() >= settings.mostBytes();
    }

    /**
     * Adds the details to the messages that a query is about, or to the first of them if they are many, unless it does not need
     * them, there are only few candidates without details, or it fails. Java decides about the others. A thread that is reading
     * would not see the details, so that Java decides.
     */
    void catchUp(QueryPlan plan) {
        long first = Math.max(plan.query().after(), progress.number());
        long last = Math.min(plan.query().before() - 1, registrar.ledger().lastNumber());
        if (!plan.needsDetails() || last - first <= FEW || readers.isReading()) {
            return;
        }
        try {
            long candidates = messages.countIncomplete(plan);
            if (candidates > FEW) {
                complete(first, last, Math.max(MANY, candidates / SHARE));
            }
        } catch (StoreUnavailableException e) {
            LOG.log(Level.DEBUG, "The store cannot complete messages, so that a query parses them", e);
        } catch (NoSpaceException e) {
            LOG.log(Level.DEBUG, "The store has no space to complete messages, so that a query parses them", e);
        } catch (OutOfMemoryError e) {
            LOG.log(
                    Level.DEBUG,
                    "The store has too little memory to complete messages, so that a query parses them",
                    e);
        }
    }

    /** Adds the details to all messages. */
    void finish() {
        complete(progress.number(), registrar.ledger().lastNumber(), Long.MAX_VALUE);
    }

    /** Adds details to messages of a range, until no more lack them or at least a given number has got them. */
    private void complete(long after, long last, long count) {
        long done = after;
        Batch batch = step(done, last, false, () -> false);
        long completed = batch.messages().size();
        while (batch.last() > done && batch.last() < last && completed < count) {
            done = batch.last();
            batch = step(done, last, false, () -> false);
            completed += batch.messages().size();
        }
    }

    /** Adds details to the first messages of a range. */
    private Batch step(long after, long last, boolean isLastTry, BooleanSupplier isInterrupted) {
        lock.lock();
        try {
            Batch batch = messages.index(after, last, settings.parser(), isLastTry, isInterrupted);
            if (!batch.messages().isEmpty()) {
                writer.shared(transaction -> {
                    for (Indexed each : batch.messages()) {
                        Inserter.complete(transaction, each.number(), each.size(), each.details());
                    }
                    return true;
                });
            }
            progress.advance(after, batch.last());
            return batch;
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        while (!closing) {
            try {
                awaitArrival();
                boolean isQuiet = awaitQuiet();
                long begin = System.nanoTime();
                completeUntilNeeded(isQuiet ? () -> demand.isRequestedAfter(begin) : () -> false);
                workNanos = Math.max(MessageReader.STEP_NANOS, System.nanoTime() - begin);
            } catch (StoreUnavailableException e) {
                retryLater(Level.DEBUG, e);
            } catch (NoSpaceException e) {
                retryLater(Level.DEBUG, e);
            } catch (OutOfMemoryError e) {
                countFailure(progress.number());
                retryLater(Level.WARNING, e);
            } catch (Throwable e) {
                retryLater(Level.ERROR, e);
            }
        }
    }

    private void awaitArrival() {
        isIdle = true;
        while (isIdle && !closing && progress.number() >= registrar.ledger().lastNumber()) {
            LockSupport.park(this);
        }
        isIdle = false;
    }

    /**
     * Waits until nobody has needed the store for some time, or for the longest time; returns whether nobody needs it. An
     * arrival moves the end of the wait, but does not wake this thread, which would cost as much as a part of storing the
     * message.
     */
    private boolean awaitQuiet() {
        long begin = System.nanoTime();
        long remaining = demand.remainingNanos();
        long rest = demand.longestWaitNanos(workNanos);
        while (remaining > 0 && rest > 0 && !closing) {
            LockSupport.parkNanos(this, Math.min(remaining, rest));
            remaining = demand.remainingNanos();
            rest = demand.longestWaitNanos(workNanos) - (System.nanoTime() - begin);
        }
        return remaining <= 0;
    }

    /** Does steps while nobody needs the store; if somebody always does, one whole step. */
    private void completeUntilNeeded(BooleanSupplier isInterrupted) {
        long last = registrar.ledger().lastNumber();
        long begin = System.nanoTime();
        do {
            long after = progress.number();
            step(after, last, after == failedAfter && failures >= MOST_TRIES - 1, isInterrupted);
        } while (!closing
                && progress.number() < last
                && registrar.ledger().lastNumber() == last
                && !demand.isRequestedAfter(begin));
    }

    private void countFailure(long after) {
        failures = after == failedAfter ? failures + 1 : 1;
        failedAfter = after;
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
