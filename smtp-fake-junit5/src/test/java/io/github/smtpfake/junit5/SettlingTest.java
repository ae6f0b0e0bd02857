package io.github.smtpfake.junit5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.testing.Background;
import io.github.smtpfake.testing.SmtpClient;
import io.github.smtpfake.testing.TimeLimit;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

class SettlingTest {
    private static final Duration SHORT = Duration.ofMillis(20);
    private static final Duration LONG = Duration.ofSeconds(30);

    /** Finishes the mail of a test as soon as the extension waits for it. */
    private static Background<Void> finishDuringSettling(SmtpClient client) {
        Thread test = Thread.currentThread();
        return Background.of(() -> {
            TimeLimit.until("the extension to wait", () -> isIn(Settling.class, test));
            try (client) {
                client.say("Subject: of the first test", "", ".").expect("250");
            }
            return null;
        });
    }

    private static boolean isIn(Class<?> type, Thread thread) {
        return Arrays.stream(thread.getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals(type.getName()));
    }

    @SmtpFake(settle = "500ms", unclaimedMail = Consequence.FAIL)
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class Settles {
        private static Background<Void> sending;

        @Test
        void a_doesNotWaitForItsMail(SmtpFakeServer server) throws IOException {
            sending = finishDuringSettling(SmtpClient.greeted(server).untilData());
        }

        @Test
        void b_receivesOnlyItsMail(SmtpFakeServer server, Inbox inbox) throws Exception {
            sending.get();
            assertThat(server.inbox().messages()).hasSize(1);
            assertThat(inbox.messages()).isEmpty();
        }
    }

    @Test
    void attributesMailThatArrivesMeanwhileToTheTestThatHasEnded() {
        assertThat(Jupiter.of(Settles.class).failure())
                .hasMessage("No wait or assertion looked at this message of this test:\n"
                        + "  \"of the first test\" <app@example.org> -> <ada@example.org>\n"
                        + "Wait for it, or set unclaimedMail = Consequence.IGNORE.");
    }

    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class SettlesByField {
        @RegisterExtension
        static final SmtpFakeExtension SMTP = SmtpFakeExtension.builder()
                .settle(Duration.ofMillis(500))
                .unclaimedMail(Consequence.FAIL)
                .build();

        @Test
        void doesNotWaitForItsMail() throws IOException {
            sending = finishDuringSettling(SmtpClient.greeted(SMTP.server()).untilData());
        }

        private static Background<Void> sending;
    }

    @Test
    void anExtensionInAFieldWaitsForTheMailToo() throws Exception {
        assertThat(Jupiter.of(SettlesByField.class).failure()).hasMessageContaining("of the first test");
        SettlesByField.sending.get();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SmtpFakeExtension.builder().settle(Duration.ofMillis(-1)))
                .withMessage("settle must not be negative, but is PT-0.001S");
    }

    @SmtpFake(settle = "soon")
    static class SettlesSoon {
        @Test
        void neverRuns() {
            throw new AssertionError("the class should have failed");
        }
    }

    @Test
    void rejectsAnInvalidTime() {
        assertThat(Jupiter.of(SettlesSoon.class).failure())
                .hasMessageContaining(SettlesSoon.class.getName() + ": @SmtpFake: settle must be a duration such as");
    }

    private final SmtpFakeServer server = SmtpFakeServer.startNew();

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void waitsForTheTimeIfNothingHappens() {
        SmtpClient.sendMessage(server, "ada@example.org", "before");
        long begin = System.nanoTime();

        Settling.await(server.store(), SHORT);

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isBetween(SHORT, LONG);
    }

    @Test
    void waitsLongerForAnUnfinishedTransaction() throws Exception {
        try (SmtpClient client = SmtpClient.greeted(server).untilData()) {
            Duration settle = Duration.ofMillis(500);
            Background<Void> waiting =
                    Background.run(() -> Settling.await(server.store(), settle)).untilItWaits();
            long finishing = System.nanoTime();
            client.say("Subject: x", "", ".").expect("250");

            waiting.get();

            assertThat(Duration.ofNanos(System.nanoTime() - finishing))
                    .as("from the end of the transaction")
                    .isGreaterThanOrEqualTo(settle);
        }
    }

    @Test
    void endsAfterTenTimesTheTimeInAnUnfinishedTransaction() throws Exception {
        try (SmtpClient client = SmtpClient.greeted(server).untilData()) {
            long begin = System.nanoTime();

            Settling.await(server.store(), SHORT);

            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isBetween(SHORT.multipliedBy(10), LONG);
            client.say("Subject: x", "", ".").expect("250");
        }
    }

    @Test
    void doesNotWaitForAClientThatIsIdle() throws Exception {
        try (SmtpClient client = SmtpClient.greeted(server)) {
            client.deliver("Subject: x\r\n").say("NOOP").expect("250");

            long begin = System.nanoTime();

            Settling.await(server.store(), Duration.ofSeconds(1));

            assertThat(Duration.ofNanos(System.nanoTime() - begin))
                    .as("ten times as long if the wait were for the client")
                    .isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void anInterruptEndsTheWait() throws Exception {
        Background<Boolean> waiting = Background.of(() -> {
            Thread.currentThread().interrupt();
            Settling.await(server.store(), Duration.ofMinutes(1));
            return Thread.currentThread().isInterrupted();
        });

        assertThat(waiting.get()).as("the interrupt is kept").isTrue();
    }
}
