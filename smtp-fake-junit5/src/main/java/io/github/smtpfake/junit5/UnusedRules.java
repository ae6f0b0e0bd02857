package io.github.smtpfake.junit5;

/** The consequence of a rule that has not fired when the test or class that added it ends. */
public enum UnusedRules {
    /** The test or class that added the rule fails. */
    FAIL,
    /** If the test or class fails for another reason, its failure mentions the rule. */
    REPORT,
    /** Nothing happens. */
    IGNORE
}
