package io.github.smtpfake.rest.internal.http;

/** Answers requests. Called by many threads at a time. */
public interface Handler {

    /**
     * Returns the answer.
     *
     * @throws ProblemException to answer with a problem document instead
     */
    Answer handle(Request request);
}
