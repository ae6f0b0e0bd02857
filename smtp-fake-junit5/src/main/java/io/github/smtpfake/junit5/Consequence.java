package io.github.smtpfake.junit5;

/** The consequence of something that a test or a class neglected: a rule that never fired, or mail that nobody looked at. */
public enum Consequence {
    /** Nothing happens. */
    IGNORE,
    /** If the test or class fails for another reason, its failure mentions it. An attribute may also report it otherwise. */
    REPORT,
    /** The test or class fails. */
    FAIL
}
