package io.github.smtpfake.junit5;

/**
 * The consequence of mail that arrived during a test and that the test never looked at.
 *
 * <p>A test has looked at a message if a wait matched it, an assertion examined it, or an inbox of the server returned it or its
 * session, until the {@code @AfterEach} methods have ended. It need not be an inbox of this test. A message that is read only
 * from the store of the server or over HTTP does not count as looked at. A message that was deleted or evicted is not checked,
 * and neither is one whose MAIL command arrived before the test began.
 *
 * <p>If other tests used the server at the same time, a message cannot be attributed to one of them. The last of them that ends
 * then reports the mail of all, even with {@link #FAIL}.
 */
public enum UnclaimedMail {
    /** Nothing happens, and nothing is recorded. */
    IGNORE,
    /**
     * If the test passes, a warning is logged and a report entry of the test lists the messages. If it fails, its failure
     * mentions them.
     */
    REPORT,
    /** The test fails. If it fails anyway, its failure mentions the messages. */
    FAIL
}
