package io.github.smtpfake.internal.smtp.server;

import io.github.smtpfake.testing.ChildJvm;
import io.github.smtpfake.testing.SmtpClient;
import io.github.smtpfake.testing.TimeLimit;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A {@link HeapBoundServer} in a separate JVM with few resources. */
final class ChildServer implements AutoCloseable {
    private final Process process;
    private final BufferedReader answers;
    private final PrintStream questions;
    private final BlockingQueue<String> log = new LinkedBlockingQueue<>();
    private final int port;

    private ChildServer(List<String> command) throws IOException {
        process = ChildJvm.start(new ProcessBuilder(command));
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
        questions = new PrintStream(process.getOutputStream(), true, StandardCharsets.US_ASCII);
        Thread reader = new Thread(this::readLog, "log of a child server");
        reader.setDaemon(true);
        reader.start();
        port = Integer.parseInt(answers.readLine());
    }

    private void readLog() {
        try (BufferedReader lines = process.errorReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                log.add(line);
            }
        } catch (IOException e) {
            // The end of the process may close its streams.
            log.add("The log cannot be read: " + e);
        }
    }

    /** @param storedBytes the limit of the store in bytes; 0 means the default */
    static ChildServer withHeap(int mebibytes, long storedBytes) throws IOException {
        return new ChildServer(java("-Xmx" + mebibytes + "m", storedBytes));
    }

    /** Returns a server that discards the content of messages. */
    static ChildServer discardingContent(int mebibytes) throws IOException {
        List<String> command = new ArrayList<>(java("-Xmx" + mebibytes + "m", 0));
        command.add(HeapBoundServer.DISCARD_CONTENT);
        return new ChildServer(command);
    }

    /** Requires a shell that can limit file descriptors. */
    static ChildServer withFileDescriptors(int count) throws IOException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", "ulimit -n " + count + " && exec \"$@\"", "sh"));
        command.addAll(java("-XX:-MaxFDLimit", 0));
        return new ChildServer(command);
    }

    private static List<String> java(String option, long storedBytes) {
        return ChildJvm.command(
                option,
                "-cp",
                System.getProperty("java.class.path"),
                HeapBoundServer.class.getName(),
                Long.toString(storedBytes));
    }

    /** Connects and sends EHLO. */
    SmtpClient connect() throws IOException {
        SmtpClient client = connectOnly();
        return client.expect("220").say("EHLO client.example.org").expect("250");
    }

    /** Connects without reading the greeting. */
    SmtpClient connectOnly() throws IOException {
        return SmtpClient.connect("127.0.0.1", port);
    }

    /** Waits for a line of the log that contains the given text. */
    void awaitLog(String part) throws InterruptedException {
        String line = nextLogLine();
        while (line != null && !line.contains(part)) {
            line = nextLogLine();
        }
        if (line == null) {
            throw new AssertionError("The server did not log \"" + part + "\"");
        }
    }

    private @Nullable String nextLogLine() throws InterruptedException {
        return log.poll(TimeLimit.DURATION.toSeconds(), TimeUnit.SECONDS);
    }

    String ask(String question) throws IOException {
        questions.println(question);
        return answers.readLine();
    }

    /** Returns the numbers of messages received, evicted and stored. */
    long[] counters() throws IOException {
        String[] words = ask("counters").split(" ");
        return new long[] {Long.parseLong(words[0]), Long.parseLong(words[1]), Long.parseLong(words[2])};
    }

    /** Returns the number of sessions kept. */
    long sessions() throws IOException {
        return Long.parseLong(ask("sessions"));
    }

    /** Returns the sizes of the messages by id. */
    Map<String, Integer> stored() throws IOException {
        Map<String, Integer> sizes = new HashMap<>();
        for (String line = ask("ids"); !line.isEmpty(); line = answers.readLine()) {
            String[] words = line.split(" ");
            sizes.put(words[0], Integer.valueOf(words[1]));
        }
        return sizes;
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
