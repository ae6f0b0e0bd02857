package io.github.smtpfake.junit5;

/** What becomes of a rule that never fired when the test, or the class, ends that it was given for. */
public enum UnusedRules {
    /** The test fails; for a rule of the class, the class does. */
    FAIL,
    /** If the test fails anyway, its failure tells. */
    REPORT,
    /** Nothing. */
    IGNORE
}
