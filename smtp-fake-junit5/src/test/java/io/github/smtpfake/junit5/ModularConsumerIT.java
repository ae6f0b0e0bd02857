package io.github.smtpfake.junit5;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.testing.ChildJvm;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compiles and runs the tests of a user's project that are a module, with all libraries on the module path. */
class ModularConsumerIT {
    private static final Path SOURCES = Path.of("src", "test", "consumer");
    private static final String PACKAGE = "org.example.shop";

    /** What a project with our dependency, JUnit and AssertJ has. */
    private static final Pattern LIBRARIES = Pattern.compile(
            "(smtp-fake-(core|junit5)|junit-(jupiter|platform)-"
                    + "(api|engine|commons|launcher)|opentest4j|apiguardian-api|assertj-core|byte-buddy)-[0-9.]+(-SNAPSHOT)?\\.jar");

    private static final Pattern OPTIONS = Pattern.compile("--add-reads \\S+\\s+--add-exports \\S+");

    @TempDir
    private Path project;

    @Test
    void needsNoOptions() throws Exception {
        assertThat(run(List.of(), "OrderTest")).containsExactly("succeeded 2", "entries []", "threads []");
    }

    /** AssertJ creates a subclass of each of our assert classes, for which it must read our module, and the subclass AssertJ's. */
    @Test
    void needsTheOptionsOfTheReadmeForSoftAssertions() throws Exception {
        Matcher options = OPTIONS.matcher(Files.readString(Path.of("..", "README.md")));
        assertThat(options.find()).isTrue();

        assertThat(run(List.of(options.group().split("\\s+")), "SoftOrderTest"))
                .containsExactly("succeeded 1", "entries []", "threads []");
    }

    private List<String> run(List<String> options, String test) throws Exception {
        Path classes = project.resolve("classes");
        compile(classes);
        List<String> command = ChildJvm.command();
        command.addAll(options);
        command.addAll(List.of("--module-path", classes + File.pathSeparator + libraries()));
        command.addAll(List.of("--module", PACKAGE + "/" + PACKAGE + ".Main"));
        command.addAll(List.of(project.resolve("report").toString(), PACKAGE + "." + test));
        Path errors = project.resolve("stderr.txt");
        Process process = ChildJvm.start(new ProcessBuilder(command).redirectError(errors.toFile()));
        try {
            List<String> lines = process.inputReader(UTF_8).lines().toList();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(errors).hasContent("");
            return lines;
        } finally {
            process.destroyForcibly();
        }
    }

    private void compile(Path classes) throws IOException {
        // An automatic module has no descriptor, which the compiler warns about.
        List<String> arguments =
                new ArrayList<>(List.of("--release", "17", "-proc:none", "-Xlint:all,-requires-automatic"));
        arguments.addAll(List.of("-d", classes.toString(), "--module-path", libraries()));
        arguments.addAll(sources());
        StringWriter output = new StringWriter();
        PrintWriter printer = new PrintWriter(output);
        ToolProvider.findFirst("javac").orElseThrow().run(printer, printer, arguments.toArray(String[]::new));
        assertThat(output).hasToString("");
    }

    private static String libraries() {
        List<String> libraries = Arrays.stream(
                        System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> LIBRARIES.matcher(new File(entry).getName()).matches())
                .toList();
        assertThat(libraries).hasSize(11);
        return String.join(File.pathSeparator, libraries);
    }

    /** With the classes of the other consumers, which are in no package, as a module does not allow it. */
    private List<String> sources() throws IOException {
        List<String> sources = new ArrayList<>();
        for (String shared : List.of("Mail.java", "Main.java")) {
            Path copy = project.resolve(shared);
            Files.writeString(
                    copy,
                    "package " + PACKAGE + ";\n"
                            + Files.readString(SOURCES.resolve("plain").resolve(shared)));
            sources.add(copy.toString());
        }
        try (Stream<Path> files = Files.walk(SOURCES.resolve("modular"))) {
            files.filter(Files::isRegularFile).map(Path::toString).forEach(sources::add);
        }
        return sources;
    }
}
