package io.github.smtpfake.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Runs test classes as JUnit does. */
final class TestClasses {

    private static final String PARALLEL = "junit.jupiter.execution.parallel.enabled";

    private TestClasses() {}

    /** Runs classes one after the other, and requires that the given number of tests passes and none fails. */
    static void pass(int tests, Class<?>... classes) {
        requirePassed(tests, run(Map.of(PARALLEL, "false"), classes));
    }

    /** Runs classes in parallel, and requires the same. */
    static void passInParallel(int tests, Class<?>... classes) {
        requirePassed(
                tests,
                run(
                        Map.of(
                                PARALLEL,
                                "true",
                                "junit.jupiter.execution.parallel.mode.default",
                                "concurrent",
                                "junit.jupiter.execution.parallel.config.strategy",
                                "fixed",
                                "junit.jupiter.execution.parallel.config.fixed.parallelism",
                                "4"),
                        classes));
    }

    private static void requirePassed(int tests, TestExecutionSummary summary) {
        for (TestExecutionSummary.Failure failure : summary.getFailures()) {
            throw new AssertionError(failure.getTestIdentifier().getUniqueId(), failure.getException());
        }
        assertThat(summary.getTestsSucceededCount()).isEqualTo(tests);
    }

    /** Runs a class and returns its failures. */
    static List<Throwable> failures(Class<?> type) {
        return run(Map.of(PARALLEL, "false"), type).getFailures().stream()
                .map(TestExecutionSummary.Failure::getException)
                .toList();
    }

    private static TestExecutionSummary run(Map<String, String> parameters, Class<?>... classes) {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(Stream.of(classes)
                                        .map(type -> selectClass(type))
                                        .toList())
                                .configurationParameters(parameters)
                                .build(),
                        listener);
        return listener.getSummary();
    }
}
