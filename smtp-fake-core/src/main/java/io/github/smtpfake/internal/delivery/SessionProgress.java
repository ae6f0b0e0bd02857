package io.github.smtpfake.internal.delivery;

/** When a session was last active, as numbers of changes that a store counts. Not thread-safe. */
public final class SessionProgress {
    private long changedAt;
    private long activeAt;
    private long transactions;
    private boolean isInTransaction;
    private int rejectedCommands;
    private boolean hasEnded;

    /** Creates the progress of a session that has just begun. */
    public SessionProgress(long change, long transactionsBegun, long transactionsEnded) {
        this.changedAt = change;
        this.activeAt = change;
        updateTransaction(transactionsBegun, transactionsEnded);
    }

    private SessionProgress(long changedAt, long activeAt) {
        this.changedAt = changedAt;
        this.activeAt = activeAt;
        this.hasEnded = true;
    }

    /** Returns the progress of a session that ended before. */
    public static SessionProgress ended(long changedAt, long activeAt) {
        return new SessionProgress(changedAt, activeAt);
    }

    /**
     * Records a change.
     *
     * @param isEnd whether the session has ended
     * @return whether listeners must be notified: a command of the session was rejected, or the session has ended
     */
    public boolean change(long change, long transactionsBegun, long transactionsEnded, int rejections, boolean isEnd) {
        boolean wasInTransaction = isInTransaction;
        boolean begins = updateTransaction(transactionsBegun, transactionsEnded);
        changedAt = change;
        if (isEnd) {
            hasEnded = true;
            return true;
        }
        if (begins || !wasInTransaction) {
            // During a transaction and at its end, the session is as active as at its MAIL command.
            activeAt = change;
        }
        boolean hasNewRejection = rejections != rejectedCommands;
        rejectedCommands = rejections;
        return hasNewRejection;
    }

    /** Returns whether the session has begun another mail transaction since the last call. */
    private boolean updateTransaction(long begun, long ended) {
        long earlier = transactions;
        transactions = begun;
        isInTransaction = ended < begun;
        return begun > earlier;
    }

    /** Returns the number of the last change. */
    public long changedAt() {
        return changedAt;
    }

    /** Returns the number of the last change that counts as activity of the client. */
    public long activeAt() {
        return activeAt;
    }

    /** Returns whether the session has ended. */
    public boolean hasEnded() {
        return hasEnded;
    }
}
