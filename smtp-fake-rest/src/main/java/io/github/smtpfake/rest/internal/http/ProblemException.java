package io.github.smtpfake.rest.internal.http;

/** A request is answered with a problem document. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ProblemDetails problem;

    /** Makes an exception without a stack trace, as it is an answer and not a defect. */
    public ProblemException(ProblemDetails problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    /** Returns what to answer. */
    public ProblemDetails problem() {
        return problem;
    }
}
