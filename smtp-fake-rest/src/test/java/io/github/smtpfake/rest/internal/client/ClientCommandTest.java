package io.github.smtpfake.rest.internal.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.config.Limits;
import io.github.smtpfake.internal.text.LoopbackAddress;
import io.github.smtpfake.rest.internal.cli.UsageException;
import io.github.smtpfake.rest.testing.HttpApi;
import io.github.smtpfake.rest.testing.RunningApi;
import io.github.smtpfake.rest.testing.ScriptedStore;
import io.github.smtpfake.store.InMemoryMessageStore;
import io.github.smtpfake.store.StoreUnavailableException;
import io.github.smtpfake.testing.TimeLimit;
import io.github.smtpfake.testing.UnassignedPort;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientCommandTest {
    private final RunningApi server = new RunningApi();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void reportsWhetherTheServerAcceptsMail() throws Exception {
        assertThat(run("health", "--url", url())).isZero();
        assertThat(text(out)).isEqualToIgnoringNewLines("ready");

        server.smtp().stop();

        assertThat(run("health", "--url", url() + "/")).isEqualTo(1);
    }

    @Test
    void findsTheServerByItsVariables() throws Exception {
        String port = "" + server.httpPort();

        assertThat(run(Map.of("SMTP_FAKE_HTTP_PORT", port), "health")).isZero();
        assertThat(run(Map.of("MP_UI_BIND_ADDR", "0.0.0.0:" + port), "health")).isZero();
    }

    @Test
    void reportsThatNoServerAnswers() throws Exception {
        int port = UnassignedPort.next();

        assertThat(run("health", "--url", "http://127.0.0.1:" + port)).isEqualTo(1);

        assertThat(text(err))
                .startsWith("smtp-fake: No answer from http://127.0.0.1:" + port + " (")
                .contains("Set the URL of the server with --url.");
    }

    @Test
    void waitsForAMessageAndPrintsIt() throws Exception {
        CompletableFuture<String> id = CompletableFuture.supplyAsync(
                () -> server.deliver("app@example.org", "Subject: News & more\r\n\r\nText\r\n", "ada@example.org"));

        int exitCode =
                run("wait", "--url", url(), "--recipient=ada@example.org", "--subject", "news & m", "--timeout", "30s");

        assertThat(exitCode).as(text(err)).isZero();
        JsonNode message = HttpApi.tree(text(out));
        assertThat(message.get("id").asText()).isEqualTo(TimeLimit.get(id));
        assertThat(message.get("text").asText()).isEqualTo("Text\n");
    }

    @Test
    void waitsForANumberOfMessagesAndPrintsTheirList() throws Exception {
        server.deliver("First");
        CompletableFuture<String> second = CompletableFuture.supplyAsync(() -> server.deliver("Second"));

        assertThat(run("wait", "--url", url(), "--count", "2", "--timeout=30s"))
                .as(text(err))
                .isZero();

        JsonNode list = HttpApi.tree(text(out));
        assertThat(list.get("messages").findValuesAsText("id")).hasSize(2).contains(TimeLimit.get(second));
    }

    @Test
    void failsLikeAWaitInJavaIfTooFewMessagesArrive() throws Exception {
        server.deliver("First");

        assertThat(run("wait", "--url", url(), "--count=3", "--subject", "First", "--timeout", "1ms"))
                .isEqualTo(1);

        assertThat(text(err))
                .startsWith(
                        "smtp-fake: Expected at least 3 messages with subject containing \"First\" within 1 ms, but only 1");
        assertThatThrownBy(() -> run("wait", "--count", "2", "--raw"))
                .isInstanceOf(UsageException.class)
                .hasMessage("--raw prints one message; remove it or --count");
        assertThatThrownBy(() -> run("wait", "--count", "0"))
                .isInstanceOf(UsageException.class)
                .hasMessage("--count must be a number from 1 to 2147483647, not \"0\"");
    }

    @Test
    void waitsUntilTheServerAcceptsMail() throws Exception {
        SmtpFakeServer later = SmtpFakeServer.builder().build();
        try (RunningApi starting = new RunningApi(later)) {
            String url = "http://127.0.0.1:" + starting.httpPort();
            assertThat(run("health", "--url", url)).isEqualTo(1);
            assertThat(run("health", "--wait", "--timeout=3s", "--url", url)).isEqualTo(1);
            assertThat(text(err)).contains("smtp-fake: The server was not ready within 3 s: SMTP is stopped");

            CompletableFuture<Integer> exitCode = CompletableFuture.supplyAsync(() -> runUnchecked(
                    Map.of("MP_UI_BIND_ADDR", "[::]:" + starting.httpPort()), "readyz", "--wait", "--timeout=1m30s"));
            later.start();

            assertThat(exitCode.get(60, TimeUnit.SECONDS)).isZero();
            assertThat(text(out)).endsWith("ready" + System.lineSeparator());
        }
    }

    @Test
    void checksTheHealthWithTheOptionsOfMailpit() throws Exception {
        String listen = "0.0.0.0:" + server.httpPort();

        assertThat(run("readyz", "-l", listen)).isZero();
        assertThat(run("readyz", "--listen=" + listen, "--https=false", "--wait=true", "--webroot=/"))
                .isZero();
        assertThat(run(Map.of("MP_UI_BIND_ADDR", "127.0.0.1:1"), "readyz", "-l=" + listen))
                .isZero();
        assertThat(run("readyz", "-l", listen, "--webroot", "/mail")).isEqualTo(1);
        assertThat(run("readyz", "-h")).isZero();
        assertThat(text(out)).contains("Usage: smtp-fake readyz", "--listen ADDRESS:PORT", "--timeout DURATION");
        assertThatThrownBy(() -> run("readyz", "--timeout", "1m30"))
                .isInstanceOf(UsageException.class)
                .hasMessage("--timeout must be a duration such as 30s or 1m30s, not \"1m30\"");
    }

    private int runUnchecked(Map<String, String> environment, String... arguments) {
        try {
            return run(environment, arguments);
        } catch (UsageException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void printsTheRawMessage() throws Exception {
        server.deliver("First");

        assertThat(run("wait", "--url", url(), "--raw")).isZero();

        assertThat(text(out)).isEqualTo("Subject: First\r\n\r\nHello\r\n");
    }

    @Test
    void showsTheNearestMessageIfNoneMatches() throws Exception {
        server.deliver("First");

        assertThat(run("wait", "--url", url(), "--subject", "Second", "--timeout", "1ms"))
                .isEqualTo(1);

        assertThat(text(out)).isEmpty();
        assertThat(text(err))
                .startsWith("smtp-fake: Expected at least 1 message with subject containing \"Second\" within 1 ms")
                .contains("Received, but not matching:\n  \"First\" <app@example.org> -> <ada@example.org>\n"
                        + "      subject containing \"Second\": was \"First\"");
    }

    @Test
    void printsTheFailureMessageOfAWaitInJava() throws Exception {
        assertThat(run("wait", "--url", url(), "--timeout", "1ms")).isEqualTo(1);

        assertThat(text(err))
                .isEqualToNormalizingNewlines("""
                        smtp-fake: Expected at least 1 message within 1 ms, but none arrived.
                        Nobody connected to 127.0.0.1:%s within 1 ms.
                        Check that the application sends to this host and port, and that its sending code ran. If it sends later, wait longer.
                        """.formatted(server.smtp().port()));
    }

    @Test
    void namesTheEarlierWaitThatAMessageWasTooLateFor() throws Exception {
        assertThat(run("wait", "--url", url(), "--subject", "First", "--timeout", "1ms"))
                .isEqualTo(1);
        server.deliver("First");

        assertThat(run("wait", "--url", url(), "--subject", "Second", "--timeout", "1ms"))
                .isEqualTo(1);

        assertThat(text(err))
                .containsPattern("Late: it arrived \\d+ ms after an earlier wait for messages with subject containing"
                        + " \"First\" had timed out\\. If that earlier wait expected this message, raise its timeout"
                        + " \\(1 ms\\)\\.");
    }

    @Test
    void namesFiltersLikeTheApi() throws Exception {
        for (ClientOption option : ClientOption.OF_WAIT) {
            if (option.isFilter()) {
                String value = option == ClientOption.HEADER
                        ? "X: y"
                        : option == ClientOption.SINCE ? "2026-11-23T10:15:30Z" : "value";
                assertThat(run("wait", "--url", url(), option.flag(), value, "--timeout=1ms"))
                        .isEqualTo(1);
            }
        }
        assertThat(text(err)).doesNotContain("Unknown parameter").contains("Expected at least 1 message");
    }

    @Test
    void writesMessagesAndTranscriptsToADirectory(@TempDir Path folder) throws Exception {
        String first = server.deliver("First");
        server.deliver("Second");
        Path directory = folder.resolve("new/export");

        assertThat(run("export", directory.toString(), "--url=" + url()))
                .as(text(err))
                .isZero();

        assertThat(directory.resolve(first + ".eml")).content().isEqualTo("Subject: First\r\n\r\nHello\r\n");
        JsonNode message = server.http().get("/api/messages/" + first);
        JsonNode sidecar = HttpApi.tree(Files.readString(directory.resolve(first + ".json")));
        assertThat(sidecar.fieldNames())
                .toIterable()
                .containsExactly("id", "receivedAt", "envelope", "session", "problems", "read", "tags");
        sidecar.fieldNames()
                .forEachRemaining(member -> assertThat(sidecar.get(member)).isEqualTo(message.get(member)));
        assertThat(text(out)).isEqualToIgnoringNewLines("2 messages and 2 transcripts written to " + directory);
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.filter(file -> file.toString().endsWith(".txt")))
                    .hasSize(2)
                    .allSatisfy(
                            file -> assertThat(file).content().contains(" C: MAIL FROM:<app@example.org>", " S: 354 "));
        }
    }

    @Test
    void skipsAMessageThatIsDeletedDuringTheExport(@TempDir Path folder) throws Exception {
        ScriptedStore store = new ScriptedStore(new InMemoryMessageStore(Limits.defaults()));
        try (RunningApi scripted = new RunningApi(
                SmtpFakeServer.builder().store(store.asMessageStore()).start())) {
            scripted.deliver("Gone");
            store.answer("message", Optional.empty());

            assertThat(run("export", folder.toString(), "--url=http://127.0.0.1:" + scripted.httpPort()))
                    .as(text(err))
                    .isZero();

            assertThat(text(out)).startsWith("0 messages and 1 transcript written");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"message", "session"})
    void failsIfTheServerDoesNotReturnAllMessagesAndSessions(String method, @TempDir Path folder) throws Exception {
        ScriptedStore store = new ScriptedStore(new InMemoryMessageStore(Limits.defaults()));
        try (RunningApi scripted = new RunningApi(
                SmtpFakeServer.builder().store(store.asMessageStore()).start())) {
            scripted.deliver("Present");
            store.before(method, () -> {
                throw new StoreUnavailableException("The disk fails", null);
            });

            assertThat(run("export", folder.toString(), "--url=http://127.0.0.1:" + scripted.httpPort()))
                    .isEqualTo(1);

            assertThat(text(err)).isEqualTo("smtp-fake: The disk fails" + System.lineSeparator());
            assertThat(text(out)).isEmpty();
        }
    }

    @Test
    void namesTheDirectoryThatItCannotCreate(@TempDir Path folder) throws Exception {
        Path file = Files.createFile(folder.resolve("file"));

        assertThat(run("export", file.toString(), "--url", url())).isEqualTo(1);

        assertThat(text(err))
                .isEqualTo("smtp-fake: Cannot write " + file + ": not a directory" + System.lineSeparator());
    }

    @Test
    void rejectsInvalidArguments() {
        assertThatThrownBy(() -> run("export"))
                .isInstanceOf(UsageException.class)
                .hasMessage("export requires a directory: export DIRECTORY");
        assertThatThrownBy(() -> run("wait", "--timeout", "10m"))
                .isInstanceOf(UsageException.class)
                .hasMessage("--timeout must be at most 5m, not \"10m\"");
        assertThatThrownBy(() -> run("wait", "--timeout", "10"))
                .isInstanceOf(UsageException.class)
                .hasMessage(
                        "--timeout must be a duration such as 500ms, 10s, 2m, 1h or 7d, not \"10\"; add a unit, such as 10s");
        assertThatThrownBy(() -> run("health", "--url", "localhost:8025"))
                .isInstanceOf(UsageException.class)
                .hasMessage(
                        "--url must be a URL such as http://127.0.0.1:8025 or, with a web root, http://127.0.0.1:8025/mail, not \"localhost:8025\"");
        assertThatThrownBy(() -> run("wait", "--recipent", "x"))
                .isInstanceOf(UsageException.class)
                .hasMessage("Unknown option --recipent. Did you mean --recipient?");
    }

    @Test
    void printsTheOptionsOfEachCommand() throws Exception {
        assertThat(run("wait", "--help")).isZero();
        for (ClientOption option : ClientOption.OF_WAIT) {
            assertThat(text(out)).contains("  " + option.flag());
        }
        assertThat(run("export", "--help")).isZero();
        assertThat(run("import", "--help")).isZero();
        assertThat(run("health", "--help")).isZero();
        assertThat(text(out))
                .contains(
                        "Usage: smtp-fake export DIRECTORY",
                        "Usage: smtp-fake import DIRECTORY|FILE.eml...",
                        "Usage: smtp-fake health");
    }

    private String url() {
        return "http://127.0.0.1:" + server.httpPort();
    }

    private int run(String... arguments) throws UsageException {
        return run(Map.of(), arguments);
    }

    private int run(Map<String, String> environment, String... arguments) throws UsageException {
        return ClientCommand.run(
                arguments,
                environment,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }

    /** The listener accepts connections but never answers. */
    @ParameterizedTest
    @ValueSource(strings = {"health", "health --wait", "readyz", "readyz --wait"})
    void givesUpOnAServerThatDoesNotAnswerWhenTheTimeIsOver(String command) throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, LoopbackAddress.get())) {
            String address = "127.0.0.1:" + silent.getLocalPort();
            String server = command.startsWith("health") ? "--url http://" + address : "--listen " + address;
            long begin = System.nanoTime();

            assertThat(run((command + " --timeout 300ms " + server).split(" "))).isEqualTo(1);
            assertThat(Duration.ofNanos(System.nanoTime() - begin))
                    .as("less than the usual 30 s")
                    .isLessThan(Duration.ofSeconds(25));
            assertThat(text(err)).contains(command.endsWith("--wait") ? "not ready within 300 ms" : "No answer from");
        }
    }

    @Test
    void rejectsATimeoutOfMoreThanAYear() {
        assertThatThrownBy(() -> run("readyz", "--timeout", "9999999h"))
                .isInstanceOf(UsageException.class)
                .hasMessage("--timeout must be at most 8760h, not \"9999999h\"");
    }
}
