import java.io.IOException;
import java.time.Duration;

/**
 * Measures how fast a server accepts messages, and its processor time, in rounds of about the same length: each server has
 * its own number of messages per round, so that a round takes as long for a slow server as for a fast one.
 */
final class Rounds {
    private static final int MOST_MESSAGES = 200_000;

    /** A server, with the load to measure. */
    interface Server {
        void send(int messages) throws IOException, InterruptedException;

        /** Deletes the messages, so that each round starts with an empty store. */
        void clear() throws IOException;

        Duration cpuTime();
    }

    private final Server server;
    private final int messages;
    private final Figures rate = new Figures();
    private final Figures cpuMicros = new Figures();

    private Rounds(Server server, int messages) {
        this.server = server;
        this.messages = messages;
    }

    /** Warms the server up, and finds the number of messages that it accepts within a round. */
    static Rounds warmUp(Server server, int sessions, double seconds) throws IOException, InterruptedException {
        int count = sessions * 2;
        long begin = System.nanoTime();
        while (true) {
            long before = System.nanoTime();
            server.send(count);
            long now = System.nanoTime();
            server.clear();
            double took = (now - before) / 1e9;
            int fitting = (int) Math.min(MOST_MESSAGES, count * seconds / took);
            // The JVM compiles hot code during the first seconds.
            if ((now - begin) / 1e9 > 2 * seconds) {
                return new Rounds(server, Math.max(sessions, fitting));
            }
            count = Math.max(sessions, Math.min(4 * count, fitting));
        }
    }

    void measure() throws IOException, InterruptedException {
        long cpuBefore = server.cpuTime().toNanos();
        long before = System.nanoTime();
        server.send(messages);
        long after = System.nanoTime();
        long cpuAfter = server.cpuTime().toNanos();
        rate.add(messages / ((after - before) / 1e9));
        cpuMicros.add((cpuAfter - cpuBefore) / 1e3 / messages);
        server.clear();
    }

    /** Returns the messages per second of each round. */
    Figures rate() {
        return rate;
    }

    /** Returns the processor time per message of each round. */
    Figures cpuMicros() {
        return cpuMicros;
    }
}
