package io.github.smtpfake.rest.internal.http;

/** Answers requests. Called by several threads at a time. */
public interface Handler {

    /**
     * Returns the answer.
     *
     * @throws ProblemException if the answer is a problem document instead
     */
    Answer handle(Request request);

    /** Returns the answer to a request that is rejected before this handler would see it. */
    default Response reject(Request request, ProblemDetails problem) {
        return problem.response();
    }
}
