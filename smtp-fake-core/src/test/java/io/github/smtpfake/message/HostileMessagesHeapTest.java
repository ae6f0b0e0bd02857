package io.github.smtpfake.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Lists and shows each hostile message quickly and with little memory: 64 MiB besides the message and the JVM's own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.SAME_THREAD)
class HostileMessagesHeapTest {
    /** CPU time, so that other load on the machine matters little. */
    private static final long PATIENCE_MILLIS = 1_000;

    private Process process;
    private PrintStream questions;
    private BufferedReader answers;

    @BeforeAll
    void start() throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        // The largest message is in memory twice; with the classes, that is about 16 MiB.
                        "-Xmx80m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HostileReader.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        questions = new PrintStream(process.getOutputStream(), true, StandardCharsets.US_ASCII);
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
    }

    @AfterAll
    void stop() {
        process.destroyForcibly().onExit().join();
    }

    @ParameterizedTest
    @MethodSource("names")
    void listsAndShowsAHostileMessageInTime(String name) throws IOException {
        questions.println(name);
        String answer = answers.readLine();

        assertThat(answer).as("the JVM must not end because its heap is full").isNotNull();
        String[] millis = answer.split(" ");
        assertThat(Long.parseLong(millis[0])).as("CPU time for listing").isLessThan(PATIENCE_MILLIS);
        assertThat(Long.parseLong(millis[1])).as("CPU time for showing").isLessThan(PATIENCE_MILLIS);
    }

    static Iterable<String> names() {
        return HostileMessages.all().keySet();
    }
}
