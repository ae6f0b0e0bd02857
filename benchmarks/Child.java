import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A process that a benchmark started. It ends when it is closed, or with this JVM at the latest. */
final class Child implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Process process;
    private final BufferedReader output;
    private final PrintStream input;
    private int port;

    private Child(ProcessBuilder command) throws IOException {
        process = command.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        input = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    }

    static Child of(String... command) throws IOException {
        return of(List.of(command));
    }

    private static Child of(List<String> command) throws IOException {
        return new Child(new ProcessBuilder(command).redirectError(Redirect.INHERIT));
    }

    /** Starts a process whose output nobody reads: it goes to a file. */
    static Child logging(Path log, List<String> command) throws IOException {
        return new Child(new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()));
    }

    /** Runs a main class in a new JVM, with the class path of this JVM and the options in SERVER_JVM_OPTIONS. */
    static Child java(String mainClass, String argument) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(javaCommand());
        command.addAll(javaOptions());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass, argument));
        return of(command);
    }

    /** Returns the options in SERVER_JVM_OPTIONS. */
    static List<String> javaOptions() {
        String options = System.getenv("SERVER_JVM_OPTIONS");
        return options == null || options.isBlank() ? List.of() : List.of(options.strip().split("\\s+"));
    }

    static String javaCommand() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Starts a server by its name and waits until it listens. */
    static Child server(String name) throws IOException {
        if (!name.equals("smtp-sink")) {
            Child child = java("ServerMain", name);
            child.port = Integer.parseInt(child.readLine());
            return child;
        }
        int port = freePort();
        // smtp-sink does not run as root.
        Child child = System.getProperty("user.name").equals("root")
                ? of("smtp-sink", "-u", "nobody", "127.0.0.1:" + port, "4096")
                : of("smtp-sink", "127.0.0.1:" + port, "4096");
        child.port = port;
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!accepts(port)) {
            if (System.nanoTime() > deadline || !child.process.isAlive()) {
                throw new IllegalStateException("smtp-sink does not listen on port " + port);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        return child;
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean accepts(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    int port() {
        return port;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Sends a command to a {@link ServerMain} and returns its answer. smtp-sink stores nothing and knows no commands. */
    String ask(String command) throws IOException {
        input.println(command);
        return readLine();
    }

    String readLine() throws IOException {
        String line = output.readLine();
        if (line == null) {
            throw new IllegalStateException("The process ended too early: " + process);
        }
        return line;
    }

    /** Returns the processor time of the process, in user and kernel mode. */
    Duration cpuTime() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    /** Returns the resident set in bytes. */
    long residentBytes() throws IOException {
        return 1024 * status("VmRSS:");
    }

    /** Returns the largest resident set that the process ever had, in bytes. */
    long peakResidentBytes() throws IOException {
        return 1024 * status("VmHWM:");
    }

    /** Returns how many threads the process has. */
    int threads() throws IOException {
        return (int) status("Threads:");
    }

    private long status(String name) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            if (line.startsWith(name)) {
                return Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        throw new IllegalStateException("/proc has no " + name + " of " + process);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
