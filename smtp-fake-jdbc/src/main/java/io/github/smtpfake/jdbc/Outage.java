package io.github.smtpfake.jdbc;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Logs the beginning and the end of a time in which something fails, rather than each failure. Used by one thread at a time. */
final class Outage {
    private static final Logger LOG = System.getLogger(Outage.class.getName());

    private final String work;
    private volatile boolean isUnderWay;

    /**
     * Creates an outage that is not under way.
     *
     * @param work what the store cannot do during the outage, after "The store cannot"
     */
    Outage(String work) {
        this.work = work;
    }

    /** Logs a failure, unless it is part of an outage that was logged already. */
    void begin(Throwable reason) {
        if (!isUnderWay) {
            isUnderWay = true;
            LOG.log(Level.WARNING, "The store cannot " + work + "; it tries again", reason);
        }
    }

    /** Logs that the work succeeds again, if there was an outage. */
    void end() {
        if (isUnderWay) {
            isUnderWay = false;
            LOG.log(Level.INFO, "The store can " + work + " again");
        }
    }

    /** Returns whether the last attempt has failed. May be called by any thread. */
    boolean isUnderWay() {
        return isUnderWay;
    }
}
