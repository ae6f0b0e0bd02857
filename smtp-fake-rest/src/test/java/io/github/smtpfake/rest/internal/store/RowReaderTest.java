package io.github.smtpfake.rest.internal.store;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.internal.memory.Patience;
import io.github.smtpfake.store.StoreQuery;
import io.github.smtpfake.store.StoredMessage;
import io.github.smtpfake.testing.SmtpClient;
import org.junit.jupiter.api.Test;

class RowReaderTest {
    private final RowReader reader = new RowReader();

    @Test
    void letsOnlyOneRowOfAListWaitInVain() {
        byte[] large = ("Subject: large\r\n\r\n" + "A line of text.\r\n".repeat(10_000)).getBytes(US_ASCII);
        try (SmtpFakeServer smtp = SmtpFakeServer.startNew()) {
            SmtpClient.sendMessage(smtp.port(), "app@example.org", large, "ada@example.org");
            StoredMessage stored = smtp.store().next(StoreQuery.all(), 1).get(0);

            assertThat(reader.read(stored, (message, row) -> row.read(Patience::isAllowed, false)))
                    .contains(true);
            assertThat(reader.read(stored, (message, row) -> row.read(RowReaderTest::fail, "unreadable")))
                    .contains("unreadable");
            assertThat(reader.read(stored, (message, row) -> row.read(Patience::isAllowed, true)))
                    .contains(false);
            assertThat(Patience.isAllowed()).isTrue();
        }
    }

    private static String fail() {
        throw new OutOfMemoryError("too large");
    }
}
