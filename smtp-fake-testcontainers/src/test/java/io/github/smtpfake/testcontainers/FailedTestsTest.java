package io.github.smtpfake.testcontainers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.github.smtpfake.testcontainers.internal.TestObserver;
import io.github.smtpfake.testcontainers.internal.TestObservers;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** What the containers are told that run when a test begins. */
class FailedTestsTest {

    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class Tests {
        @Test
        void aborts() {
            Assumptions.abort("on purpose");
        }

        @Test
        void fails() {
            throw new AssertionError("fails on purpose");
        }

        @Test
        void succeeds() {}
    }

    private static final class Recording implements TestObserver {
        private final List<String> calls = new CopyOnWriteArrayList<>();

        @Override
        public void begin(String test) {
            record("begin", test, "");
        }

        @Override
        public void end(String test, Optional<Throwable> failure) {
            record("end", test, failure.map(Throwable::getMessage).orElse(""));
        }

        /** Other tests run at the same time. */
        private void record(String call, String test, String failure) {
            if (test.contains(Tests.class.getSimpleName() + "]")) {
                calls.add((call + test.substring(test.lastIndexOf(':')) + " " + failure).strip());
            }
        }
    }

    private static void runTests() {
        LauncherFactory.create()
                .execute(LauncherDiscoveryRequestBuilder.request()
                        .selectors(selectClass(Tests.class))
                        .build());
    }

    /** Adds an exception to each failure, as a container does. */
    private static final class Marking implements TestObserver {
        @Override
        public void begin(String test) {}

        @Override
        public void end(String test, Optional<Throwable> failure) {
            failure.ifPresent(thrown -> thrown.addSuppressed(new IllegalStateException("transcript")));
        }
    }

    /** What a listener of the tool that runs the tests sees of failed and aborted tests. */
    private static final class Report implements TestExecutionListener {
        private final List<String> lines = new CopyOnWriteArrayList<>();

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            result.getThrowable()
                    .ifPresent(thrown -> lines.add(test.getDisplayName() + " " + thrown.getSuppressed().length));
        }
    }

    @Test
    void tellsObserversOfAFailureBeforeItIsReported() {
        TestObserver observer = new Marking();
        TestObservers.add(observer);
        Report report = new Report();

        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(Tests.class))
                                .configurationParameter("junit.jupiter.extensions.autodetection.enabled", "true")
                                .build(),
                        report);
        TestObservers.remove(observer);

        assertThat(report.lines).containsExactly("aborts() 0", "fails() 1");
    }

    @Test
    void tellsEachObserverWhichTestsFail() {
        Recording observer = new Recording();
        TestObservers.add(observer);

        runTests();
        TestObservers.remove(observer);
        runTests();

        assertThat(observer.calls)
                .containsExactly(
                        "begin:aborts()]",
                        "end:aborts()]",
                        "begin:fails()]",
                        "end:fails()] fails on purpose",
                        "begin:succeeds()]",
                        "end:succeeds()]");
    }
}
