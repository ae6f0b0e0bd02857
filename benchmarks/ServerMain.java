import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.charset.StandardCharsets;

/**
 * A server in a JVM of its own. Prints its port, then answers each command on standard input with a line. Ends with its
 * input, so that it cannot outlive the benchmark.
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
                default -> throw new IllegalArgumentException("no such command: " + command);
            }
        }
        System.exit(0);
    }

    /** Weak and soft references and finalizers need more than one collection. */
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
