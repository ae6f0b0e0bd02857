package io.github.smtpfake.rest.internal.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.config.Limits;
import io.github.smtpfake.jdbc.SqliteMessageStore;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.rest.internal.cli.UsageException;
import io.github.smtpfake.rest.internal.http.AccessGuard;
import io.github.smtpfake.rest.internal.http.Authentication;
import io.github.smtpfake.rest.testing.RunningApi;
import io.github.smtpfake.testing.SmtpClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ImportCommandTest {
    private static final String MESSAGE = "From: app@example.org\r\nTo: ada@example.org\r\nSubject: %s\r\n\r\nText\r\n";

    @AutoClose
    private final RunningApi server = new RunningApi(SmtpFakeServer.builder()
            .limits(Limits.builder().messageSize(100_000).build())
            .start());

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    private int run(RunningApi target, String... arguments) throws UsageException {
        out.reset();
        err.reset();
        String[] all = Arrays.copyOf(arguments, arguments.length + 1);
        all[arguments.length] = "--url=http://127.0.0.1:" + target.httpPort();
        return ClientCommand.run(
                all,
                Map.of(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private String summary() {
        return out.toString(StandardCharsets.UTF_8).strip();
    }

    private List<String> errors() {
        return err.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private List<String> subjects() {
        return server.smtp().inbox().messages().stream()
                .map(message -> message.subject().orElse(""))
                .toList();
    }

    @Test
    void restoresOnAnotherServerWhatItExported() throws Exception {
        deliverMailOfAllKinds(server);

        try (RunningApi other = new RunningApi()) {
            assertRestores(server, other);
        }
    }

    @Test
    void restoresFromAFileAndInAFile(@TempDir Path files) throws Exception {
        try (SqliteMessageStore first = SqliteMessageStore.open(files.resolve("1.db"), Limits.defaults());
                SqliteMessageStore second = SqliteMessageStore.open(files.resolve("2.db"), Limits.defaults());
                RunningApi source =
                        new RunningApi(SmtpFakeServer.builder().store(first).start());
                RunningApi target =
                        new RunningApi(SmtpFakeServer.builder().store(second).start())) {
            deliverMailOfAllKinds(source);
            assertRestores(source, target);
        }
    }

    private void assertRestores(RunningApi source, RunningApi target) throws Exception {
        List<CapturedMessage> originals = source.smtp().inbox().messages();
        assertThat(run(source, "export", folder.toString())).as(errors() + "").isZero();
        assertThat(run(target, "import", folder.toString())).as(errors() + "").isZero();

        assertThat(summary()).isEqualTo(originals.size() + " messages imported, 1 of them with a guessed envelope");
        List<CapturedMessage> copies = target.smtp().inbox().messages();
        assertThat(copies).hasSize(7).hasSameSizeAs(originals);
        for (int i = 0; i < copies.size(); i++) {
            CapturedMessage copy = copies.get(i);
            CapturedMessage original = originals.get(i);
            assertThat(copy.id()).isEqualTo(original.id());
            assertThat(copy.raw()).isEqualTo(original.raw());
            assertThat(copy.envelope()).isEqualTo(original.envelope());
            assertThat(copy.receivedAt()).isEqualTo(original.receivedAt());
            assertThat(json(target, copy)).isEqualTo(json(source, original));
        }

        assertThat(run(target, "import", folder.toString())).isZero();
        assertThat(summary()).isEqualTo("0 messages imported; " + originals.size() + " already stored");
    }

    private static JsonNode json(RunningApi server, CapturedMessage message) {
        return server.http().get("/api/messages/" + message.id());
    }

    private static void deliverMailOfAllKinds(RunningApi server) throws IOException {
        server.deliver("First");
        server.deliver("", "Subject: Bounce\r\n\r\n", "ada@example.org", "ada@example.org", "bob@example.org");
        server.deliver("app@example.org", "", "ada@example.org");
        server.deliver("app@example.org", "Subject: W\u00ebl\u0000come\r\n\r\n\u00e4\n\r\u001b\r\n", "ada@example.org");
        server.deliver("app@example.org", "x".repeat(90_000) + "\r\n", "ada@example.org");
        try (SmtpClient client = SmtpClient.connect(server.smtp().port())) {
            client.expect("220");
            client.command("EHLO client.example.org", "250");
            client.command("AUTH PLAIN AGFkYQBzZWNyZXQ=", "235");
            client.command(
                    "MAIL FROM:<j\u00c3\u00b6rg@example.org> SMTPUTF8 BODY=8BITMIME RET=HDRS ENVID=QQ+2B314", "250");
            client.command("RCPT TO:<\"a b\"@example.org> NOTIFY=SUCCESS,FAILURE ORCPT=rfc822;a@b", "250");
            client.command("RCPT TO:<bob@example.org>", "250");
            client.command("DATA", "354");
            client.command("A: b\r\n\r\n.dot\r\n.", "250");
            client.command("QUIT", "221");
        }
        server.http().sendBody("POST", "/api/messages", MESSAGE.formatted("Guess"), "Content-Type", "message/rfc822");
    }

    @Test
    void importsInTheOrderOfTheSidecarsAndThenOfTheNames() throws Exception {
        write("3.eml", MESSAGE.formatted("no sidecar, 3"));
        write("2.eml", MESSAGE.formatted("no sidecar, 2"));
        write("a.eml", MESSAGE.formatted("second"));
        write("a.json", "{\"receivedAt\":\"2026-01-01T00:00:00.000000002Z\"}");
        write("b.EML", MESSAGE.formatted("first"));
        write("b.json", "{\"receivedAt\":\"2026-01-01T00:00:00.000000001Z\"}");
        write("readme.txt", "not mail");

        assertThat(run(server, "import", folder.toString())).as(errors() + "").isZero();

        assertThat(subjects()).containsExactly("first", "second", "no sidecar, 2", "no sidecar, 3");
        assertThat(summary()).isEqualTo("4 messages imported, 4 of them with a guessed envelope");
    }

    @Test
    void importsTheGivenFiles() throws Exception {
        Path one = write("1.eml", MESSAGE.formatted("One"));
        write("2.eml", MESSAGE.formatted("Two"));
        write("1.json", "{\"envelope\":{\"sender\":\"\",\"recipients\":[\"bcc@example.org\"]}}");

        assertThat(run(server, "import", one.toString())).isZero();

        assertThat(summary()).isEqualTo("1 message imported");
        assertThat(server.smtp().inbox().messages().get(0).envelope().recipients())
                .containsExactly("bcc@example.org");
    }

    @Test
    void importsTheOthersIfFilesAreBroken() throws Exception {
        write("1.eml", MESSAGE.formatted("One"));
        Path broken = write("2.eml", MESSAGE.formatted("Two"));
        write("2.json", "{\"receivedAt\":");
        Path tooLarge = write("3.eml", "x".repeat(100_001));
        Path invalid = write("4.eml", MESSAGE.formatted("Four"));
        write("4.json", "{\"id\":\"../../x\"}");
        Path missing = folder.resolve("none.eml");
        Path empty = Files.createDirectory(folder.resolve("empty"));
        write("5.eml", MESSAGE.formatted("Five"));

        assertThat(run(server, "import", folder.toString(), missing.toString(), empty.toString()))
                .isEqualTo(1);

        assertThat(subjects()).containsExactly("One", "Five");
        assertThat(errors())
                .containsExactlyInAnyOrder(
                        "smtp-fake: " + empty + ": contains no .eml file",
                        "smtp-fake: " + missing + ": no such file",
                        "smtp-fake: " + broken + ": The JSON is malformed at line 1, column 15: Unexpected end-of-input"
                                + " within/between Object entries",
                        "smtp-fake: " + tooLarge + ": has 100001 bytes; the maximum of the server is 100000",
                        "smtp-fake: " + invalid + ": id: must consist of 22 letters and digits");
        assertThat(summary()).isEqualTo("2 messages imported, 2 of them with a guessed envelope; 5 failed");
    }

    @Test
    void reportsAnIdOfAnotherMessage() throws Exception {
        write("1.eml", MESSAGE.formatted("One"));
        Path second = write("2.eml", MESSAGE.formatted("Two"));
        for (String name : List.of("1.json", "2.json")) {
            write(name, "{\"id\":\"0123456789abcdefABCDEF\"}");
        }

        assertThat(run(server, "import", folder.toString())).isEqualTo(1);

        assertThat(errors())
                .singleElement()
                .asString()
                .startsWith("smtp-fake: " + second + ": Another message has the id 0123456789abcdefABCDEF.");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no permissions of POSIX")
    void reportsAFileThatItMayNotRead() throws Exception {
        Path secret = write("1.eml", MESSAGE.formatted("One"));
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("---------"));
        assumeThat(Files.isReadable(secret))
                .as("The superuser may read every file.")
                .isFalse();

        assertThat(run(server, "import", secret.toString())).isEqualTo(1);

        assertThat(errors()).containsExactly("smtp-fake: " + secret + ": permission denied");
    }

    @Test
    void stopsIfTheServerRejectsEveryMessage() throws Exception {
        write("1.eml", MESSAGE.formatted("One"));
        write("2.eml", MESSAGE.formatted("Two"));
        try (RunningApi guarded = new RunningApi(
                SmtpFakeServer.startNew(),
                new AccessGuard(List.of()).requiring(Authentication.NONE.orToken("t0ken")))) {
            assertThat(run(guarded, "import", folder.toString())).isEqualTo(1);
            assertThat(errors()).hasSize(1);
            assertThat(run(guarded, "import", folder.toString(), "--token", "t0ken"))
                    .isZero();
        }
    }

    @Test
    void reportsThatNoServerAnswers() throws Exception {
        Path file = write("1.eml", MESSAGE.formatted("One"));
        RunningApi stopped = new RunningApi();
        stopped.close();

        assertThat(run(stopped, "import", file.toString())).isEqualTo(1);

        assertThat(errors()).singleElement().asString().contains("No answer from");
    }

    @Test
    void rejectsInvalidArguments() throws Exception {
        Path mbox = write("mail.mbox", "From x");

        assertThatThrownBy(() -> run(server, "import"))
                .isInstanceOf(UsageException.class)
                .hasMessage("import requires directories or .eml files: import DIRECTORY|FILE.eml...");
        assertThatThrownBy(() -> run(server, "import", mbox.toString()))
                .isInstanceOf(UsageException.class)
                .hasMessage("import requires directories or .eml files, not \"" + mbox + "\"");
    }
}
