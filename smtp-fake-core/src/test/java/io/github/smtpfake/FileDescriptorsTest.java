package io.github.smtpfake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.smtpfake.testing.SmtpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** More clients at a time than a server has file descriptors for. */
class FileDescriptorsTest {

    @Test
    void saysSoAndServesClientsAgainWhenSomeHaveGone() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "there is no shell that can limit file descriptors");
        try (ChildServer server = ChildServer.withFileDescriptors(200)) {
            // A class that cannot be read, as it is a file of its own here, would be missing for ever.
            server.connect().deliver("before").say("QUIT").expect("221").close();
            List<SmtpClient> clients = new ArrayList<>();
            for (int i = 0; i < 350; i++) {
                clients.add(server.connectOnly());
            }
            server.awaitLog("Connections cannot be accepted for a moment");
            server.awaitLog("Too many open files");
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
