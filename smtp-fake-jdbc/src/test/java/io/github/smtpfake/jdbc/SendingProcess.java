package io.github.smtpfake.jdbc;

import static io.github.smtpfake.jdbc.Samples.mail;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.store.StoreFullException;
import io.github.smtpfake.testing.ChildJvm;
import java.io.PrintStream;
import java.nio.file.Path;

/** A process that adds messages to a store with ten threads, and prints the id of each one that was acknowledged. */
final class SendingProcess {
    static final int THREADS = 10;
    static final String ACKNOWLEDGED = "acknowledged ";

    private SendingProcess() {}

    /** Expects the file and a prefix for the ids. Ends only when it is killed. */
    public static void main(String[] args) {
        Limits limits =
                Limits.builder().storedMessages(1_000_000).storedBytes(1L << 40).build();
        SqliteMessageStore store = SqliteMessageStore.open(Path.of(args[0]), limits);
        for (int i = 0; i < THREADS; i++) {
            int thread = i;
            new Thread(() -> send(store, args[1] + "-" + thread + "-")).start();
        }
    }

    private static void send(SqliteMessageStore store, String prefix) {
        PrintStream out = System.out;
        for (int i = 0; ; i++) {
            String id = prefix + i;
            try {
                store.add(mail(id, ("line of " + id + "\r\n").repeat(1 + i % 400)));
            } catch (StoreFullException e) {
                throw new IllegalStateException(e);
            }
            out.println(ACKNOWLEDGED + id);
            out.flush();
        }
    }

    /** Starts the process. */
    static Process start(Path file, String prefix) throws java.io.IOException {
        return ChildJvm.start(
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                SendingProcess.class.getName(),
                file.toString(),
                prefix);
    }
}
