package io.github.smtpfake.rest;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.smtpfake.internal.text.LoopbackAddress;
import io.github.smtpfake.rest.testing.HttpApi;
import io.github.smtpfake.rest.testing.JarProcess;
import io.github.smtpfake.testing.SmtpClient;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Tests {@code java -jar smtp-fake.jar}. */
class JarIT {
    private static final byte[] MESSAGE = "Subject: Hello\r\n\r\nText\r\n".getBytes(US_ASCII);

    @Test
    void printsItsOptions() {
        try (JarProcess jar = JarProcess.run("--help")) {
            assertThat(jar.lines()).anyMatch(line -> line.startsWith("  --smtp-port --http-port "));
            assertThat(jar.exitCode()).isZero();
        }
    }

    @Test
    void printsTheVersionOfTheBuild() {
        try (JarProcess jar = JarProcess.run("--version")) {
            assertThat(jar.lines()).containsExactly("smtp-fake " + System.getProperty("smtpfake.version"));
            assertThat(jar.exitCode()).isZero();
        }
    }

    @Test
    void exitsWithTwoForAnUnknownOption() {
        try (JarProcess jar = JarProcess.run("--smtp-prt", "1")) {
            assertThat(jar.lines())
                    .first()
                    .isEqualTo("smtp-fake: Unknown option --smtp-prt. Did you mean --smtp-port?");
            assertThat(jar.exitCode()).isEqualTo(2);
        }
    }

