package io.github.smtpfake.junit5;

/**
 * The consequence of reading an inbox that other tests may fill at the same time: the server is shared with tests that run
 * concurrently, and the inbox is not restricted to an address, a user or an EHLO name.
 */
public enum ConcurrentInbox {
    /** Nothing happens. If the test fails, its failure names the tests that used the server at the same time. */
    IGNORE,
    /** A warning is logged, once for each test. */
    WARN,
    /** The read fails, whether other tests happen to run at that moment or not. */
    FAIL
}
