package io.github.smtpfake.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.smtpfake.testing.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The test messages of other mail libraries are read without a failure. They are fetched as the published packages of these
 * libraries, at fixed versions, by the package manager of their language, which mostly waits for the network. A test is skipped
 * if its package cannot be fetched. The mail gem is not among them, because its package contains only its code.
 */
@Order(1)
@Execution(ExecutionMode.CONCURRENT)
class PublishedCorporaTest {
    private static final Path TARGET = Path.of("target", "corpora").toAbsolutePath();
    private static final Pattern MESSAGE = Pattern.compile(".*\\.(?:eml|msg|raw|mail)|.*/mails?/mail_[^/]*");
    private static final Pattern GO_DIRECTORY = Pattern.compile("\"Dir\": \"([^\"]+)\"");

    @Test
    void readsTheMessagesOfMime4j() throws Exception {
        Path folder = folder("mime4j");
        Program maven = Program.installed("mvn").in(folder);
        fetch(maven.run(
                "-q",
                "-B",
                "dependency:copy",
                "-Dartifact=org.apache.james:apache-mime4j-core:0.8.14:jar:tests",
                "-DoutputDirectory=" + folder));
        Program.ofJdk("jar")
                .in(folder)
                .run("xf", "apache-mime4j-core-0.8.14-tests.jar")
                .succeeded();

        assertThat(readAll(folder)).isGreaterThan(60);
    }

    @Test
    void readsTheMessagesOfMailParser() throws Exception {
        Path folder = folder("mail-parser");
        Program pip = Program.installed("pip").in(folder);
        // With :all:, pip would also build the tools that build it, which takes minutes.
        fetch(pip.run("download", "-q", "--no-deps", "--no-binary", "mail-parser", "mail-parser==4.8.0"));
        unpack(folder, "mail_parser-4.8.0.tar.gz");

        assertThat(readAll(folder)).isGreaterThan(20);
    }

    @Test
    void readsTheMessagesOfEnmime() throws Exception {
        Program go = Program.installed("go").in(folder("enmime"));
        Program.Result downloaded = fetch(go.run("mod", "download", "-json", "github.com/jhillyerd/enmime@v1.3.0"));
        Matcher directory = GO_DIRECTORY.matcher(downloaded.output());
        assertThat(directory.find()).as(downloaded.output()).isTrue();

        assertThat(readAll(Path.of(directory.group(1)))).isGreaterThan(80);
    }

    private static Path folder(String name) throws IOException {
        return Files.createDirectories(TARGET.resolve(name));
    }

    private static Program.Result fetch(Program.Result result) {
        assumeTrue(result.exitCode() == 0, "The package cannot be fetched: " + result.output());
        return result;
    }

    private static void unpack(Path folder, String archive) throws IOException, InterruptedException {
        Program.installed("tar").in(folder).run("xf", archive).succeeded();
    }

    /** Reads all values of all messages below a folder and returns the number of messages. */
    private static int readAll(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(Files::isRegularFile)
                    .filter(file ->
                            MESSAGE.matcher(file.toString().replace('\\', '/')).matches())
                    .toList();
        }
        for (Path file : files) {
            CapturedMessage mail = TestMail.of(Files.readAllBytes(file));
            assertThatCode(() -> Questions.askAll(mail)).as(file.toString()).doesNotThrowAnyException();
        }
        return files.size();
    }
}
