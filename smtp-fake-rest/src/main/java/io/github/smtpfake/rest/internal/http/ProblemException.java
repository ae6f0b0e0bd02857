package io.github.smtpfake.rest.internal.http;

/** Makes the server answer a request with a problem document. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ProblemDetails problem;

    /** Creates an exception without a stack trace, because it is an answer and not a defect. */
    public ProblemException(ProblemDetails problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    /** Returns the problem document to send. */
    public ProblemDetails problem() {
        return problem;
    }
}
