package io.github.smtpfake.junit5;

import static io.github.smtpfake.assertj.SmtpFakeAssertions.assertThat;
import static io.github.smtpfake.message.MessageQueries.subjectContains;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.assertj.InboxAssert;
import io.github.smtpfake.inbox.AwaitFailedError;
import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.testing.Background;
import io.github.smtpfake.testing.SmtpClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;

/** Tests inboxes that tests share with others that run at the same time. */
class SharedInboxTest {

    private static final String NOTE = """

            This inbox is not restricted to an address, user or EHLO name, and another test used the server at the same time:
              %s#succeeds
            Send the mail of each test to inbox.uniqueAddress() and read inbox.recipient(address), or restrict the inbox to a user or an EHLO name that only this test uses.""";

    /** A class with two tests that wait for each other. */
    abstract static class Pair {
        private static final Map<Class<?>, CyclicBarrier> BARRIERS = new ConcurrentHashMap<>();

        final void meet() throws InterruptedException, BrokenBarrierException, TimeoutException {
            BARRIERS.computeIfAbsent(getClass(), type -> new CyclicBarrier(2)).await(60, TimeUnit.SECONDS);
        }
    }

    @SmtpFake(awaitTimeout = "1s")
    static class Unrestricted extends Pair {
        @Test
        void succeeds(SmtpFakeServer server) throws Exception {
            meet();
            SmtpClient.sendMessage(server, "bob@example.org", "of the other test");
            meet();
            meet();
        }

        @Test
        void fails(SmtpFakeServer server, Inbox inbox) throws Exception {
            meet();
            SmtpClient.sendMessage(server, "ada@example.org", "mine");
            meet();
            try {
                inbox.awaitOne();
            } finally {
                meet();
            }
        }
    }

    @Test
    void aFailedWaitNamesTheTestsThatUsedTheServerAtTheSameTime() {
        assertThat(Jupiter.of(Unrestricted.class).inParallel().failure())
                .isInstanceOf(AwaitFailedError.class)
                .hasMessageStartingWith("Expected exactly 1 message within 1 s, but 2 arrived.")
                .hasMessageEndingWith(NOTE, Unrestricted.class.getName());
    }

    private static final List<Consumer<InboxAssert>> ASSERTIONS = List.of(
            InboxAssert::isEmpty,
            inbox -> inbox.hasMessage(subjectContains("mine")),
            inbox -> inbox.hasNoMessage(subjectContains("other")),
            inbox -> inbox.hasOnlyMessages(subjectContains("mine")),
            inbox -> inbox.hasMessagesInOrder(),
            inbox -> inbox.staysEmptyFor(Duration.ZERO));

    @SmtpFake
    static class Asserts extends Pair {
        @Test
        void succeeds(SmtpFakeServer server) throws Exception {
            meet();
            SmtpClient.sendMessage(server, "bob@example.org", "of the other test");
            meet();
            meet();
        }

        @Test
        void fails(Inbox inbox) throws Exception {
            meet();
            meet();
            try {
                for (Consumer<InboxAssert> assertion : ASSERTIONS) {
                    Throwable failure = catchThrowable(() -> assertion.accept(assertThat(inbox)));
                    assertThat(failure).hasMessageEndingWith(NOTE, Asserts.class.getName());
                }
                assertThat(inbox).hasMessageCount(2);
            } finally {
                meet();
            }
        }
    }

    @Test
    void aFailedAssertionNamesThemToo() {
        assertThat(Jupiter.of(Asserts.class).inParallel().failure())
                .hasMessageStartingWith("Expected inbox of all messages to have 2 messages, but it has 1 message.")
                .hasMessageEndingWith(NOTE, Asserts.class.getName());
    }

    @Test
    void theReadmeShowsTheFailure() throws IOException {
        String readme = Files.readString(Path.of("../README.md"));

        assertThat(NOTE.lines().filter(line -> !line.startsWith("  ")))
                .allSatisfy(line -> assertThat(readme).contains(line));
    }

    @SmtpFake(awaitTimeout = "0s")
    static class SameAddress extends Pair {
        @Test
        void one(SmtpFakeServer server, Inbox inbox) throws Exception {
            // A test does not see mail from before its start.
            meet();
            SmtpClient.sendMessage(server, "ada@example.org", "one");
            Inbox mine = inbox.recipient("ada@example.org");
            meet();
            mine.messages();
            meet();
            try {
                mine.awaitOne();
            } finally {
                meet();
            }
        }

