package io.github.smtpfake.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary.Failure;

/**
 * Runs suites repeatedly in this JVM to find flaky tests, eight times unless {@code -Dsmtpfake.sample.runs=10000} sets another
 * number. Their tests share servers, receive late mail and run concurrently.
 */
class SharedServerSuiteTest {
    private static final int RUNS = Integer.getInteger("smtpfake.sample.runs", 8);
    private static final int TESTS = 100;

    @Test
    void neverFails() {
        Launcher launcher = LauncherFactory.create();
        LauncherDiscoveryRequest suites = LauncherDiscoveryRequestBuilder.request()
                .selectors(
                        selectClass(SharedServerSuite.class),
                        selectClass(LateMailSuite.class),
                        selectClass(AsynchronousMailSuite.class))
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "8")
                .build();
        for (int run = 1; run <= RUNS; run++) {
            SummaryGeneratingListener listener = new SummaryGeneratingListener();

            launcher.execute(suites, listener);

            List<Throwable> failures = listener.getSummary().getFailures().stream()
                    .map(Failure::getException)
                    .toList();
            assertThat(failures).as("run %d", run).isEmpty();
            assertThat(listener.getSummary().getTestsSucceededCount())
                    .as("run %d", run)
                    .isEqualTo(TESTS);
        }
    }
}
