package io.github.smtpfake.rest.internal.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.config.Users;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.testing.SmtpClient;
import io.github.smtpfake.testing.TimeLimit;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.ResourceBundle;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class MailLogTest {
    private static final byte[] FORGED = "Subject: =?utf-8?q?x=0D=0A2026-11-23T10:15:30Z_ERROR_forged?=\r\n\r\nText\r\n"
            .getBytes(StandardCharsets.US_ASCII);

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    private MailLog log(SmtpFakeServer smtp) {
        MailLog log = MailLog.to(new LineLogger(
                "io.github.smtpfake.mail",
                new LogSettings(Level.INFO, LogFormat.TEXT),
                new PrintStream(written, true, StandardCharsets.UTF_8)));
        smtp.store().addListener(log);
        return log;
    }

    private String lines() {
        return written.toString(StandardCharsets.UTF_8);
    }

    /** A message must not be able to forge a line of the log (log injection). */
    @Test
    void preventsAMessageFromForgingALine() {
        try (SmtpFakeServer smtp = SmtpFakeServer.startNew()) {
            MailLog log = log(smtp);
            String id = SmtpClient.sendMessage(smtp.port(), "app@example.org", FORGED, "ada@example.org");
            smtp.stop();

            log.close();

            assertThat(lines().lines())
                    .hasSize(2)
                    .anyMatch(line -> line.contains("INFO message " + id) && line.contains("\\u000d\\u000a2026-11-23"))
                    .anyMatch(line ->
                            line.contains("INFO session ") && line.endsWith(": delivered 1 message, ended with QUIT"))
                    .noneMatch(line -> line.startsWith("2026-11-23T10:15:30Z"));
        }
    }

    @Test
    void logsUsersWithoutTheirPasswords() throws Exception {
        try (SmtpFakeServer smtp = SmtpFakeServer.builder()
                        .users(Users.of("ada", "secret"))
                        .start();
                SmtpClient client = SmtpClient.connect(smtp.port())) {
            MailLog log = log(smtp);
            client.expect("220");
            client.command("EHLO client.test", "250");
            client.command("AUTH PLAIN AGFkYQB3cm9uZw==", "535");
            client.command("AUTH PLAIN AGFkYQBzZWNyZXQ=", "235");
            client.command("AUTH PLAIN AGFkYQBzZWNyZXQ=", "503");
            client.command("QUIT", "221");
            smtp.stop();

            log.close();

            assertThat(lines()).contains("user ada", "535", "503").doesNotContain("AGFkYQ", "secret", "wrong");
        }
    }

    /** Messages that wait to be logged remain in memory, even if the store evicts them. */
    @Test
    void keepsNoMoreThanTwoMebibytesOfMessagesForALogThatStalls() throws Exception {
        CountDownLatch stalled = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        MailLog log = MailLog.to(new LineLogger(
                "io.github.smtpfake.mail",
                new LogSettings(Level.INFO, LogFormat.TEXT),
                new PrintStream(new StallingStream(written, stalled, goOn), true, StandardCharsets.UTF_8)));
        byte[] large = ("Subject: large\r\n\r\n" + "x".repeat(70) + ("\r\n" + "x".repeat(70)).repeat(20_000) + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        try (SmtpFakeServer smtp = SmtpFakeServer.startNew()) {
            String first = SmtpClient.sendMessage(smtp.port(), "app@example.org", large, "ada@example.org");
            String second = SmtpClient.sendMessage(smtp.port(), "app@example.org", large, "ada@example.org");
            CapturedMessage message = smtp.inbox().messages().get(0);

            log.added(message);
            assertThat(stalled.await(60, TimeUnit.SECONDS)).isTrue();
            log.added(smtp.inbox().messages().get(1));
            goOn.countDown();
            log.close();

            assertThat(lines().lines())
                    .anyMatch(line -> line.contains("message " + first) && line.contains("large"))
                    .anyMatch(line -> line.contains("message " + second) && line.contains("(subject not logged)"));
        }
    }

    @Test
    void logsTheEventAfterAWarningThatFails() throws Exception {
        CountDownLatch stalled = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        FailingWarnings logger = new FailingWarnings(stalled, goOn);
        MailLog log = MailLog.to(logger);
        try (SmtpFakeServer smtp = SmtpFakeServer.startNew()) {
            SmtpClient.sendMessage(smtp.port(), "app@example.org", FORGED, "ada@example.org");
            CapturedMessage message = smtp.inbox().messages().get(0);
            log.added(message);
            assertThat(stalled.await(60, TimeUnit.SECONDS)).isTrue();
            for (int i = 0; i <= 10_000; i++) {
                log.added(message);
            }

            goOn.countDown();
            log.close();

            assertThat(logger.warnings.get()).isEqualTo(1);
            assertThat(logger.lines.get()).isEqualTo(10_001);
        }
    }

    /** Stalls until it may go on, and fails, as if there were no memory, whenever it should warn. */
    private static final class FailingWarnings implements System.Logger {
        private final CountDownLatch stalled;
        private final CountDownLatch goOn;
        private final AtomicReference<Thread> thread = new AtomicReference<>();
        private final AtomicInteger warnings = new AtomicInteger();
        private final AtomicInteger lines = new AtomicInteger();

        FailingWarnings(CountDownLatch stalled, CountDownLatch goOn) {
            this.stalled = stalled;
            this.goOn = goOn;
        }

        @Override
        public String getName() {
            return "failing";
        }

        @Override
        public boolean isLoggable(Level level) {
            return true;
        }

        @Override
        public void log(Level level, ResourceBundle bundle, String message, Throwable thrown) {
            log(level, bundle, message, new Object[0]);
        }

        @Override
        public void log(Level level, ResourceBundle bundle, String format, Object... params) {
            thread.set(Thread.currentThread());
            stalled.countDown();
            try {
                assertThat(goOn.await(60, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            if (level == Level.WARNING) {
                warnings.incrementAndGet();
                throw new OutOfMemoryError("No memory for a warning");
            }
            lines.incrementAndGet();
        }
    }

    @Test
    void writesAllThatWaitsBeforeItEnds() throws Exception {
        CountDownLatch stalled = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        FailingWarnings logger = new FailingWarnings(stalled, goOn);
        MailLog log = MailLog.to(logger);
        try (SmtpFakeServer smtp = SmtpFakeServer.startNew()) {
            SmtpClient.sendMessage(smtp.port(), "app@example.org", FORGED, "ada@example.org");
            CapturedMessage message = smtp.inbox().messages().get(0);
            log.added(message);
            assertThat(stalled.await(60, TimeUnit.SECONDS)).isTrue();
            for (int i = 0; i < 100; i++) {
                log.added(message);
            }

            CompletableFuture<Void> closing = CompletableFuture.runAsync(log::close);
            goOn.countDown();
            closing.get(60, TimeUnit.SECONDS);

            assertThat(logger.lines).hasValue(101);
            assertThat(logger.thread.get().isAlive()).isFalse();
            log.added(message);
            log.close();
            assertThat(logger.lines).hasValue(101);
        }
    }

    @Test
    void endsWhenItsThreadIsInterrupted() throws Exception {
        CountDownLatch stalled = new CountDownLatch(1);
        FailingWarnings logger = new FailingWarnings(stalled, new CountDownLatch(0));
        MailLog log = MailLog.to(logger);
        try (SmtpFakeServer smtp = SmtpFakeServer.startNew()) {
            SmtpClient.sendMessage(smtp.port(), "app@example.org", FORGED, "ada@example.org");
            log.added(smtp.inbox().messages().get(0));
            assertThat(stalled.await(60, TimeUnit.SECONDS)).isTrue();

            Thread writer = logger.thread.get();
            TimeLimit.until("the first line", () -> logger.lines.get() > 0);
            writer.interrupt();
            TimeLimit.join(writer);

            log.close();
        }
    }

    @Test
    void continuesAfterALineThatCannotBeWritten() {
        FailingStream failing = new FailingStream(written);
        MailLog log = MailLog.to(new LineLogger(
                "io.github.smtpfake.mail",
                new LogSettings(Level.INFO, LogFormat.TEXT),
                new PrintStream(failing, true)));
        try (SmtpFakeServer smtp = SmtpFakeServer.startNew()) {
            SmtpClient.sendMessage(smtp.port(), "app@example.org", FORGED, "ada@example.org");
            String second = SmtpClient.sendMessage(smtp.port(), "app@example.org", FORGED, "ada@example.org");

            smtp.inbox().messages().forEach(log::added);
            log.close();

            assertThat(lines().lines()).anyMatch(line -> line.contains("message " + second));
        }
    }

    /** Fails, as if there were no memory, the first time it is used. */
    private static final class FailingStream extends FilterOutputStream {
        private boolean hasFailed;

        FailingStream(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (!hasFailed) {
                hasFailed = true;
                throw new OutOfMemoryError("No memory for a line");
            }
            out.write(bytes, offset, length);
        }
    }

    /** Stalls until it may go on. */
    private static final class StallingStream extends FilterOutputStream {
        private final CountDownLatch stalled;
        private final CountDownLatch goOn;

        StallingStream(OutputStream out, CountDownLatch stalled, CountDownLatch goOn) {
            super(out);
            this.stalled = stalled;
            this.goOn = goOn;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            stalled.countDown();
            try {
                assertThat(goOn.await(60, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new InterruptedIOException();
            }
            out.write(bytes, offset, length);
        }
    }
}
