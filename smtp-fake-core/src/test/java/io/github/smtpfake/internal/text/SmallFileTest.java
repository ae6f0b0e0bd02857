package io.github.smtpfake.internal.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.smtpfake.testing.ChildJvm;
import io.github.smtpfake.testing.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SmallFileTest {
    @TempDir
    private Path folder;

    @Test
    void readsAFileUpToTheMaximum() throws IOException {
        Path file = Files.write(folder.resolve("file"), new byte[100]);

        assertThat(SmallFile.read(file, 100)).hasSize(100);
        assertThatIOException().isThrownBy(() -> SmallFile.read(file, 99)).withMessage("it has more than 99 bytes");
    }

    @Test
    void rejectsWhatIsNoFile() {
        assertThatIOException().isThrownBy(() -> SmallFile.read(folder, 1)).withMessage("it is a directory");
        assertThatIOException()
                .isThrownBy(() -> SmallFile.read(folder.resolve("missing"), 1))
                .isInstanceOf(NoSuchFileException.class)
                .withMessage("no such file");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void rejectsDevicesAndNamedPipes() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();

        for (Path file : new Path[] {pipe, Path.of("/dev/zero"), Path.of("/dev/null")}) {
            assertThatIOException().isThrownBy(() -> SmallFile.read(file, 10)).withMessage("it is not a regular file");
        }
    }

    /** A shell passes the output of another command as such a file. */
    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void readsAPipeThatTheCallerHasOpened() throws Exception {
        assertThat(readInAnotherProcess("printf secret | ", "/dev/stdin")).isEqualTo("secret");
        assertThat(readInAnotherProcess("", "<(printf secret)")).isEqualTo("secret");
        assertThat(readInAnotherProcess("", "/dev/stdin < /dev/zero")).isEqualTo("it has more than 10 bytes");
    }

    private static String readInAnotherProcess(String before, String file) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = ChildJvm.start(new ProcessBuilder(
                        Program.installed("bash").executable().toString(),
                        "-c",
                        before + "'" + java + "' -cp '" + System.getProperty("java.class.path") + "' " + "'"
                                + Main.class.getName() + "' " + file)
                .redirectErrorStream(true));
        return new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    }

    /** Prints the content of a file, or why it cannot be read. */
    static final class Main {
        private Main() {}

        @SuppressWarnings("SystemOut")
        public static void main(String[] arguments) {
            try {
                System.out.print(new String(SmallFile.read(Path.of(arguments[0]), 10), UTF_8));
            } catch (IOException e) {
                System.out.print(e.getMessage());
            }
        }
    }
}
