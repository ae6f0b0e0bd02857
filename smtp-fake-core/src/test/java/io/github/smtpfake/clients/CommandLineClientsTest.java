package io.github.smtpfake.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.message.Attachment;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.store.Stored;
import io.github.smtpfake.testing.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that do not run in Java; each test is skipped if its client is not installed. */
class CommandLineClientsTest {
    private final SmtpFakeServer server = SmtpFakeServer.startNew();

    @TempDir
    private Path directory;

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void swaksDeliversAnAttachment() throws Exception {
        Path file = Files.writeString(directory.resolve("terms.txt"), "the terms");

        Program.installed("swaks")
                .run(
                        "--server",
                        server.host(),
                        "--port",
                        Integer.toString(server.port()),
                        "--from",
                        "app@example.org",
                        "--to",
                        "ada@example.org,bob@example.org",
                        "--header",
                        "Subject: Hello from swaks",
                        "--body",
                        "first line\n.dot",
                        "--attach",
                        "@" + file)
                .succeeded();

        CapturedMessage mail = server.inbox().awaitOne();
        assertThat(mail.subject()).contains("Hello from swaks");
        assertThat(mail.envelope().recipients()).containsExactly("ada@example.org", "bob@example.org");
        assertThat(mail.text().orElseThrow()).contains("first line\n.dot");
        assertThat(mail.attachments())
                .singleElement()
                .extracting(Attachment::text)
                .isEqualTo("the terms");
    }

    @Test
    void curlDeliversAFileUnchanged() throws Exception {
        String sent = "Subject: Hello from curl\r\nTo: ada@example.org\r\n\r\n.dot\r\n..\r\n.\r\nend\r\n";
        Path file = Files.writeString(directory.resolve("mail.eml"), sent);

        Program.curl()
                .run(
                        "--silent",
                        "--show-error",
                        "smtp://" + server.host() + ":" + server.port() + "/client.example.org",
                        "--mail-from",
                        "app@example.org",
                        "--mail-rcpt",
                        "ada@example.org",
                        "--upload-file",
                        file.toString())
                .succeeded();

        CapturedMessage mail = server.inbox().awaitOne();
        assertThat(mail.raw()).asString().isEqualTo(sent);
        assertThat(mail.session().helo()).contains("client.example.org");
    }

    @Test
    void smtpSourceDeliversThousandsOfMessagesWithoutLoss() throws Exception {
        Program.installed("smtp-source")
                .run(
                        "-s",
                        "10",
                        "-m",
                        "3000",
                        "-l",
                        "1024",
                        "-c",
                        "-f",
                        "app@example.org",
                        "-t",
                        "ada@example.org",
                        server.host() + ":" + server.port())
                .succeeded();

        assertThat(server.inbox().await(3_000)).extracting(CapturedMessage::id).doesNotHaveDuplicates();
        assertThat(server.store().counters().received()).isEqualTo(3_000);
        assertThat(Stored.messages(server.store()))
                .allSatisfy(mail -> assertThat(mail.size()).isGreaterThanOrEqualTo(1_000));
    }
}
