package io.github.smtpfake.testcontainers.internal;

import java.util.Optional;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/**
 * Tells the containers that a test has failed before anything reports its failure. {@link FailedTests} is called too late for that:
 * when a test ends, new releases of JUnit call the listeners of the tool that runs the tests, such as Surefire's, before those that
 * JUnit finds itself. JUnit finds this class by {@link java.util.ServiceLoader}, if {@code
 * junit.jupiter.extensions.autodetection.enabled} is true. Thread-safe.
 */
public final class FailuresBeforeReports implements AfterEachCallback {

    /** Creates an extension; called by {@link java.util.ServiceLoader}. */
    public FailuresBeforeReports() {}

    @Override
    public void afterEach(ExtensionContext test) {
        Optional<Throwable> failure =
                test.getExecutionException().filter(thrown -> !(thrown instanceof TestAbortedException));
        if (failure.isPresent()) {
            TestObservers.end(test.getUniqueId(), failure);
        }
    }
}
