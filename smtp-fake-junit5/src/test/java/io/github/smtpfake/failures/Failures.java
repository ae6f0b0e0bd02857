package io.github.smtpfake.failures;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Runs test classes as users write them, and returns the failures that JUnit reports, without the parts that vary. */
final class Failures {

    private Failures() {}

    /** Returns the message of the only failure of a class. */
    static String messageOf(Class<?> testClass) {
        return normalized(String.valueOf(failureOf(testClass).getMessage()));
    }

    /** Returns what was added to the only failure of a class, one line for each suppressed exception. */
    static String suppressedIn(Class<?> testClass) {
        return normalized(Arrays.stream(failureOf(testClass).getSuppressed())
                .map(Throwable::toString)
                .collect(Collectors.joining("\n")));
    }

    private static Throwable failureOf(Class<?> testClass) {
        List<Throwable> failures = EngineTestKit.engine("junit-jupiter")
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "false")
                .selectors(selectClass(testClass))
                .execute()
                .allEvents()
                .failed()
                .stream()
                .map(event ->
                        event.getRequiredPayload(TestExecutionResult.class).getThrowable())
                .flatMap(Optional::stream)
                .toList();
        if (failures.size() != 1) {
            throw new AssertionError("Expected one failure, but there were " + failures);
        }
        return failures.get(0);
    }

    private static String normalized(String text) {
        return text.replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1:PORT")
                .replaceAll("<[^ <>]+@localhost>", "<ID>")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "TIME")
                .replaceAll("\\d+ ms(,? )(later|after|before|(?=\\d+ ms later))", "N ms$1$2")
                .replaceAll("(\\w+Test\\.java):\\d+", "$1:LINE");
    }
}
