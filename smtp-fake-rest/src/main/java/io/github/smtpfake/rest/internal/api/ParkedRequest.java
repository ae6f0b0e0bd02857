package io.github.smtpfake.rest.internal.api;

import io.github.smtpfake.inbox.Mark;
import io.github.smtpfake.internal.memory.MemoryShortage;
import io.github.smtpfake.message.MessageQuery;
import io.github.smtpfake.rest.internal.http.Answer;
import io.github.smtpfake.rest.internal.http.Deferred;
import io.github.smtpfake.rest.internal.http.ProblemDetails;
import io.github.smtpfake.rest.internal.http.ProblemException;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A request that is parked once; if it must wait again, it is parked as another object. Used only by the thread of {@link
 * ParkedRequests}, except for the methods of {@link Comparisons.Waiting}, which are thread-safe.
 */
final class ParkedRequest implements Comparisons.Waiting {
    private final MessageRequest request;
    private final ParkedRequests all;
    private final Deferred answer = new Deferred();
    private long missing;
    private volatile boolean hasEnded;
    private @Nullable Future<?> timeout;

    /**
     * Creates a request that is not parked yet.
     *
     * @param missing the number of messages that the request still needs
     */
    ParkedRequest(MessageRequest request, long missing, ParkedRequests all) {
        this.request = request;
        this.missing = missing;
        this.all = all;
    }

    /** Returns the answer that follows when the wait ends. */
    Deferred answer() {
        return answer;
    }

    void beginOrFail(Mark mark, long seenRevision) {
        try {
            begin(mark, seenRevision);
        } catch (Throwable e) {
            if (e instanceof OutOfMemoryError shortage) {
                MemoryShortage.report(shortage);
            }
            end(ParkedRequest::unavailable);
        }
    }

    private void begin(Mark mark, long seenRevision) {
        if (hasEnded) {
            return;
        }
        boolean isFirst = all.add(this);
        if (all.isStopping()) {
            // The other requests may have been answered already.
            stop();
            return;
        }
        // First, so that the request ends even if the comparison fails.
        timeout = all.schedule(this::searchAgain, request.parkingNanos());
        if (all.revision(request.selection()) == seenRevision) {
            all.comparisons().begin(this, isFirst, mark.message());
        } else {
            searchAgain();
        }
    }

    @Override
    public MessageQuery query() {
        return request.selection().query().message();
    }

    /** Returns whether a message may begin to match because its read mark or its tags change. */
    boolean dependsOnMarks() {
        return request.selection().canChange();
    }

    @Override
    public boolean isWaiting() {
        return !hasEnded;
    }

    @Override
    public void matched() {
        all.execute(() -> {
            missing--;
            if (missing <= 0) {
                searchAgain();
            }
        });
    }

    /** For example, the store is unavailable. The search of the request will report it, unless it succeeds. */
    @Override
    public void failed(Throwable reason) {
        all.execute(reason instanceof OutOfMemoryError ? this::searchLater : this::searchAgain);
    }

    /** A search that lacks memory now may succeed soon. */
    private void searchLater() {
        if (hasEnded) {
            return;
        }
        Future<?> previous = timeout;
        timeout = all.schedule(this::searchAgain, Math.min(request.remainingNanos(), MessageRequest.RETRY_NANOS));
        // Last, so that the request ends even if there is no memory for the new timeout.
        if (previous != null) {
            previous.cancel(false);
        }
    }

    void searchAgain() {
        end(request::answer);
    }

    void stop() {
        end(() -> {
            throw ParkedRequests.stopping();
        });
    }

    private void end(Supplier<Answer> next) {
        if (remove()) {
            answer.complete(next);
        }
    }

    /** Ends the wait without an answer; returns false if it has ended already. */
    boolean remove() {
        if (hasEnded) {
            return false;
        }
        hasEnded = true;
        all.removed(this);
        if (timeout != null) {
            timeout.cancel(false);
        }
        return true;
    }

    private static Answer unavailable() {
        throw new ProblemException(
                ProblemDetails.unavailable("The server could not begin to wait for messages. Try again later."));
    }
}