    @Test
    void exitsWithOneIfThePortIsInUse() throws IOException {
        try (ServerSocket occupied = new ServerSocket(0, 1, LoopbackAddress.get());
                JarProcess jar = JarProcess.run("--smtp-port=0", "--http-port=" + occupied.getLocalPort())) {
            assertThat(jar.lines())
                    .singleElement()
                    .asString()
                    .startsWith("smtp-fake: HTTP: Cannot listen on 127.0.0.1:" + occupied.getLocalPort())
                    .contains("--http-port");
            assertThat(jar.exitCode()).isEqualTo(1);
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no signals, and so no exit code of one")
    void acceptsMailOnceItPrintsItsAddressesAndStopsSilentlyOnSigterm() {
        try (JarProcess jar = JarProcess.run("--smtp-port=0", "--http-port=0")) {
            int smtpPort = jar.smtpPort();
            HttpApi http = new HttpApi("127.0.0.1", jar.httpPort());
            String id = SmtpClient.sendMessage(smtpPort, "app@example.org", MESSAGE, "ada@example.org");

            assertThat(http.get("/api/messages").at("/messages/0/id").asText()).isEqualTo(id);
            assertThat(http.bytes("/api/messages/" + id + "/raw")).isEqualTo(MESSAGE);
            assertThat(http.get("/api/info").get("version").asText()).isEqualTo(System.getProperty("smtpfake.version"));

            jar.terminate();
            assertThat(jar.exitCode()).isEqualTo(128 + 15);
            assertThat(jar.lines()).isEmpty();
        }
    }

    @Test
    void logsMessagesAndSessionsAsJson() {
        try (JarProcess jar =
                JarProcess.run("--smtp-port=0", "--http-port=0", "--log-level=info", "--log-format=json")) {
            int smtpPort = port(jar.readLine());
            jar.readLine();
            String id = SmtpClient.sendMessage(smtpPort, "app@example.org", MESSAGE, "ada@example.org");

            JsonNode message = HttpApi.tree(jar.readLine());
            assertThat(message.get("level").asText()).isEqualTo("info");
            assertThat(message.get("message").asText())
                    .startsWith("message " + id + ": \"Hello\" <app@example.org> -> <ada@example.org>, ");
            assertThat(HttpApi.tree(jar.readLine()).get("message").asText())
                    .startsWith("session ")
                    .contains("EHLO client.example.org: delivered 1 message, ended with QUIT");
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no signals, and so no exit code of one")
    void logsEventsUntilItStops() throws Exception {
        try (JarProcess jar = JarProcess.run("--smtp-port=0", "--http-port=0", "--log-level=info");
                SmtpClient client = SmtpClient.connect(jar.smtpPort())) {
            client.expect("220");
            client.command("EHLO open.test", "250");
            jar.httpPort();

            jar.terminate();

            assertThat(jar.lines())
                    .singleElement()
                    .asString()
                    .contains("EHLO open.test: delivered nothing, ended because the server stopped");
            assertThat(jar.exitCode()).isEqualTo(128 + 15);
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no signals, and so no exit code of one")
    void notifiesOpenSmtpSessionsWhenItStops() throws Exception {
        try (JarProcess jar = JarProcess.run("--smtp-port=0", "--http-port=0");
                SmtpClient client = SmtpClient.connect(jar.smtpPort())) {
            client.expect("220");
            jar.httpPort();

            jar.terminate();

            client.expect("421");
            assertThat(jar.exitCode()).isEqualTo(128 + 15);
        }
    }

    /** Loading Jackson takes longer than the first page. */
    @Test
    void loadsJacksonOnlyToReadJson(@TempDir Path folder) throws IOException {
        Path log = folder.resolve("classes.log");
        try (JarProcess jar =
                JarProcess.run(List.of("-Xlog:class+load:file=" + log), "--smtp-port=0", "--http-port=0")) {
            jar.smtpPort();
            HttpApi http = new HttpApi("127.0.0.1", jar.httpPort());
            for (String path : List.of("/livez", "/readyz", "/api/messages", "/api/v1/messages")) {
                assertThat(http.send("GET", path).statusCode()).isEqualTo(200);
            }
            assertThat(loaded(log, "io.github.smtpfake.rest.internal.json.JsonWriter"))
                    .isPositive();
            assertThat(loaded(log, "com.fasterxml.jackson.")).isZero();

            http.sendJson("POST", "/api/rules", "{}");
            assertThat(loaded(log, "com.fasterxml.jackson."))
                    .as("the log shows loaded classes of Jackson")
                    .isPositive();
        }
    }

    private static int port(String line) {
        String notice = HttpApi.tree(line).get("message").asText();
        return Integer.parseInt(notice.substring(notice.lastIndexOf(':') + 1));
    }

    private static long loaded(Path log, String prefix) throws IOException {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> line.contains(" " + prefix)).count();
        }
    }

    @Test
    void containsManifestAndLicences() throws IOException {
        try (JarFile jar = new JarFile(JarProcess.jar().toFile())) {
            Attributes manifest = jar.getManifest().getMainAttributes();
            assertThat(manifest.getValue("Main-Class")).isEqualTo("io.github.smtpfake.rest.Main");
            assertThat(manifest.getValue("Automatic-Module-Name")).isEqualTo("io.github.smtpfake.rest");
            assertThat(manifest.getValue("Implementation-Version")).isEqualTo(System.getProperty("smtpfake.version"));
            assertThat(jar.stream().map(Object::toString))
                    .contains("META-INF/LICENSE", "META-INF/NOTICE", "META-INF/FastDoubleParser-LICENSE")
                    .allMatch(name -> name.startsWith("META-INF/")
                            || name.startsWith("io/")
                            || name.startsWith("com/fasterxml/jackson/")
                            || name.startsWith("org/sqlite/")
                            || name.startsWith("at/")
                            || name.equals("sqlite-jdbc.properties")
                            || List.of("com/", "com/fasterxml/", "org/").contains(name));
        }
    }

    @Test
    void containsTheNativeLibrariesOfCommonPlatformsOnly() throws IOException {
        try (JarFile jar = new JarFile(JarProcess.jar().toFile())) {
            assertThat(jar.stream()
                            .filter(entry -> !entry.isDirectory())
                            .map(JarEntry::getName)
                            .filter(name -> name.startsWith("org/sqlite/native/")))
                    .containsExactlyInAnyOrder(
                            "org/sqlite/native/Linux/aarch64/libsqlitejdbc.so",
                            "org/sqlite/native/Linux/x86_64/libsqlitejdbc.so",
                            "org/sqlite/native/Linux-Musl/aarch64/libsqlitejdbc.so",
                            "org/sqlite/native/Linux-Musl/x86_64/libsqlitejdbc.so",
                            "org/sqlite/native/Mac/aarch64/libsqlitejdbc.dylib",
                            "org/sqlite/native/Mac/x86_64/libsqlitejdbc.dylib",
                            "org/sqlite/native/Windows/x86_64/sqlitejdbc.dll");
        }
    }

    @Test
    void loadsNoClassOfADatabaseWithoutStore(@TempDir Path folder) throws IOException {
        Path log = folder.resolve("classes.log");
        try (JarProcess jar =
                JarProcess.run(List.of("-Xlog:class+load:file=" + log), "--smtp-port=0", "--http-port=0")) {
            int smtpPort = jar.smtpPort();
            HttpApi http = new HttpApi("127.0.0.1", jar.httpPort());
            SmtpClient.sendMessage(smtpPort, "app@example.org", MESSAGE, "ada@example.org");
            http.get("/api/messages");
            http.get("/api/info");

            assertThat(loaded(log, "io.github.smtpfake.store.")).isPositive();
            for (String prefix : List.of("io.github.smtpfake.jdbc.", "org.sqlite.", "java.sql.")) {
                assertThat(loaded(log, prefix)).as(prefix).isZero();
            }
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no signals, and so no exit code of one")
    void keepsMailThatItAcknowledged(@TempDir Path folder) {
        String store = "--store=sqlite:" + folder.resolve("mail.db");
        String id;
        try (JarProcess jar = JarProcess.run("--smtp-port=0", "--http-port=0", store)) {
            id = SmtpClient.sendMessage(jar.smtpPort(), "app@example.org", MESSAGE, "ada@example.org");
            jar.kill();
            assertThat(jar.exitCode()).isEqualTo(128 + 9);
        }
        try (JarProcess jar = JarProcess.run("--smtp-port=0", "--http-port=0", store + "?synchronous=full")) {
            jar.smtpPort();
            HttpApi http = new HttpApi("127.0.0.1", jar.httpPort());
            assertThat(http.bytes("/api/messages/" + id + "/raw")).isEqualTo(MESSAGE);

            jar.terminate();
            assertThat(jar.exitCode()).isEqualTo(128 + 15);
            assertThat(jar.lines()).isEmpty();
        }
        assertThat(folder.resolve("mail.db-wal"))
                .as("the write-ahead log, which closing the store removes")
                .doesNotExist();
    }

    @Test
    void exitsWithOneIfTheStoreIsInUse(@TempDir Path folder) {
        String store = "--store=sqlite:" + folder.resolve("mail.db");
        try (JarProcess first = JarProcess.run("--smtp-port=0", "--http-port=0", store)) {
            first.smtpPort();
            try (JarProcess second = JarProcess.run("--smtp-port=0", "--http-port=0", store)) {
                assertThat(second.lines())
                        .singleElement()
                        .asString()
                        .startsWith("smtp-fake: Cannot store mail in " + folder.resolve("mail.db") + ": ")
                        .contains("another process");
                assertThat(second.exitCode()).isEqualTo(1);
            }
        }
    }

    @Test
    void exitsWithOneIfTheFileIsNotAStore(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("mail.db"), "something valuable ".repeat(100));
        try (JarProcess jar = JarProcess.run("--smtp-port=0", "--http-port=0", "--store=sqlite:" + file)) {
            assertThat(jar.lines())
                    .singleElement()
                    .asString()
                    .startsWith("smtp-fake: Cannot store mail in " + file + ": ");
            assertThat(jar.exitCode()).isEqualTo(1);
        }
        assertThat(file).content().startsWith("something valuable ").hasSize(1900);
    }
}
