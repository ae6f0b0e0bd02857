package io.github.smtpfake;

import static io.github.smtpfake.rules.Rules.endOfData;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.message.MessageQueries;
import io.github.smtpfake.rules.Rule;
import io.github.smtpfake.session.Problem;
import io.github.smtpfake.store.Stored;
import io.github.smtpfake.testing.SmtpClient;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class DiscardContentTest {
    private static final String HEADER = "Subject: Load\r\nFrom: a@example.org\r\n\r\n";
    private static final String MESSAGE = HEADER + "Confirm your address.\r\n";

    @AutoClose
    private final SmtpFakeServer smtp =
            SmtpFakeServer.builder().discardContent().start();

    @Test
    void keepsEnvelopeHeaderAndSize() throws Exception {
        send(MESSAGE);

        CapturedMessage message = smtp.inbox().awaitOne();
        assertThat(message.envelope().recipients()).containsExactly("b@example.org");
        assertThat(message.subject()).contains("Load");
        assertThat(message.raw()).asString(US_ASCII).isEqualTo(HEADER);
        assertThat(message.size()).isEqualTo(MESSAGE.length());
        assertThat(message.readableText()).isEmpty();
        assertThat(Stored.sessions(smtp.store()).get(0).transcript())
                .anyMatch(line -> line.toString().contains("(message of " + MESSAGE.length() + " bytes)"));
    }

    @Test
    void countsTheBytesThatWereReceivedButStoresOnlyTheHeader() throws Exception {
        send(MESSAGE);
        send(MESSAGE);

        assertThat(smtp.store().counters().received()).isEqualTo(2);
        assertThat(smtp.store().counters().receivedBytes()).isEqualTo(2L * MESSAGE.length());
        assertThat(smtp.store().counters().storedBytes()).isEqualTo(2L * HEADER.length());
        smtp.store().delete(Stored.messages(smtp.store()).get(0).id());
        assertThat(smtp.store().counters().storedBytes()).isEqualTo(HEADER.length());
    }

    @Test
    void storesAMessageThatIsLargerThanTheStore() throws Exception {
        Limits limits = Limits.builder().storedBytes(10_000).build();
        try (SmtpFakeServer small =
                SmtpFakeServer.builder().limits(limits).discardContent().start()) {
            String large = HEADER + "x".repeat(100_000) + "\r\n";
            SmtpClient.sendMessage(small.port(), "a@example.org", large.getBytes(US_ASCII), "b@example.org");

            assertThat(small.inbox().awaitOne().size()).isEqualTo(large.length());
        }
    }

    @Test
    void rejectsAMessageThatIsTooLarge() throws Exception {
        Limits limits = Limits.builder().messageSize(1_000).build();
        try (SmtpFakeServer limited =
                        SmtpFakeServer.builder().limits(limits).discardContent().start();
                SmtpClient client = SmtpClient.connect(limited.port())) {
            begin(client);
            client.command("DATA", "354");
            client.send(HEADER + "x".repeat(1_000) + "\r\n.\r\n");
            client.expect("552");
            client.command("MAIL FROM:<a@example.org>", "250");
            client.command("RCPT TO:<b@example.org>", "250");
            client.command("DATA", "354");
            client.send(MESSAGE + ".\r\n");
            client.expect("250");

            assertThat(limited.inbox().awaitOne().size()).isEqualTo(MESSAGE.length());
        }
    }

    @Test
    void joinsTheHeaderOfChunks() throws Exception {
        try (SmtpClient client = SmtpClient.connect(smtp.port())) {
            begin(client);
            client.send("BDAT 10\r\n" + HEADER.substring(0, 10));
            client.expect("250");
            client.send("BDAT " + (MESSAGE.length() - 10) + "\r\n" + MESSAGE.substring(10));
            client.expect("250");
            client.send("BDAT 5 LAST\r\nab\r\nc");
            client.expect("250");
        }

        CapturedMessage message = smtp.inbox().awaitOne();
        assertThat(message.raw()).asString(US_ASCII).isEqualTo(HEADER);
        assertThat(message.size()).isEqualTo(MESSAGE.length() + 5);
    }

    @Test
    void beginsANewHeaderAfterAnUnfinishedMessage() throws Exception {
        try (SmtpClient client = SmtpClient.connect(smtp.port())) {
            begin(client);
            client.send("BDAT " + MESSAGE.length() + "\r\n" + MESSAGE);
            client.expect("250");
            client.command("RSET", "250");
            client.command("MAIL FROM:<a@example.org>", "250");
            client.command("RCPT TO:<b@example.org>", "250");
            client.send("BDAT " + MESSAGE.length() + " LAST\r\n" + MESSAGE);
            client.expect("250");
        }

        assertThat(smtp.inbox().awaitOne().raw()).asString(US_ASCII).isEqualTo(HEADER);
    }

    @Test
    void recordsTheProblemsOfTheBody() throws Exception {
        send(HEADER + "one\ntwo\r\n" + "x".repeat(1_000) + "\r\n");

        CapturedMessage message = smtp.inbox().awaitOne();
        assertThat(message.transmissionProblems()).extracting(Problem::id).containsExactly("bareLf", "longLine");
        assertThat(message.problems()).extracting(Problem::id).contains("bareLf", "missingDate");
    }

    @Test
    void rejectsViolationsOfTheBodyIfItIsStrict() throws Exception {
        try (SmtpFakeServer strict =
                        SmtpFakeServer.builder().strict().discardContent().start();
                SmtpClient client = SmtpClient.connect(strict.port())) {
            begin(client);
            client.command("DATA", "354");
            client.send(HEADER + "one\ntwo\r\n.\r\n");
            client.expect("550");
        }
    }

    @Test
    void showsRulesTheSizeAndTheHeaderButNotTheBody() throws Exception {
        Rule bySubject = smtp.on(endOfData().matching(MessageQueries.subjectContains("Load")))
                .once()
                .reply("451 4.0.0 subject");
        Rule byText = smtp.on(endOfData().matching(MessageQueries.textContains("Confirm")))
                .reply("451 4.0.0 text");
        Rule bySize = smtp.on(endOfData().largerThan(HEADER.length())).once().reply("451 4.0.0 size");

        try (SmtpClient client = SmtpClient.connect(smtp.port())) {
            begin(client);
            for (String expected : new String[] {"451", "451", "250"}) {
                client.command("DATA", "354");
                client.send(MESSAGE + ".\r\n");
                client.expect(expected);
                client.command("MAIL FROM:<a@example.org>", "250");
                client.command("RCPT TO:<b@example.org>", "250");
            }
        }
        assertThat(bySize.timesFired()).isEqualTo(1);
        assertThat(bySubject.timesFired()).isEqualTo(1);
        assertThat(byText.timesFired()).isZero();
    }

    private void send(String message) {
        SmtpClient.sendMessage(smtp.port(), "a@example.org", message.getBytes(US_ASCII), "b@example.org");
    }

    private static void begin(SmtpClient client) throws Exception {
        client.expect("220").command("EHLO client.test", "250");
        client.command("MAIL FROM:<a@example.org>", "250");
        client.command("RCPT TO:<b@example.org>", "250");
    }
}
