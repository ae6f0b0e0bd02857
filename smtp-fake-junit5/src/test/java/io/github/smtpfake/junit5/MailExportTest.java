package io.github.smtpfake.junit5;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.config.Limits;
import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.message.MessageQueries;
import io.github.smtpfake.testing.SmtpClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the export of the mail of a run to a directory. */
class MailExportTest {
    private static final Logger JUNIT =
            Logger.getLogger("org.junit.jupiter.engine.execution.JupiterEngineExecutionContext");

    @SmtpFake
    static class TimesOut {
        @Test
        @Timeout(value = 200, unit = TimeUnit.MILLISECONDS)
        void waits(SmtpFakeServer server, Inbox inbox) {
            SmtpClient.sendMessage(server, "ada@example.org", "another");
            inbox.withTimeout(Duration.ofMinutes(10)).awaitOne(MessageQueries.to("bob@example.org"));
        }
    }

    @SmtpFake
    static class LeavesTheInterruptFlag {
        @Test
        void interruptsItself(SmtpFakeServer server, Inbox inbox) {
            SmtpClient.sendMessage(server, "ada@example.org", "another");
            assertThat(inbox.messages()).hasSize(1);
            Thread.currentThread().interrupt();
            throw new AssertionError("expected");
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {TimesOut.class, LeavesTheInterruptFlag.class})
    void reportsAnInterruptedTest(Class<?> test, @TempDir Path directory) throws IOException {
        Throwable failure = Jupiter.of(test)
                .with("smtpfake.export.directory", directory.toString())
                .failure();

        assertThat(Jupiter.text(failure))
                .contains("transcript and messages are in the report entries of the test")
                .doesNotContain("Cannot export");
        assertThat(names(directory.resolve(test.getName()))).hasSize(2);
    }

    @SmtpFake
    static class Passes {
        @RepeatedTest(3)
        void sends(SmtpFakeServer server) {
            SmtpClient.sendMessage(server, "ada@example.org", "kept");
        }
    }

    @SmtpFake(lifecycle = ServerLifecycle.PER_METHOD)
    static class PassesPerMethod {
        @RepeatedTest(2)
        void sends(SmtpFakeServer server) {
            SmtpClient.sendMessage(server, "ada@example.org", "kept");
        }
    }

    @SmtpFake(lifecycle = ServerLifecycle.PER_RUN, name = "all")
    static class PassesPerRun {
        @Test
        void sends(SmtpFakeServer server) {
            SmtpClient.sendMessage(server, "ada@example.org", "kept");
        }
    }

    @Test
    void exportsAllMailOfARunToTheConfiguredDirectory(@TempDir Path directory) throws IOException {
        Jupiter.of(Passes.class, PassesPerMethod.class, PassesPerRun.class, FailureReportTest.NoClientConnects.class)
                .with("smtpfake.export.directory", directory.resolve("mail").toString())
                .run();

        Path all = directory.resolve("mail");
        assertThat(names(all))
                .containsExactlyInAnyOrder(Passes.class.getName(), PassesPerMethod.class.getName(), "run");
        assertThat(names(all.resolve(Passes.class.getName())))
                .hasSize(4)
                .filteredOn(name -> name.endsWith(".eml"))
                .hasSize(3);
        assertThat(names(all.resolve(PassesPerMethod.class.getName()))).hasSize(4);
        assertThat(names(all.resolve("run")))
                .hasSize(2)
                .anyMatch(name -> name.matches("smtp-fake-all-[A-Za-z0-9]{22}-transcript\\.txt"));
        for (Path mail : files(all)) {
            String text = Files.readString(mail, StandardCharsets.UTF_8);
            if (mail.toString().endsWith(".eml")) {
                assertThat(text).isEqualTo("Subject: kept\r\n\r\nHello\r\n");
            } else {
                assertThat(text).contains("C: RCPT TO:<ada@example.org>");
            }
        }
    }

    @SmtpFake(properties = "smtpfake.report.port=${port}")
    static class KeepsItsPort {
        @Test
        void sends(SmtpFakeServer server) {
            SmtpClient.sendMessage(server, "ada@example.org", "kept");
            Later.server = server;
        }
    }

    static class AsksForItsPort {
        @RegisterExtension
        static final SmtpFakeExtension SMTP = SmtpFakeExtension.builder().build();

        @Test
        void sends(SmtpFakeServer server) {
            assertThat(SMTP.port()).isEqualTo(server.port());
            SmtpClient.sendMessage(server, "ada@example.org", "kept");
            Later.server = server;
        }
    }

    static class Later {
        static SmtpFakeServer server;

        @Test
        void sends() {
            SmtpClient.sendMessage(server, "ada@example.org", "kept");
        }
    }

    @ResourceLock(Resources.SYSTEM_PROPERTIES)
    @ParameterizedTest
    @ValueSource(classes = {KeepsItsPort.class, AsksForItsPort.class})
    void exportsMailThatArrivesAfterTheClass(Class<?> type, @TempDir Path directory) throws IOException {
        Jupiter.of(type, Later.class)
                .with("junit.jupiter.testclass.order.default", ClassOrderer.ClassName.class.getName())
                .with("smtpfake.export.directory", directory.toString())
                .assertAllSucceed(2);

        assertThat(files(directory))
                .filteredOn(file -> file.toString().endsWith(".eml"))
                .as("each message once")
                .hasSize(2);
    }

    static class KeepsOne {
        @RegisterExtension
        static final SmtpFakeExtension SMTP = SmtpFakeExtension.of(SmtpFakeServer.builder()
                .limits(Limits.builder().storedMessages(1).build()));

        @RepeatedTest(3)
        void sends(SmtpFakeServer server) {
            SmtpClient.sendMessage(server, "ada@example.org", "evicted by the next message");
        }
    }

    @Test
    void exportsMailThatTheStoreEvicts(@TempDir Path directory) throws IOException {
        Jupiter.of(KeepsOne.class)
                .with("smtpfake.export.directory", directory.toString())
                .assertAllSucceed(3);

        List<Path> files = files(directory);
        assertThat(files)
                .hasSize(4)
                .filteredOn(file -> file.toString().endsWith(".eml"))
                .hasSize(3);
        assertThat(files)
                .filteredOn(file -> file.toString().endsWith("-transcript.txt"))
                .singleElement()
                .satisfies(file -> assertThat(Files.readString(file))
                        .containsPattern("(?s)^session .*C: QUIT.*\n\nsession .*C: QUIT.*\n\nsession .*C: QUIT"));
    }

    @Test
    void reportsAFailedExport(@TempDir Path directory) throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        // JUnit also logs the failure.
        JUNIT.setFilter(entry -> !(entry.getThrown() instanceof UncheckedIOException));

        Throwable failure = Jupiter.of(Passes.class)
                .with("smtpfake.export.directory", file.toString())
                .failure();

        assertThat(Jupiter.text(failure))
                .contains("Cannot export mail to " + file.resolve(Passes.class.getName())
                        + "; set the configuration parameter smtpfake.export.directory to a writable directory");
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .sorted(Comparator.naturalOrder())
                    .toList();
        }
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
