package io.github.smtpfake.junit5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.testing.Background;
import io.github.smtpfake.testing.SmtpClient;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettlingTest {
    private static final Duration SHORT = Duration.ofMillis(20);
    private static final Duration LONG = Duration.ofSeconds(30);

    /** Finishes the mail of a test as soon as the extension waits for it. */
    private static Background<Void> finishDuringSettling(SmtpClient client) {
        Thread test = Thread.currentThread();
        return Background.of(() -> {
            while (Arrays.stream(test.getStackTrace())
                    .noneMatch(frame -> frame.getClassName().equals(Settling.class.getName()))) {
                Thread.onSpinWait();
            }
            try (client) {
                client.say("Subject: of the first test", "", ".").expect("250");
            }
            return null;
        });
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
            finishDuringSettling(SmtpClient.greeted(SMTP.server()).untilData());
        }
    }

    @Test
    void isASettingOfTheBuilder() {
        assertThat(Jupiter.of(SettlesByField.class).failure()).hasMessageContaining("of the first test");
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
            Background<Void> waiting = Background.run(() -> Settling.await(server.store(), Duration.ofSeconds(3)))
                    .untilItWaits();
            assertThat(waiting.isDone()).isFalse();
            client.say("Subject: x", "", ".").expect("250");
            long finished = System.nanoTime();

            waiting.get();

            assertThat(Duration.ofNanos(System.nanoTime() - finished))
                    .as("from the end of the transaction")
                    .isGreaterThan(Duration.ofMillis(2_900));
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

            Background<Void> waiting = Background.run(() -> Settling.await(server.store(), Duration.ZERO));

            waiting.get();
            assertThat(server.inbox().messages()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 10_000})
    void anInterruptEndsTheWait(long millis) throws Exception {
        Background<Boolean> waiting = Background.of(() -> {
            Thread.currentThread().interrupt();
            Settling.await(server.store(), Duration.ofMillis(millis));
            return Thread.currentThread().isInterrupted();
        });

        assertThat(waiting.get()).as("the interrupt is kept").isTrue();
    }
}
