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
    void passesForAMessageThatIsTheSame() throws Exception {
        Path file = Files.writeString(
                folder.resolve("mail.txt"), mail.content().normalized().replace("\n", "\r\n"));

        assertThat(mail).matchesGoldenFile(file).hasSubject("Welcome");
    }

    @Test
    @ResourceLock(value = Resources.SYSTEM_PROPERTIES, mode = READ)
    void tellsTheFirstLineThatDiffers() throws Exception {
        Path file = Files.writeString(
                folder.resolve("mail.txt"), mail.content().normalized().replace("Hello", "Goodbye"));

        assertThatThrownBy(() -> assertThat(mail).matchesGoldenFile(file))
                .isInstanceOfSatisfying(AssertionFailedError.class, error -> {
                    assertThat(error.getActual().getValue())
                            .isEqualTo(mail.content().normalized());
                    assertThat(error.getExpected().getValue())
                            .isEqualTo(mail.content().normalized().replace("Hello", "Goodbye"));
                })
                .hasMessageContaining("to match the golden file\n  " + file + "\nbut from line ")
                .hasMessageEndingWith(" on it has\n  \"Hello\"\nand not\n  \"Goodbye\"\n"
                        + "If that is as it should be: -Dsmtpfake.golden.update=true writes it");
        assertThat(file).content().contains("Goodbye");
    }

    @Test
    @ResourceLock(value = Resources.SYSTEM_PROPERTIES, mode = READ)
    void neverWritesAFileThatIsMissing() {
        Path file = folder.resolve("none.txt");

        assertThatThrownBy(() -> assertThat(mail).matchesGoldenFile(file))
                .hasMessageEndingWith("but there is no such file; -Dsmtpfake.golden.update=true writes it");
        assertThat(file).doesNotExist();
    }

    @Test
    @ResourceLock(value = Resources.SYSTEM_PROPERTIES, mode = READ)
    void saysWhenAFileCannotBeRead() {
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> assertThat(mail).matchesGoldenFile(folder))
                .withMessageStartingWith("Cannot use the golden file " + folder);
    }

    @Test
    @ResourceLock(value = Resources.SYSTEM_PROPERTIES, mode = READ_WRITE)
    void writesTheFileWhenTold() {
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
