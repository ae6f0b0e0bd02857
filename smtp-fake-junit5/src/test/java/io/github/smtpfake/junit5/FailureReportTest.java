package io.github.smtpfake.junit5;

import static io.github.smtpfake.rules.Rules.rcptTo;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/** Tests the report of a failed test. {@link ConsumerProjectsIT} covers the JUnit versions that publish files. */
class FailureReportTest {
    private static final Logger JUNIT =
            Logger.getLogger("org.junit.jupiter.engine.execution.JupiterEngineExecutionContext");

    @SmtpFake
    static class Fails {
        @BeforeEach
        void setUp(SmtpFakeServer server) {
            SmtpClient.sendMessage(server, "ada@example.org", "set up");
        }

        @Test
        void fails(SmtpFakeServer server) {
            server.on(rcptTo("full@example.org")).reply("452 4.2.2 mailbox full");
            SmtpClient.replyToRcpt(server, "full@example.org");
            throw new AssertionError("expected");
        }

        @Test
        void passes(SmtpFakeServer server) {
            SmtpClient.sendMessage(server, "bob@example.org", "passes");
        }

        @Test
        void isSkipped(SmtpFakeServer server) {
            Assumptions.assumeTrue(server.port() < 0, "never");
        }
    }

    private static Map<String, String> entries(EngineExecutionResults results) {
        Map<String, String> entries = new LinkedHashMap<>();
        results.allEvents().reportingEntryPublished().stream()
                .map(event -> event.getRequiredPayload(ReportEntry.class))
                .forEach(entry -> entries.putAll(entry.getKeyValuePairs()));
        return entries;
    }

    @Test
    void reportsMessagesTranscriptAndSummaryOfAFailedTest() {
        Map<String, String> entries = entries(Jupiter.of(Fails.class).run());

        assertThat(entries).containsOnlyKeys("smtp-fake-1.eml", "smtp-fake-transcript.txt", "smtp-fake-summary.txt");
        assertThat(entries.get("smtp-fake-1.eml")).isEqualTo("Subject: set up\r\n\r\nHello\r\n");
        assertThat(entries.get("smtp-fake-transcript.txt"))
                .contains("C: EHLO client.example.org", "C: RCPT TO:<full@example.org>", "S: 452 4.2.2 mailbox full");
        assertThat(entries.get("smtp-fake-summary.txt"))
                .contains(
                        "messages: 1",
                        "  smtp-fake-1.eml  \"set up\" <app@example.org> -> <ada@example.org>",
                        "sessions: 2",
                        "rcptTo(full@example.org) -> 452 4.2.2 mailbox full: fired once");
    }

    @Test
    void addsTheLocationOfTheReportToTheFailure() {
        assertThat(Jupiter.text(Jupiter.of(Fails.class).failures().stream()
                        .filter(failure -> failure.getMessage().equals("expected"))
                        .findFirst()
                        .orElseThrow()))
                .contains("smtp-fake: transcript and messages are in the report entries of the test");
    }

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

    @SmtpFake(name = "relay")
    static class ClassFails {
        @BeforeAll
        static void fails(SmtpFakeServer server) {
            SmtpClient.sendMessage(server, "ada@example.org", "before all");
            throw new AssertionError("expected");
        }

        @Test
        void neverRuns() {
            throw new AssertionError("the class should have failed");
        }
    }

    @Test
    void reportsAFailedClass() {
        assertThat(entries(Jupiter.of(ClassFails.class).run()))
                .containsOnlyKeys(
                        "smtp-fake-relay-1.eml", "smtp-fake-relay-transcript.txt", "smtp-fake-relay-summary.txt");
    }

    @SmtpFake
    static class NoClientConnects {
        @Test
        void fails() {
            throw new AssertionError("expected");
        }
    }

    @Test
    void addsNothingToAFailureThatHasNothingToDoWithMail() {
        assertThat(Jupiter.text(Jupiter.of(NoClientConnects.class).failure()))
                .isEqualTo("java.lang.AssertionError: expected");
        assertThat(entries(Jupiter.of(NoClientConnects.class).run())).isEmpty();
    }

    static final class EmailAddressTakenException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @SmtpFake
    static class SendsAndFailsOtherwise {
        @Test
        void fails(SmtpFakeServer server) {
            SmtpClient.sendMessage(server, "ada@example.org", "another");
            throw new EmailAddressTakenException();
        }
    }

