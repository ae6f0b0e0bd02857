package io.github.smtpfake.session;

import java.util.Objects;

/**
 * A violation of an RFC, or of good practice, by a client or message. The server records problems and never repairs
 * anything silently. Immutable.
 *
 * @param id a short name that tests can refer to, such as {@code bareLf}
 * @param severity how serious the problem is
 * @param detail a description of the finding and its place
 * @param reference the section of the RFC, or the reason
 */
public record Problem(String id, Severity severity, String detail, String reference) {

    /** How serious a problem is. */
    public enum Severity {
        /** The RFC named by the reference forbids it. */
        VIOLATION,
        /** It works, but is against good practice. */
        ADVICE
    }

    /** Checks that nothing is null. */
    public Problem {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(detail, "detail");
        Objects.requireNonNull(reference, "reference");
    }

    /** Returns a violation of an RFC. */
    public static Problem violation(String id, String detail, String reference) {
        return new Problem(id, Severity.VIOLATION, detail, reference);
    }

    /** Returns a violation of good practice, for the given reason. */
    public static Problem advice(String id, String detail, String reference) {
        return new Problem(id, Severity.ADVICE, detail, reference);
    }

    /** Returns {@code <id>: <detail> (<reference>)}. */
    @Override
    public String toString() {
        return id + ": " + detail + " (" + reference + ")";
    }
}
