package io.github.smtpfake.rest.internal.client;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.rest.testing.JarProcess;
import io.github.smtpfake.rest.testing.RunningApi;
import io.github.smtpfake.testing.SmtpClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs commands with the heap that they have in the image, and a message that is larger. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class LargeMessagesTest {
    private static final String LINE = "x".repeat(76) + "\r\n";
    private static final byte[] MESSAGE =
            ("Subject: Large\r\n\r\n" + LINE.repeat((26 << 20) / LINE.length())).getBytes(US_ASCII);

    @AutoClose
    private final RunningApi server = new RunningApi();

    @TempDir
    private Path folder;

    private JarProcess command(RunningApi target, String... arguments) {
        String[] all = Arrays.copyOf(arguments, arguments.length + 1);
        all[arguments.length] = "--url=http://127.0.0.1:" + target.httpPort();
        return JarProcess.runClasses(List.of("-Xmx24m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"), all);
    }

    private String deliver() {
        return SmtpClient.sendMessage(server.smtp().port(), "app@example.org", MESSAGE, "ada@example.org");
    }

    @Test
    void printsAMessageThatIsLargerThanTheHeap() {
        deliver();

        try (JarProcess command = command(server, "wait", "--raw", "--timeout=1m")) {
            byte[] output = (String.join("\r\n", command.lines()) + "\r\n").getBytes(US_ASCII);

            assertThat(Arrays.equals(output, MESSAGE))
                    .as("%s bytes of output are the message", output.length)
                    .isTrue();
            assertThat(command.exitCode()).isZero();
        }
    }

    @Test
    void exportsAndImportsAMessageThatIsLargerThanTheHeap() throws IOException {
        String id = deliver();

        try (JarProcess export = command(server, "export", folder.toString())) {
            assertThat(export.lines()).containsExactly("1 message and 1 transcript written to " + folder);
        }

        Path file = folder.resolve(id + ".eml");
        assertThat(Arrays.equals(Files.readAllBytes(file), MESSAGE)).isTrue();
        try (RunningApi other = new RunningApi()) {
            try (JarProcess command = command(other, "import", folder.toString())) {
                assertThat(command.lines()).containsExactly("1 message imported");
            }
            assertThat(other.http()
                            .get("/api/messages")
                            .get("messages")
                            .get(0)
                            .get("id")
                            .asText())
                    .isEqualTo(id);
        }
    }

    @Test
    void reportsWhatIsTooLargeInOneLine() throws IOException {
        Files.writeString(folder.resolve("a.eml"), "Subject: Hello\r\n\r\nText\r\n");
        Files.write(folder.resolve("a.json"), MESSAGE);

        try (JarProcess command = command(server, "import", folder.toString())) {
            assertThat(command.lines())
                    .last()
                    .asString()
                    .startsWith("smtp-fake: Too little memory for this command (")
                    .endsWith(" MiB). Give it less to read, or run it with a larger heap (java -Xmx).");
            assertThat(command.exitCode()).isEqualTo(1);
        }
    }
}
