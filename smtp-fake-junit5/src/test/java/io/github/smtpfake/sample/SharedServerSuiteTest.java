package io.github.smtpfake.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/**
 * Runs a suite repeatedly to find flaky tests, 100 times unless {@code -Dsmtpfake.sample.runs=10000} sets another number.
 */
class SharedServerSuiteTest {
    private static final int RUNS = Integer.getInteger("smtpfake.sample.runs", 100);
    private static final int TESTS = 44;

    @Test
    void neverFails() {
        for (int run = 1; run <= RUNS; run++) {
            EngineExecutionResults results = EngineTestKit.engine("junit-jupiter")
                    .selectors(selectClass(SharedServerSuite.class))
                    .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                    .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                    .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "8")
                    .execute();

            List<Throwable> failures = results.allEvents().failed().stream()
                    .map(event ->
                            event.getRequiredPayload(TestExecutionResult.class).getThrowable())
                    .flatMap(Optional::stream)
                    .toList();
            assertThat(failures).as("run %d", run).isEmpty();
            assertThat(results.testEvents().succeeded().count())
                    .as("run %d", run)
                    .isEqualTo(TESTS);
        }
    }
}
