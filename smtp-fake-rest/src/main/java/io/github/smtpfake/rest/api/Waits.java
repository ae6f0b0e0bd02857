package io.github.smtpfake.rest.api;

import io.github.smtpfake.inbox.AwaitResult;
import io.github.smtpfake.inbox.MailSource;
import io.github.smtpfake.rest.http.ProblemDetails;
import io.github.smtpfake.rest.http.ProblemException;
import java.util.concurrent.Semaphore;

/** Finds messages, waiting for them if need be. Each wait keeps a thread, so only so many may wait at a time. */
final class Waits {
    private final MailSource source;
    private final int most;
    private final Semaphore free;

    Waits(MailSource source, int most) {
        this.source = source;
        this.most = most;
        this.free = new Semaphore(most);
    }

    /** @throws ProblemException with 404 if there are too few when the time is over; 503 if too many wait */
    AwaitResult await(Selection selection, Wait wait) {
        if (wait.isLooking()) {
            return find(selection, wait);
        }
        if (!free.tryAcquire()) {
            throw new ProblemException(
                    ProblemDetails.unavailable("Already " + most + " requests wait; ask again later."));
        }
        try {
            return find(selection, wait);
        } finally {
            free.release();
        }
    }

    private AwaitResult find(Selection selection, Wait wait) {
        try {
            AwaitResult result = source.await(selection.query(), selection.since(), wait.count(), wait.timeout());
            if (result.matches().size() < wait.count()) {
                throw new ProblemException(TooFew.problem(selection, wait, result));
            }
            return result;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(ProblemDetails.unavailable("The server is stopping."));
        }
    }
}
