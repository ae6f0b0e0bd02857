package io.github.smtpfake.assertj;

import static io.github.smtpfake.assertj.SmtpFakeAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.parallel.ResourceAccessMode.READ;
import static org.junit.jupiter.api.parallel.ResourceAccessMode.READ_WRITE;

import io.github.smtpfake.message.CapturedMessage;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.opentest4j.AssertionFailedError;

class GoldenFileTest {
    private final CapturedMessage mail =
            Mails.mail("Subject: Welcome", "Date: Mon, 23 Nov 2026 10:00:00 +0000", "", "Hello");

    @TempDir
    private Path folder;

    @Test
    @ResourceLock(value = Resources.SYSTEM_PROPERTIES, mode = READ)
    void passesForAnEqualMessage() throws Exception {
        Path file = Files.writeString(
                folder.resolve("mail.txt"), mail.content().normalized().replace("\n", "\r\n"));

        assertThat(mail).matchesGoldenFile(file).hasSubject("Welcome");
    }

    @Test
    @ResourceLock(value = Resources.SYSTEM_PROPERTIES, mode = READ)
    void showsTheFirstLineThatDiffers() throws Exception {
        Path file = Files.writeString(
                folder.resolve("mail.txt"), mail.content().normalized().replace("Hello", "Goodbye"));

        assertThatThrownBy(() -> assertThat(mail).matchesGoldenFile(file))
                .isInstanceOfSatisfying(AssertionFailedError.class, error -> {
                    assertThat(error.getActual().getValue())
                            .isEqualTo(mail.content().normalized());
                    assertThat(error.getExpected().getValue())
                            .isEqualTo(mail.content().normalized().replace("Hello", "Goodbye"));
                })
                .hasMessageStartingWith("Expected message to match the golden file " + file + ", but line ")
                .hasMessageEndingWith(" differs.\nExpected line: \"Goodbye\"\nFound line: \"Hello\"\nMessage: " + mail
                        + "\nIf the change is intended, run the test with -Dsmtpfake.golden.update=true to update the"
                        + " file.");
        assertThat(file).content().contains("Goodbye");
    }

    @Test
    @ResourceLock(value = Resources.SYSTEM_PROPERTIES, mode = READ)
    void doesNotCreateAMissingFileWithoutTheProperty() {
        Path file = folder.resolve("none.txt");

        assertThatThrownBy(() -> assertThat(mail).matchesGoldenFile(file))
                .hasMessage("Expected message to match the golden file " + file
                        + ", but the file does not exist.\nMessage: " + mail
                        + "\nRun the test with -Dsmtpfake.golden.update=true to create the file.");
        assertThat(file).doesNotExist();
    }

    @Test
    @ResourceLock(value = Resources.SYSTEM_PROPERTIES, mode = READ)
    void failsForAnUnreadableFile() {
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> assertThat(mail).matchesGoldenFile(folder))
                .withMessageStartingWith("Cannot read or write the golden file " + folder);
    }

    @Test
    @ResourceLock(value = Resources.SYSTEM_PROPERTIES, mode = READ_WRITE)
    void writesTheFileIfThePropertyIsSet() {
        Path file = folder.resolve("deep").resolve("mail.txt");
        System.setProperty("smtpfake.golden.update", "true");
        try {
            assertThat(mail).matchesGoldenFile(file);
        } finally {
            System.clearProperty("smtpfake.golden.update");
        }

        assertThat(file)
                .content()
                .isEqualTo(mail.content().normalized())
                .contains("Hello")
                .doesNotContain("10:00:00");
        assertThat(mail).matchesGoldenFile(file);
    }
}
