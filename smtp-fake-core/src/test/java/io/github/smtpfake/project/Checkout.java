package io.github.smtpfake.project;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.smtpfake.testing.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The files of the project. */
final class Checkout {
    /** Tests run in the folder of their module. */
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private Checkout() {}

    /**
     * A file that git tracks.
     *
     * @param path relative to the root
     * @param convertible whether git may convert its line ends
     * @param text whether its content looks like text to git
     */
    record TrackedFile(Path path, boolean convertible, boolean text) {

        /** Reads a line such as {@code i/lf w/lf attr/text=auto eol=lf}, a tab and the path. */
        private static TrackedFile parse(String line) {
            int tab = line.indexOf('\t');
            String description = line.substring(0, tab);
            return new TrackedFile(
                    Path.of(line.substring(tab + 1)),
                    !description.contains("attr/-text"),
                    !description.startsWith("i/-text"));
        }
    }

    /** Returns all files that git tracks. Skips the test without git, or outside of a repository, as in an archive of the sources. */
    static List<TrackedFile> trackedFiles() throws IOException, InterruptedException {
        // In a container, the repository may belong to another user.
        Program.Result listed = Program.installed("git")
                .in(ROOT)
                .run("-c", "safe.directory=*", "-c", "core.quotePath=off", "ls-files", "--eol", "-z");
        assumeTrue(listed.exitCode() == 0, "this is no git repository: " + listed.output());
        return List.of(listed.output().split("\0")).stream()
                .map(TrackedFile::parse)
                .toList();
    }
}
