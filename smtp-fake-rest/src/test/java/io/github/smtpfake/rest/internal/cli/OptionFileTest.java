package io.github.smtpfake.rest.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class OptionFileTest {
    private static final int MAX = 10;

    @TempDir
    Path directory;

    private Given file(byte... content) throws IOException {
        Path file = directory.resolve("secret");
        Files.write(file, content);
        return given(file);
    }

    private Given file(String content) throws IOException {
        return file(content.getBytes(StandardCharsets.UTF_8));
    }

    private static Given given(Path file) {
        return new Given("--secret-file", file.toString());
    }

    private static void assertRejected(Given file, String problem) {
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> OptionFile.bytes(file, MAX))
                .withMessage("--secret-file: the file " + file.text() + " " + problem);
    }

    @Test
    void readsAFileUpToItsMaximumSize() throws Exception {
        assertThat(OptionFile.bytes(file("0123456789"), MAX)).asString().isEqualTo("0123456789");
        assertRejected(file("0123456789a"), "cannot be read: it has more than 10 bytes");
    }

    @Test
    void readsLinesOfAnyPlatformWithoutAByteOrderMark() throws Exception {
        assertThat(OptionFile.lines(file("\uFEFFä\r\nb\n"), MAX)).containsExactly("ä", "b");
        assertThat(OptionFile.lines(file("ab"), MAX)).containsExactly("ab");
    }

    @Test
    void rejectsAFileThatIsNotUtf8() throws Exception {
        Given file = file((byte) 'a', (byte) 0xE4, (byte) '\n');

        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> OptionFile.lines(file, MAX))
                .withMessage("--secret-file: the file " + file.text() + " is not a text in UTF-8");
    }

    @Test
    void rejectsAnEmptyFileAndADirectory() throws Exception {
        assertRejected(file(""), "is empty");
        assertRejected(given(directory), "cannot be read: it is a directory");
    }

    @Test
    void rejectsAMissingFile() {
        assertRejected(given(directory.resolve("missing")), "cannot be read: no such file");
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> OptionFile.bytes(new Given("--secret-file", "a\0b"), MAX))
                .withMessageStartingWith("--secret-file must be the path of a file");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void rejectsADeviceWithoutReadingIt() {
        assertRejected(given(Path.of("/dev/zero")), "cannot be read: it is not a regular file");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void followsLinksAsKubernetesMountsSecretsWithThem() throws Exception {
        Path link = directory.resolve("link");
        Files.createSymbolicLink(link, Path.of(file("s3cret").text()));

        assertThat(OptionFile.lines(given(link), MAX)).containsExactly("s3cret");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void rejectsAFileThatThisProcessMayNotRead() throws Exception {
        Given file = file("s3cret");
        Files.setPosixFilePermissions(Path.of(file.text()), PosixFilePermissions.fromString("-w-------"));
        assumeThat(Files.isReadable(Path.of(file.text())))
                .as("root may read every file")
                .isFalse();

        assertRejected(file, "may not be read by this process");
    }
}
