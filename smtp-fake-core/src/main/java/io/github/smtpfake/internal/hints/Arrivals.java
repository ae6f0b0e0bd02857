package io.github.smtpfake.internal.hints;

/**
 * The words of failure messages for the messages that arrived, so that a headline does not contradict the lists below it.
 * The modules for JUnit and HTTP also use this class.
 *
 * @param matched the number of messages that match
 * @param others the number of messages that arrived, but do not match
 * @param late the number of messages that match, but arrived late
 * @param areSomeGone whether messages arrived that are no longer stored
 */
public record Arrivals(long matched, int others, int late, boolean areSomeGone) {
    /** Reports list at most this number of messages that do not match. */
    private static final int MAX_KNOWN = 100;

    /**
     * Returns what arrived, as it reads after "but".
     *
     * @param isTooFew whether the expectation was a greater number
     */
    public String text(boolean isTooFew) {
        if (matched == 0) {
            return none();
        }
        return (isTooFew ? "only " : "") + matched + (others == 0 ? " arrived" : " matched (" + otherMessages() + ")");
    }

    private String none() {
        if (others > 0) {
            return "none matched (" + otherMessages() + ")";
        }
        if (late > 0) {
            return "none arrived in time (" + count(late, "") + " arrived late)";
        }
        return areSomeGone ? "none is stored now" : "none arrived";
    }

    private String otherMessages() {
        return (others >= MAX_KNOWN ? "at least " : "") + count(others, "other ") + " arrived";
    }

    private static String count(int count, String which) {
        return count + " " + which + (count == 1 ? "message" : "messages");
    }
}