        @Test
        void two(SmtpFakeServer server, Inbox inbox) throws Exception {
            one(server, inbox);
        }
    }

    @Test
    void namesTestsThatReadTheMailOfTheSameAddress() {
        List<Throwable> failures = Jupiter.of(SameAddress.class).inParallel().failures();

        assertThat(failures).hasSize(2);
        assertThat(failures.stream().map(Throwable::getMessage))
                .anySatisfy(message -> assertThat(message).endsWith("""

                        Another test also read mail for recipient ada@example.org at the same time:
                          %s#one
                        Use a different address, user or EHLO name in each test, such as inbox.uniqueAddress().""".formatted(SameAddress.class.getName())))
                .anySatisfy(message -> assertThat(message).contains(SameAddress.class.getName() + "#two\n"));
    }

    @SmtpFake(awaitTimeout = "0s")
    static class DifferentAddresses extends Pair {
        @Test
        void succeeds(SmtpFakeServer server, Inbox inbox) throws Exception {
            SmtpClient.sendMessage(server, "bob@example.org", "other");
            inbox.recipient("bob@example.org").messages();
            meet();
            meet();
        }

        @Test
        void fails(Inbox inbox) throws Exception {
            meet();
            try {
                inbox.recipient("ada@example.org").awaitOne();
            } finally {
                meet();
            }
        }
    }

    @SmtpFake(awaitTimeout = "0s")
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class InSequence {
        @Test
        void first(SmtpFakeServer server) {
            SmtpClient.sendMessage(server, "bob@example.org", "other");
        }

        @Test
        void second(SmtpFakeServer server, Inbox inbox) {
            SmtpClient.sendMessage(server, "bob@example.org", "one");
            SmtpClient.sendMessage(server, "bob@example.org", "two");
            inbox.awaitOne();
        }
    }

    @Test
    void namesNoTestsThatDidNotInterfere() {
        assertThat(Jupiter.of(DifferentAddresses.class).inParallel().failure())
                .hasMessageNotContaining("at the same time");
        assertThat(Jupiter.of(InSequence.class).failure()).hasMessageNotContaining("at the same time");
    }

    private static Inbox ofClass;

    @SmtpFake
    static class OfTheClass extends Pair {
        @BeforeAll
        static void keep(Inbox inbox) {
            ofClass = inbox;
        }

        @Test
        void succeeds(SmtpFakeServer server) throws Exception {
            SmtpClient.sendMessage(server, "bob@example.org", "other");
            meet();
            meet();
        }

        @Test
        void fails() throws Exception {
            meet();
            try {
                assertThat(ofClass).isEmpty();
            } finally {
                meet();
            }
        }
    }

    @Test
    void namesTheRunningTestsIfTheInboxBelongsToTheClass() {
        assertThat(Jupiter.of(OfTheClass.class).inParallel().failure().getMessage())
                .contains("and another test used the server", OfTheClass.class.getName() + "#succeeds")
                .doesNotContain("#fails");
    }

    @SmtpFake
    static class OfTheClassInAThread extends Pair {
        @BeforeAll
        static void keep(Inbox inbox) {
            ofClass = inbox;
        }

        @Test
        void succeeds(SmtpFakeServer server) throws Exception {
            SmtpClient.sendMessage(server, "bob@example.org", "other");
            meet();
            meet();
        }

        @Test
        void fails() throws Exception {
            meet();
            try {
                Background.run(() -> assertThat(ofClass).isEmpty()).get();
            } finally {
                meet();
            }
        }
    }

    @Test
    void callsNoTestAnotherOneIfTheThreadIsThatOfNoTest() {
        assertThat(Jupiter.of(OfTheClassInAThread.class).inParallel().failure().getMessage())
                .contains("and these tests used the server at the same time:", "#succeeds", "#fails");
    }

    @SmtpFake(concurrentInbox = ConcurrentInbox.FAIL)
    static class Strict {
        @Test
        void reads(Inbox inbox) {
            assertThat(inbox.recipient(inbox.uniqueAddress()).messages()).isEmpty();
            inbox.messages();
        }
    }

    @SmtpFake(concurrentInbox = ConcurrentInbox.FAIL)
    static class WaitsForASession {
        @Test
        void waits(Inbox inbox) {
            inbox.awaitSession();
        }
    }