    @Test
    void addsNothingToAFailureOfTheApplicationWhoseNameContainsMail() {
        assertThat(Jupiter.text(Jupiter.of(SendsAndFailsOtherwise.class).failure()))
                .isEqualTo(EmailAddressTakenException.class.getName());
        assertThat(entries(Jupiter.of(SendsAndFailsOtherwise.class).run()))
                .as("the report entries are there all the same")
                .containsKeys("smtp-fake-1.eml", "smtp-fake-transcript.txt");
    }

    @SmtpFake
    static class MailLibraryFails {
        @Test
        void fails() {
            throw new IllegalStateException(new jakarta.mail.MessagingException("cannot connect"));
        }
    }

    @Test
    void recognizesTheExceptionOfAMailLibrary() {
        assertThat(Jupiter.text(Jupiter.of(MailLibraryFails.class).failure()))
                .contains("smtp-fake: possible cause: nobody connected to 127.0.0.1:");
    }

    @SmtpFake
    static class ExpectsMail {
        @Test
        void fails(Inbox inbox) {
            assertThat(inbox.messages()).hasSize(1);
        }
    }

    @Test
    void addsToAFailureAfterALookAtTheInboxThatNoClientConnected() {
        assertThat(Jupiter.text(Jupiter.of(ExpectsMail.class).failure()))
                .contains("smtp-fake: possible cause: nobody connected to 127.0.0.1:")
                .contains(ExpectsMail.class.getName() + "#fails. Check that");
    }

    @SmtpFake
    static class IsTooImpatient {
        @Test
        void fails(SmtpFakeServer server, Inbox inbox) {
            try {
                inbox.withTimeout(Duration.ofMillis(1)).awaitOne();
            } finally {
                SmtpClient.sendMessage(server, "ada@example.org", "late");
            }
        }
    }

    @Test
    void addsThatMailArrivedAfterTheWaitHadFailed() {
        assertThat(Jupiter.text(Jupiter.of(IsTooImpatient.class).failure()))
                .contains(
                        "1 message arrived after the wait had failed: \"late\" <app@example.org> -> <ada@example.org>."
                                + " Raise the timeout of the wait.");
    }

    @SmtpFake
    static class HasBegunToSend {
        @Test
        void fails(SmtpFakeServer server, Inbox inbox) throws IOException {
            try (SmtpClient client = SmtpClient.greeted(server).untilData()) {
                try {
                    inbox.withTimeout(Duration.ofMillis(1)).awaitOne();
                } finally {
                    client.say("Subject: slow", "", ".").expect("250");
                }
            }
        }
    }

    @Test
    void addsAlsoMailWhoseTransactionHadBegunBeforeTheWaitFailed() {
        assertThat(Jupiter.text(Jupiter.of(HasBegunToSend.class).failure()))
                .contains("1 message arrived after the wait had failed: \"slow\"");
    }

    @SmtpFake
    @SmtpFake(name = "relay")
    static class ReceivesOtherMailLater {
        @Test
        void fails(SmtpFakeServer server, Inbox inbox, @ServerName("relay") SmtpFakeServer relay) {
            // The numbers of the messages differ, so that the mark of one server would select those of the other.
            SmtpClient.sendMessage(relay, "ada@example.org", "before on another server");
            try {
                inbox.recipient("ada@example.org")
                        .withTimeout(Duration.ofMillis(1))
                        .awaitOne();
            } finally {
                SmtpClient.sendMessage(server, "bob@example.org", "to someone else");
                SmtpClient.sendMessage(relay, "ada@example.org", "on another server");
            }
        }
    }

    @Test
    void addsNoMailThatTheWaitWasNotFor() {
        assertThat(Jupiter.text(Jupiter.of(ReceivesOtherMailLater.class).failure()))
                .contains("transcript and messages are in")
                .doesNotContain("after the wait had failed");
    }

    @SmtpFake
    static class RuleNeverFires {
        @Test
        void fails(SmtpFakeServer server) {
            server.on(rcptTo("full@example.org")).reply("452 4.2.2 mailbox full");
            SmtpClient.sendMessage(server, "ada@example.org", "another");
            throw new AssertionError("expected");
        }
    }

    @Test
    void saysWhyARuleNeverFired() {
        assertThat(Jupiter.text(Jupiter.of(RuleNeverFires.class).failure()))
                .contains("this rule never fired: rcptTo(full@example.org) -> 452 4.2.2 mailbox full. The last RCPT TO"
                        + " was for ada@example.org, which does not match rcptTo(full@example.org). Change");
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
        Jupiter.of(Passes.class, PassesPerMethod.class, PassesPerRun.class, NoClientConnects.class)
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
