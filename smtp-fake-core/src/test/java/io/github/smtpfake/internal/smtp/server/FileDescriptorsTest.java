package io.github.smtpfake.internal.smtp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.smtpfake.testing.SmtpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** More concurrent clients than the server has file descriptors. */
class FileDescriptorsTest {
    private static final int DESCRIPTORS = 200;

    @Test
    void servesClientsAgainAfterRunningOutOfFileDescriptors() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "there is no shell that can limit file descriptors");
        try (ChildServer server = ChildServer.withFileDescriptors(DESCRIPTORS)) {
            // Here each class is a separate file: one that cannot be opened would be missing for good.
            server.connect().deliver("before").say("QUIT").expect("221").close();
            List<SmtpClient> clients = new ArrayList<>();
            // As many as there are descriptors, some of which the server needs otherwise. No more, because the queue of
            // a port
            // has room for 128 clients on macOS.
            for (int i = 0; i < DESCRIPTORS; i++) {
                clients.add(server.connectOnly());
            }
            server.awaitLog("Cannot accept connections at the moment");
            for (SmtpClient client : clients) {
                client.close();
            }

            try (SmtpClient later = server.connect()) {
                later.deliver("later").say("QUIT").expect("221");
            }
            assertThat(server.stored()).hasSize(2);
        }
    }
}
