package io.github.smtpfake.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.testing.ChildJvm;
import io.github.smtpfake.testing.InputSize;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Lists and shows each hostile message quickly and with little memory. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.SAME_THREAD)
@Order(1)
class HostileMessagesHeapTest {
    /** CPU time, so that other load on the machine matters little. A reader whose time grows with the square needs minutes. */
    private static final long PATIENCE_MILLIS = 3_000;

    private Process process;
    private PrintStream questions;
    private BufferedReader answers;

    @BeforeAll
    void start() throws IOException {
        process = ChildJvm.start(
                // The JVM itself needs the part that does not depend on the size.
                "-Xmx" + (40 + InputSize.of(40)) + "m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                HostileReader.class.getName());
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
