package io.github.smtpfake.rest.internal.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.config.Limits;
import io.github.smtpfake.internal.delivery.Delivery;
import io.github.smtpfake.internal.memory.MemoryBudget;
import io.github.smtpfake.internal.memory.Reservation;
import io.github.smtpfake.internal.memory.SharedBytes;
import io.github.smtpfake.jdbc.SqliteMessageStore;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.rest.internal.store.ReadingMemory.Reference;
import io.github.smtpfake.rest.testing.RunningApi;
import io.github.smtpfake.store.MessageStore;
import io.github.smtpfake.testing.OccupiedMemory;
import io.github.smtpfake.testing.SmtpClient;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Isolated, because all servers of a JVM share the memory that these tests occupy. */
@Isolated
class ReadingMemoryTest {
    private static final int MIB = 1024 * 1024;
    private static final String MESSAGE = "Subject: Large\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
            + "--b\r\n\r\nHello\r\n"
            + "--b\r\nContent-Disposition: attachment; filename=a.bin\r\nContent-Transfer-Encoding: base64\r\n\r\n"
            + ("QUFB".repeat(19) + "\r\n").repeat(8 * MIB / 78) + "--b--\r\n";

    @AutoClose
    private final RunningApi api = new RunningApi();

    private final String id = SmtpClient.sendMessage(
            api.smtp().port(), "app@example.org", MESSAGE.getBytes(ISO_8859_1), "ada@example.org");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/messages",
                "/api/messages/latest",
                "/api/messages/latest/text",
                "/api/messages/latest/raw",
                "/api/messages/latest/parts/0",
                "/api/v1/messages",
                "/api/v1/message/latest/raw"
            })
    void readsAStoredMessageThatIsLargerThanTheFreeMemory(String path) {
        Reservation others = OccupiedMemory.allBut(2 * MIB);
        try {
            assertThat(api.http().send("GET", path).statusCode()).isEqualTo(200);
        } finally {
            others.close();
        }
    }

    @Test
    void refersToALargeMessageOnlyAsLongAsItIsStored() {
        MessageStore store = api.smtp().store();
        List<Reference> references =
                ReadingMemory.references(store, List.of(store.message(id).orElseThrow()));
        assertThat(references.get(0).message()).isPresent();

        store.delete(id);

        assertThat(references.get(0).message()).isEmpty();
    }

    @Test
    void reservesMemoryForTheTextsThatARowNeeds() {
        String text = "Subject: text\r\n\r\n" + "A line of a long text.\r\n".repeat(4 * MIB / 24);
        SmtpClient.sendMessage(api.smtp().port(), "app@example.org", text.getBytes(ISO_8859_1), "ada@example.org");
        Reservation others = OccupiedMemory.allBut(2 * MIB);
        JsonNode row;
        try {
            row = api.http().get("/api/messages?limit=1").get("messages").get(0);
        } finally {
            others.close();
        }

        assertThat(row.get("unreadable").asText()).contains("more memory than is free now");
        assertThat(api.http()
                        .get("/api/messages?limit=1")
                        .get("messages")
                        .get(0)
                        .get("subject")
                        .asText())
                .isEqualTo("text");
    }

    /** In a file, no bytes are counted as kept. */
    @Test
    void showsTheOtherRowsOfAFileIfALargeMessageHasNoRoom(@TempDir Path directory) {
        String text = "\r\n\r\n" + "A line of a long text.\r\n".repeat(4 * MIB / 24);
        try (SqliteMessageStore store = SqliteMessageStore.open(directory.resolve("mail.db"), Limits.defaults());
                RunningApi server =
                        new RunningApi(SmtpFakeServer.builder().store(store).start())) {
            server.deliver("app@example.org", "Subject: known" + text, "ada@example.org");
            // The list makes what it shows of the message.
            assertThat(server.http().get("/api/messages").get("messages")).hasSize(1);
            JsonNode rows;
            server.deliver("app@example.org", "Subject: new" + text, "ada@example.org");
            server.deliver("small");
            Reservation others = OccupiedMemory.allBut(2 * MIB);
            try {
                rows = server.http().get("/api/messages").get("messages");
            } finally {
                others.close();
            }

            assertThat(rows).hasSize(3);
            assertThat(rows.get(0).get("subject").asText()).isEqualTo("small");
            assertThat(rows.get(1).has("unreadable")
                            || rows.get(1).get("subject").asText().equals("new"))
                    .isTrue();
            assertThat(rows.get(2).get("subject").asText()).isEqualTo("known");
            assertThat(rows.get(2).has("unreadable")).isFalse();
        }
    }

    @Test
    void countsTheBytesOfADeletedMessageWhileTheyAreRead() {
        CapturedMessage message = api.smtp().store().message(id).orElseThrow().message();
        SharedBytes shared = Delivery.raw(message).shared().orElseThrow();
        MemoryBudget budget = MemoryBudget.ofJvm();
        long free = budget.free();

        try (Reservation reader = budget.newReservation()) {
            assertThat(reader.share(shared)).isTrue();
            assertThat(api.smtp().store().delete(id)).isTrue();

            assertThat(budget.free()).isLessThan(free + MIB);
        }
        assertThat(budget.free()).isGreaterThan(free + 7 * MIB);
    }
}
