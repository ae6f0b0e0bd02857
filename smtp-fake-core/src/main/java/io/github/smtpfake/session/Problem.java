package io.github.smtpfake.session;

/**
 * Something that a client or message did against an RFC, or against good practice. Recorded and shown, never silently
 * repaired.
 *
 * @param id a short name that tests can refer to, such as {@code bareLf}
 * @param severity how bad it is
 * @param detail a sentence on what was seen, and where
 * @param reference the section of the RFC, or the reason
 */
public record Problem(String id, Severity severity, String detail, String reference) {

    /** How bad a problem is. */
    public enum Severity {
        /** Against an RFC. */
        VIOLATION,
        /** Against good practice. */
        ADVICE
    }

    /** Returns a violation of an RFC. */
    public static Problem violation(String id, String detail, String source) {
        return new Problem(id, Severity.VIOLATION, detail, source);
    }

    /** Returns a breach of good practice, for which the source gives the reason. */
    public static Problem advice(String id, String detail, String source) {
        return new Problem(id, Severity.ADVICE, detail, source);
    }

    @Override
    public String toString() {
        return id + ": " + detail + " (" + reference + ")";
    }
}
