package io.github.smtpfake.junit5;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.testing.ChildJvm;
import io.github.smtpfake.testing.LibraryVersions;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Compiles the tests of user projects against the jar and different JUnit versions, and runs each in a separate JVM. */
class ConsumerProjectsIT {
    private static final Path SOURCES = Path.of("src", "test", "consumer");

    /** The number of tests that do not need AssertJ. */
    private static final int PLAIN_TESTS = 15;

    @TempDir
    private Path project;

    private final List<String> options = new ArrayList<>(List.of("-XX:TieredStopAtLevel=1"));

    static List<String> versions() {
        return LibraryVersions.oldestAndNewestOf("1.9.3", "1.10.5", "1.11.4", "1.12.2", "1.13.4", "1.14.4", "6.1.3");
    }

    @ParameterizedTest
    @MethodSource("versions")
    void runsWithoutAssertJ(String junit) throws Exception {
        List<Path> classPath = classPath(junit);
        compile(classPath, "plain");

        List<String> output = run(
                classPath,
                "ConsumerTest",
                "ConsumerTest$ByAnnotation",
                "ConsumerTest$PerMethod",
                "ConsumerTest$PerRun",
                "ConsumerTest$ByField");

        assertThat(output).containsExactly("succeeded " + PLAIN_TESTS, "entries []", "threads []");
    }

    static List<String> versionsWithParameterizedClasses() {
        return LibraryVersions.newestOf("1.13.4", "6.1.3");
    }

    @ParameterizedTest
    @MethodSource("versionsWithParameterizedClasses")
    void runsParameterizedClasses(String junit) throws Exception {
        List<Path> classPath = classPath(junit);
        compile(classPath, "plain", "parameterized");

        assertThat(run(classPath, "ParameterizedClassTest")).containsExactly("succeeded 6", "entries []", "threads []");
    }

    @Test
    void runsWithTheContextOfTheTestInConstructors() throws Exception {
        List<Path> classPath = classPath("6.1.3");
        compile(classPath, "plain");
        options.add("-Djunit.jupiter.extensions.testinstantiation.extensioncontextscope.default=test_method");

        assertThat(run(classPath, "ConsumerTest$ByAnnotation", "ConsumerTest$PerMethod", "ConsumerTest$PerRun"))
                .containsExactly("succeeded 14", "entries []", "threads []");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.9.3", "1.11.4"})
    void reportsAFailureByEntriesBeforeJUnitSupportsFiles(String junit) throws Exception {
        List<Path> classPath = classPath(junit);
        compile(classPath, "plain");

        assertThat(run(classPath, "FailingConsumer"))
                .containsExactly(
                        "succeeded 0",
                        "failed java.lang.AssertionError: on purpose",
                        "note smtp-fake: transcript and messages are in the report entries of the test",
                        "entries [smtp-fake-1.eml, smtp-fake-summary.txt, smtp-fake-transcript.txt]",
                        "threads []");
    }

    static List<String> versionsWithFiles() {
        return LibraryVersions.oldestAndNewestOf("1.12.2", "1.13.4", "1.14.4", "6.1.3");
    }

    @ParameterizedTest
    @MethodSource("versionsWithFiles")
    void reportsAFailureByFilesIfJUnitSupportsThem(String junit) throws Exception {
        List<Path> classPath = classPath(junit);
        compile(classPath, "plain");

        List<String> output = run(classPath, "FailingConsumer");

        assertThat(output)
                .hasSize(5)
                .startsWith("succeeded 0", "failed java.lang.AssertionError: on purpose")
                .endsWith("entries []", "threads []");
        String note = "note smtp-fake: transcript and messages are in ";
        assertThat(output.get(2)).startsWith(note);
        Path place = Path.of(output.get(2).substring(note.length()));
        assertThat(place).startsWith(project.toRealPath());
        try (Stream<Path> files = Files.list(place)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("smtp-fake-1.eml", "smtp-fake-summary.txt", "smtp-fake-transcript.txt");
        }
        assertThat(place.resolve("smtp-fake-1.eml")).hasContent("Subject: Hello\r\n\r\nHello\r\n");
    }

    @Test
    void runsWithAssertJ() throws Exception {
        List<Path> classPath = classPath("6.1.3");
        classPath.add(jarOf(Assertions.class));
        classPath.add(jarOf(Class.forName("net.bytebuddy.ByteBuddy")));
        compile(classPath, "plain", "assertj");

        assertThat(run(classPath, "AssertJConsumerTest")).containsExactly("succeeded 1", "entries []", "threads []");
    }

    /** Proves that the check for remaining threads in consumers can fail. */
    @Test
    void runningServerHasThreads() {
        try (SmtpFakeServer server = SmtpFakeServer.startNew()) {
            assertThat(Thread.getAllStackTraces().keySet())
                    .as("threads of %s", server)
                    .anyMatch(thread -> thread.getName().startsWith("smtp-fake"));
        }
    }

    private List<Path> classPath(String junit) throws Exception {
        List<Path> classPath = new ArrayList<>();
        classPath.add(Path.of("target", "junit", "junit-platform-console-standalone-" + junit + ".jar")
                .toAbsolutePath());
        classPath.add(jarOf(SmtpFake.class));
        classPath.add(jarOf(SmtpFakeServer.class));
        assertThat(classPath).allMatch(Files::isRegularFile);
        classPath.add(project.resolve("classes"));
        return classPath;
    }

    private static Path jarOf(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private static String joined(List<Path> classPath) {
        return String.join(
                File.pathSeparator, classPath.stream().map(Path::toString).toList());
    }

    /** Rejects compiler warnings, because users would see them too. */
    private void compile(List<Path> classPath, String... folders) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<Path> sources = new ArrayList<>();
        for (String folder : folders) {
            try (Stream<Path> files = Files.list(SOURCES.resolve(folder))) {
                files.forEach(sources::add);
            }
        }
        StringWriter output = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, Locale.ROOT, UTF_8)) {
            boolean compiled = compiler.getTask(
                            output,
                            files,
                            null,
                            List.of(
                                    "--release",
                                    "17",
                                    "-parameters",
                                    "-Xlint:all,-processing,-classfile,-path",
                                    "-proc:none",
                                    "-cp",
                                    joined(classPath),
                                    "-d",
                                    project.resolve("classes").toString()),
                            null,
                            files.getJavaFileObjectsFromPaths(sources))
                    .call();
            assertThat(compiled).as(output.toString()).isTrue();
        }
        assertThat(output.toString()).isEmpty();
    }

    private List<String> run(List<Path> classPath, String... testClasses) throws Exception {
        List<String> command = ChildJvm.command();
        command.addAll(options);
        command.addAll(List.of(
                "-cp",
                joined(classPath),
                "Main",
                project.toRealPath().resolve("report").toString()));
        command.addAll(List.of(testClasses));
        Path errors = project.resolve("stderr.txt");
        Process process = ChildJvm.start(new ProcessBuilder(command).redirectError(errors.toFile()));
        try {
            List<String> lines;
            try (Stream<String> output = process.inputReader(UTF_8).lines()) {
                lines = output.toList();
            }
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            // JUnit and the JVM print their warnings there.
            assertThat(errors).hasContent("");
            assertThat(process.exitValue()).isZero();
            return lines;
        } finally {
            process.destroyForcibly();
        }
    }
}
