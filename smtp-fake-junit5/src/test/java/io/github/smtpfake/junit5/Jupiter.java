package io.github.smtpfake.junit5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Runs test classes as users write them, in sequence unless {@link #inParallel} is called. */
record Jupiter(List<Class<?>> classes, Map<String, String> parameters) {

    static Jupiter of(Class<?>... classes) {
        return new Jupiter(List.of(classes), Map.of("junit.jupiter.execution.parallel.enabled", "false"));
    }

    Jupiter inParallel() {
        return with("junit.jupiter.execution.parallel.enabled", "true")
                .with("junit.jupiter.execution.parallel.mode.default", "concurrent")
                .with("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .with("junit.jupiter.execution.parallel.config.fixed.parallelism", "4");
    }

    Jupiter with(String parameter, String value) {
        Map<String, String> more = new HashMap<>(parameters);
        more.put(parameter, value);
        return new Jupiter(classes, more);
    }

    EngineExecutionResults run() {
        EngineTestKit.Builder builder = EngineTestKit.engine("junit-jupiter")
                .selectors(classes.stream().map(type -> selectClass(type)).toArray(ClassSelector[]::new));
        parameters.forEach(builder::configurationParameter);
        return builder.execute();
    }

    /** Runs the classes, and returns the failures of tests and containers. */
    List<Throwable> failures() {
        return run().allEvents().finished().stream()
                .map(event ->
                        event.getRequiredPayload(TestExecutionResult.class).getThrowable())
                .flatMap(Optional::stream)
                .toList();
    }

    /** Runs the classes, and returns the only failure of a test or container. */
    Throwable failure() {
        List<Throwable> failures = failures();
        assertThat(failures).hasSize(1);
        return failures.get(0);
    }

    void assertAllSucceed(int tests) {
        EngineExecutionResults results = run();
        assertThat(results.allEvents().failed().stream()
                        .map(event -> event.getRequiredPayload(TestExecutionResult.class)
                                .getThrowable()))
                .isEmpty();
        results.testEvents()
                .assertStatistics(statistics -> statistics.started(tests).succeeded(tests));
    }

    static void assertAllSucceed(Class<?> testClass, int tests) {
        of(testClass).assertAllSucceed(tests);
    }

    /** Returns the failure with its causes and suppressed exceptions. */
    static String text(Throwable failure) {
        return failure
                + (failure.getCause() == null ? "" : "\n" + text(failure.getCause()))
                + String.join(
                        "",
                        Arrays.stream(failure.getSuppressed())
                                .map(each -> "\n" + text(each))
                                .toList());
    }
}
