package io.github.smtpfake;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.testing.ChildJvm;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ColdStartTest {

    /** Starts a server, reads its banner, and ends without waiting for the server. */
    static final class Start {
        public static void main(String[] args) throws IOException {
            SmtpFakeServer server = SmtpFakeServer.startNew();
            try (Socket client = new Socket(server.host(), server.port())) {
                int next;
                do {
                    next = client.getInputStream().read();
                } while (next != '\n' && next != -1);
            }
            Runtime.getRuntime().halt(0);
        }
    }

    /** The first lambda of a JVM costs as much as dozens of classes, and each later one as much as several. */
    @Test
    void createsNoLambdaUntilTheFirstReply() throws Exception {
        Process process = new ProcessBuilder(ChildJvm.command(
                        "-Xlog:class+load", "-cp", System.getProperty("java.class.path"), Start.class.getName()))
                .redirectErrorStream(true)
                .start();
        List<String> loaded = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains("io.github.smtpfake."))
                .toList();

        assertThat(process.waitFor()).isZero();
        assertThat(loaded).anyMatch(line -> line.contains("internal.smtp.protocol.Session "));
        assertThat(loaded).noneMatch(line -> line.contains("$$Lambda"));
    }
}
