import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.charset.StandardCharsets;

/**
 * Runs a server in a separate JVM. Prints the port, then answers each command on standard input with one line. Ends when
 * standard input does, so that it cannot outlive the benchmark.
 */
final class ServerMain {

    public static void main(String[] args) throws IOException {
        Target target = Target.named(args[0]);
        target.start();
        System.out.println(target.port());
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String command = commands.readLine(); command != null; command = commands.readLine()) {
            switch (command) {
                case "clear" -> {
                    target.clear();
                    System.out.println("cleared");
                }
                case "heap" -> System.out.println(liveHeap());
                default -> throw new IllegalArgumentException("Unknown command: " + command);
            }
        }
        System.exit(0);
    }

    /** Collects several times, because weak and soft references and finalizers need it. */
    private static long liveHeap() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        long used = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            memory.gc();
            used = Math.min(used, memory.getHeapMemoryUsage().getUsed());
        }
        return used;
    }
}
