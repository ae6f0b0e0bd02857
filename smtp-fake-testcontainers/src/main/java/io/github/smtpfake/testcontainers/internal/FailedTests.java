package io.github.smtpfake.testcontainers.internal;

import java.util.Optional;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/**
 * Tells the containers that run when a test begins whether it fails. The extension of Testcontainers does so only for containers in
 * instance fields, which start later. JUnit finds this class by {@link java.util.ServiceLoader}. Thread-safe.
 */
public final class FailedTests implements TestExecutionListener {

    /** Creates a listener; called by {@link java.util.ServiceLoader}. */
    public FailedTests() {}

    @Override
    public void executionStarted(TestIdentifier test) {
        if (test.isTest()) {
            TestObservers.begin(test.getUniqueId());
        }
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (test.isTest()) {
            TestObservers.end(
                    test.getUniqueId(), result.getStatus() == Status.FAILED ? result.getThrowable() : Optional.empty());
        }
    }
}