    @Test
    void failsForAWaitForASessionToo() {
        assertThat(Jupiter.of(WaitsForASession.class).inParallel().failure())
                .hasMessageStartingWith(WaitsForASession.class.getName()
                        + "#waits: the inbox of all messages may contain mail of tests that run concurrently");
    }

    @SmtpFake(concurrentInbox = ConcurrentInbox.FAIL)
    @Isolated
    static class Alone extends Strict {}

    @SmtpFake(concurrentInbox = ConcurrentInbox.FAIL, lifecycle = ServerLifecycle.PER_METHOD)
    static class Separate extends Strict {}

    @SmtpFake(concurrentInbox = ConcurrentInbox.FAIL)
    static class FailsOtherwise {
        @Test
        void fails(SmtpFakeServer server) {
            SmtpClient.sendMessage(server, "ada@example.org", "mail");
            throw new IllegalStateException("for another reason");
        }
    }

    @Test
    void theReportOfAFailureIsNoReadOfTheTest() {
        assertThat(Jupiter.text(Jupiter.of(FailsOtherwise.class).inParallel().failure()))
                .as("mail has nothing to do with the failure")
                .isEqualTo("java.lang.IllegalStateException: for another reason");
    }

    @SmtpFake(concurrentInbox = ConcurrentInbox.FAIL)
    static class IsTooImpatient {
        @Test
        void fails(SmtpFakeServer server, Inbox inbox) {
            try {
                inbox.recipient("ada@example.org")
                        .withTimeout(Duration.ofMillis(1))
                        .awaitOne();
            } finally {
                SmtpClient.sendMessage(server, "ada@example.org", "late");
            }
        }
    }

    @Test
    void theReportOfAFailedWaitIsNoReadOfTheTest() {
        assertThat(Jupiter.text(Jupiter.of(IsTooImpatient.class).inParallel().failure()))
                .contains("1 message arrived after the wait had failed: \"late\"", "transcript and messages are in")
                .doesNotContain("concurrently");
    }

    static class ByField {
        @RegisterExtension
        static final SmtpFakeExtension SMTP = SmtpFakeExtension.builder()
                .concurrentInbox(ConcurrentInbox.FAIL)
                .build();

        @Test
        void waits(Inbox inbox) {
            inbox.awaitOne(subjectContains("Welcome"));
        }
    }

    @Test
    void failsForAnUnrestrictedInboxIfTestsRunInParallel() {
        assertThat(Jupiter.of(Strict.class).inParallel().failure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage(Strict.class.getName()
                        + "#reads: the inbox of all messages may contain mail of tests that run concurrently on this server. Send"
                        + " the mail of each test to inbox.uniqueAddress() and read inbox.recipient(address), or restrict the"
                        + " inbox to a user or an EHLO name that only this test uses. Or give each test a separate server with"
                        + " @SmtpFake(lifecycle = ServerLifecycle.PER_METHOD).");
        assertThat(Jupiter.of(ByField.class).inParallel().failure())
                .hasMessageContaining(
                        "#waits: the inbox of messages with subject containing \"Welcome\" may contain mail");
        Jupiter.assertAllSucceed(Strict.class, 1);
        Jupiter.of(Alone.class).inParallel().assertAllSucceed(1);
        Jupiter.of(Separate.class).inParallel().assertAllSucceed(1);
    }

    @SmtpFake(concurrentInbox = ConcurrentInbox.WARN)
    static class Warned {
        @Test
        void reads(Inbox inbox) {
            inbox.messages();
            inbox.messages();
        }
    }

    private static final class Warnings extends Handler {
        final List<String> messages = new ArrayList<>();

        @Override
        public synchronized void publish(LogRecord entry) {
            messages.add(entry.getLevel() + " " + entry.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @Test
    void warnsOnceForATest() {
        Logger logger = Logger.getLogger(SharedInbox.class.getName());
        Warnings warnings = new Warnings();
        logger.addHandler(warnings);
        logger.setUseParentHandlers(false);
        try {
            Jupiter.of(Warned.class).inParallel().assertAllSucceed(1);
            Jupiter.assertAllSucceed(Warned.class, 1);
        } finally {
            logger.removeHandler(warnings);
            logger.setUseParentHandlers(true);
        }

        assertThat(warnings.messages)
                .hasSize(1)
                .first()
                .asString()
                .startsWith("WARNING " + Warned.class.getName()
                        + "#reads: the inbox of all messages may contain mail of tests that run concurrently");
    }
}
