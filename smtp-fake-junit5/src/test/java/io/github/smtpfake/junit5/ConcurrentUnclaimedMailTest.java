package io.github.smtpfake.junit5;

import static io.github.smtpfake.assertj.SmtpFakeAssertions.assertThat;
import static io.github.smtpfake.rules.Rules.rcptTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.testing.SmtpClient;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/** Tests whose mail nobody looks at while other tests use the same server. */
class ConcurrentUnclaimedMailTest {
    @SmtpFake(unclaimedMail = Consequence.FAIL)
    @Execution(ExecutionMode.CONCURRENT)
    static class RunsConcurrently {
        private static final CyclicBarrier BARRIER = new CyclicBarrier(2);

        @Test
        void leavesItsMail(SmtpFakeServer server) throws Exception {
            BARRIER.await(60, TimeUnit.SECONDS);
            SmtpClient.sendMessage(server, "ada@example.org", "unread");
            BARRIER.await(60, TimeUnit.SECONDS);
        }

        @Test
        void readsItsMail(SmtpFakeServer server, Inbox inbox) throws Exception {
            BARRIER.await(60, TimeUnit.SECONDS);
            SmtpClient.sendMessage(server, "bob@example.org", "read");
            BARRIER.await(60, TimeUnit.SECONDS);
            inbox.recipient("bob@example.org").awaitOne();
        }
    }

    @Test
    void reportsTheMailOfConcurrentTestsTogether() {
        EngineExecutionResults results =
                Jupiter.of(RunsConcurrently.class).inParallel().run();

        results.testEvents()
                .assertStatistics(statistics -> statistics.started(2).succeeded(2));
        String name = RunsConcurrently.class.getName();
        assertThat(UnclaimedMailTest.entries(results))
                .singleElement()
                .satisfies(entry -> assertThat(entry)
                        .containsAnyOf(
                                "of this test or of those that used the server at the same time (" + name
                                        + "#readsItsMail):",
                                "of this test or of those that used the server at the same time (" + name
                                        + "#leavesItsMail):")
                        .contains("\n  \"unread\" <app@example.org> -> <ada@example.org>\n")
                        .doesNotContain("\"read\""));
    }

    /** Tells the second test that the first one has ended. Registered before smtp-fake, so that it is called after it. */
    static final class Ending implements AfterEachCallback {
        static final Map<Class<?>, CountDownLatch> ENDED = new ConcurrentHashMap<>();

        static CountDownLatch of(Class<?> type) {
            return ENDED.computeIfAbsent(type, any -> new CountDownLatch(1));
        }

        @Override
        public void afterEach(ExtensionContext context) {
            of(context.getRequiredTestClass()).countDown();
        }
    }

    @ExtendWith(Ending.class)
    @Execution(ExecutionMode.CONCURRENT)
    abstract static class EndsAfterAnother {
        private static final Map<Class<?>, CountDownLatch> BEGUN = new ConcurrentHashMap<>();

        private CountDownLatch begun() {
            return BEGUN.computeIfAbsent(getClass(), any -> new CountDownLatch(2));
        }

        private void meet() throws InterruptedException {
            begun().countDown();
            assertThat(begun().await(60, TimeUnit.SECONDS)).isTrue();
        }

        @Test
        void leavesItsMail(SmtpFakeServer server) throws Exception {
            meet();
            SmtpClient.sendMessage(server, "ada@example.org", "unread");
        }

        @Test
        void endsLast(SmtpFakeServer server) throws Exception {
            meet();
            assertThat(Ending.of(getClass()).await(60, TimeUnit.SECONDS)).isTrue();
            end(server);
        }

        abstract void end(SmtpFakeServer server);
    }

    @SmtpFake(unclaimedMail = Consequence.FAIL)
    static class EndsWithAnAbortion extends EndsAfterAnother {
        @Override
        void end(SmtpFakeServer server) {
            assumeTrue(server.port() < 0, "never");
        }
    }

    @SmtpFake(unclaimedMail = Consequence.FAIL, unusedRules = Consequence.FAIL)
    static class EndsWithAnUnusedRule extends EndsAfterAnother {
        @Override
        void end(SmtpFakeServer server) {
            server.on(rcptTo("full@example.org")).reply("452 4.2.2 mailbox full");
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {EndsWithAnAbortion.class, EndsWithAnUnusedRule.class})
    void reportsTheMailOfConcurrentTestsHoweverTheLastOneEnds(Class<?> type) {
        Ending.ENDED.remove(type);
        EndsAfterAnother.BEGUN.remove(type);

        EngineExecutionResults results = Jupiter.of(type).inParallel().run();

        assertThat(UnclaimedMailTest.entries(results))
                .singleElement()
                .asString()
                .contains(
                        "of this test or of those that used the server at the same time ("
                                + EndsAfterAnother.class.getName()
                                + "#leavesItsMail):",
                        "\n  \"unread\" <app@example.org> -> <ada@example.org>\n");
    }
}
