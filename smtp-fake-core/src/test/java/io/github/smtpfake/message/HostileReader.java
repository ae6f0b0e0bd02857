package io.github.smtpfake.message;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Supplier;

/** Reads hostile messages in a separate JVM with a small heap, and prints how long each message takes. */
final class HostileReader {

    private HostileReader() {}

    /** Reads names of messages and answers each with the CPU time in milliseconds for listing and for showing it. */
    public static void main(String[] arguments) throws IOException {
        Map<String, Supplier<byte[]>> messages = HostileMessages.all();
        // Load the classes first, so that their time does not count for the first message.
        Questions.askAll(TestMail.of("Subject: =?koi8-r?q?x?=", "Content-Type: text/html", "", "<p>code 1234</p>"));
        try (BufferedReader questions =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
            for (String name = questions.readLine(); name != null; name = questions.readLine()) {
                System.out.println(read(messages.get(name).get()));
            }
        }
    }

    private static String read(byte[] raw) {
        CapturedMessage mail = TestMail.of(raw);
        long start = cpuNanos();
        Questions.askForSummary(mail);
        long listed = cpuNanos();
        Questions.askForDetail(mail);
        long shown = cpuNanos();
        Questions.askAll(mail);
        if (mail.size() != raw.length) {
            throw new IllegalStateException("The raw message is not available");
        }
        return (listed - start) / 1_000_000 + " " + (shown - listed) / 1_000_000;
    }

    /** CPU time, because wall-clock time depends on other load on the machine. */
    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
