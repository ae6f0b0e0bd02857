package io.github.smtpfake.jdbc;

import static io.github.smtpfake.jdbc.SendingProcess.ACKNOWLEDGED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.message.MessageQuery;
import io.github.smtpfake.store.StoreQuery;
import io.github.smtpfake.store.StoredMessage;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a process in which ten threads add messages, and looks for the messages that it had acknowledged. The system property {@code
 * smtpfake.kills} sets how often; 5 unless it is set.
 */
class KillTest {
    private static final int KILLS = Integer.getInteger("smtpfake.kills", 5);
    private static final Limits LIMITS =
            Limits.builder().storedMessages(1_000_000).storedBytes(1L << 40).build();

    @TempDir
    private Path directory;

    /** The long form takes minutes, longer than other tests may take. */
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    @Test
    void losesAndRepeatsNoAcknowledgedMessage() throws Exception {
        Path file = directory.resolve("mail.db");
        Set<String> acknowledged = new HashSet<>();
        for (int kill = 0; kill < KILLS; kill++) {
            acknowledged.addAll(sendAndKill(file, "k" + kill, 200 + 37 * kill));

            Set<String> stored = new HashSet<>();
            try (SqliteMessageStore store =
                    SqliteMessageStore.open(file, LIMITS, Durability.NORMAL, IndexerSettings.DEFAULT.onDemand())) {
                long last = 0;
                List<StoredMessage> batch = store.next(StoreQuery.all(), 500);
                while (!batch.isEmpty()) {
                    for (StoredMessage row : batch) {
                        String id = row.message().id();
                        assertThat(stored.add(id)).as("%s is stored once", id).isTrue();
                        assertThat(row.number()).isGreaterThan(last);
                        assertThat(new String(row.message().raw(), UTF_8)).contains("subject of " + id + "\r\n");
                        last = row.number();
                    }
                    batch = store.next(StoreQuery.all().after(last), 500);
                }
                assertThat(store.ledger().stored()).isEqualTo(stored.size());
                assertThat(store.mark().message()).isEqualTo(last);
                StoreQuery all = StoreQuery.of(MessageQuery.any().subjectContains("subject of k"));
                assertThat(store.ledger().incomplete()).isPositive();
                assertThat(store.count(all)).as("before all are indexed").isEqualTo(stored.size());
                store.completeMessages();
                assertThat(store.ledger().incomplete()).isZero();
                assertThat(store.count(all)).as("when all are indexed").isEqualTo(stored.size());
            }
            assertThat(stored).containsAll(acknowledged);
        }
    }

    private static Set<String> sendAndKill(Path file, String prefix, int count) throws Exception {
        Process process = SendingProcess.start(file, prefix);
        Set<String> acknowledged = new HashSet<>();
        try (BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                // The last line may be cut.
                if (line.startsWith(ACKNOWLEDGED) && line.matches(ACKNOWLEDGED + prefix + "-\\d-\\d+")) {
                    acknowledged.add(line.substring(ACKNOWLEDGED.length()));
                }
                if (acknowledged.size() == count) {
                    // Unlike destroying the process, this keeps its output readable.
                    process.toHandle().destroyForcibly();
                }
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(count);
        return acknowledged;
    }
}
