package io.github.smtpfake.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.smtpfake.rest.internal.cli.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreOptionsTest {
    @TempDir
    private Path folder;

    private static @Nullable StoreLocation store(Map<String, String> variables, String... arguments)
            throws UsageException {
        return Options.of(CommandLine.parse(arguments, variables)).store();
    }

    private static @Nullable StoreLocation store(String value) throws UsageException {
        return store(Map.of(), "--store", value);
    }

    @Test
    void keepsMailInMemoryByDefault() throws Exception {
        assertThat(store(Map.of())).isNull();
    }

    @Test
    void readsAnAbsoluteOrRelativePath() throws Exception {
        Path file = folder.resolve("mail.db");

        assertThat(store("sqlite:" + file)).isEqualTo(new StoreLocation(file, false));
        assertThat(store("sqlite://" + file)).isEqualTo(new StoreLocation(file, false));
        assertThat(store("sqlite:target/../mail.db"))
                .isEqualTo(new StoreLocation(Path.of("").toAbsolutePath().resolve("mail.db"), false));
        assertThat(store(Map.of("SMTP_FAKE_STORE", "sqlite:" + file))).isEqualTo(new StoreLocation(file, false));
    }

    @Test
    void readsWhetherMailSurvivesAPowerFailure() throws Exception {
        Path file = folder.resolve("mail.db");

        assertThat(store("sqlite:" + file + "?synchronous=full")).isEqualTo(new StoreLocation(file, true));
        assertThat(store("sqlite:" + file + "?synchronous=normal")).isEqualTo(new StoreLocation(file, false));
        assertThatThrownBy(() -> store("sqlite:" + file + "?sync=full"))
                .isInstanceOf(UsageException.class)
                .hasMessageContainingAll(
                        "--store may have only ?synchronous=normal", "?synchronous=full", "power failure");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/data/mail.db", "postgresql://host/db", "sqlite:", "sqlite: ", "sqlite::memory:", "", "SQLITE:x"
            })
    void rejectsOtherValues(String value) {
        assertThatThrownBy(() -> store(value))
                .isInstanceOf(UsageException.class)
                .hasMessage(
                        "--store must be sqlite: and the path of a file, such as sqlite:/data/mail.db (by default, mail is kept"
                                + " in memory), not \"" + value + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:4001", "https://rqlite.example.org", "HTTP://localhost"})
    void givesTheReasonIfAnRqliteServerIsNamed(String value) {
        String reason =
                " must be a file, because rqlite is not supported: this server keeps its mail in memory or in one"
                        + " SQLite file (--store sqlite:/data/mail.db), not \"" + value + "\"";

        assertThatThrownBy(() -> store(value))
                .isInstanceOf(UsageException.class)
                .hasMessage("--store" + reason);
        assertThatThrownBy(() -> store(Map.of("MP_DATABASE", value)))
                .isInstanceOf(UsageException.class)
                .hasMessage("MP_DATABASE" + reason);
    }

    @Test
    void rejectsADirectoryAndNamesAFileInIt() {
        assertThatThrownBy(() -> store("sqlite:" + folder))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("--store must name a file, such as sqlite:" + folder.resolve("mail.db")
                        + ", because " + folder + " is a directory");
    }

    @Test
    void acceptsThePathsOfMailpit() throws Exception {
        Path file = folder.resolve("mailpit.db");

        assertThat(store(Map.of("MP_DATABASE", " " + file + " "))).isEqualTo(new StoreLocation(file, false));
        assertThat(store(Map.of("MP_DATABASE", folder.toString())))
                .as("a directory")
                .isEqualTo(new StoreLocation(folder.resolve("mail.db"), false));
        assertThat(store(Map.of("MP_DATABASE", "relative.db")))
                .isEqualTo(new StoreLocation(Path.of("relative.db").toAbsolutePath(), false));
        assertThat(store(Map.of("MP_DATA_FILE", file.toString()))).isEqualTo(new StoreLocation(file, false));
        assertThat(store(Map.of("MP_DATA_FILE", "/old.db", "MP_DATABASE", file.toString())))
                .isEqualTo(new StoreLocation(file, false));
        assertThat(store(Map.of("MP_DATABASE", "/old.db"), "--store", "sqlite:" + file))
                .isEqualTo(new StoreLocation(file, false));
    }

    @Test
    void requiresADirectoryThatExists() throws Exception {
        Path directory = folder.resolve("none");

        assertCannotStart(
                directory.resolve("mail.db"),
                "the directory " + directory + " does not exist. Create it, or mount a volume there.");
        Files.createFile(directory);
        assertCannotStart(directory.resolve("mail.db"), directory + " is not a directory. Choose another path.");
    }

    @Test
    void acceptsANewAndAnExistingFile() throws IOException {
        StoreLocation location = new StoreLocation(folder.resolve("mail.db"), false);

        assertThatCode(location::requireWritable).doesNotThrowAnyException();
        Files.createFile(location.file());
        assertThatCode(location::requireWritable).doesNotThrowAnyException();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no permissions of POSIX")
    void requiresAFileThatItMayWrite() throws IOException {
        Path file = Files.createFile(folder.resolve("mail.db"), readOnly("r--r--r--"));
        assumeThat(Files.isWritable(file))
                .as("The superuser may write every file.")
                .isFalse();

        assertCannotStart(file, "this process runs as user ");
    }

    private static FileAttribute<?> readOnly(String permissions) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    }

    private static void assertCannotStart(Path file, String reason) {
        assertThatThrownBy(() -> new StoreLocation(file, false).requireWritable())
                .isInstanceOf(StartException.class)
                .hasMessageStartingWith("Cannot store mail in " + file + ": " + reason);
    }
}
