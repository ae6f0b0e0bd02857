package io.github.smtpfake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.smtpfake.inbox.AwaitFailedError;
import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.session.SessionQuery;
import io.github.smtpfake.testing.SmtpClient;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mail that a client began to send before an inbox begins, as an earlier test does that does not wait for its mail. */
class LateMailTest {
    private static final Duration SHORT = Duration.ofMillis(20);

    @AutoClose
    private final SmtpFakeServer server = SmtpFakeServer.startNew();

    @AutoClose
    private final SmtpClient client = SmtpClient.greeted(server);

    private final Inbox earlier = server.inbox();

    LateMailTest() throws IOException {}

    private void begin(int commands) throws IOException {
        String[] lines = {"MAIL FROM:<app@example.org>", "RCPT TO:<ada@example.org>", "DATA"};
        String[] replies = {"250", "250", "354"};
        for (int i = 0; i < commands; i++) {
            client.say(lines[i]).expect(replies[i]);
        }
    }

    private void finish(int commands) throws IOException {
        String[] lines = {"MAIL FROM:<app@example.org>", "RCPT TO:<ada@example.org>", "DATA", "Subject: late\r\n\r\n."};
        String[] replies = {"250", "250", "354", "250"};
        for (int i = commands; i < lines.length; i++) {
            client.say(lines[i]).expect(replies[i]);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void belongsToTheInboxThatWasThereBefore(int commandsBefore) throws Exception {
        begin(commandsBefore);
        Inbox inbox = earlier.sinceNow();
        finish(commandsBefore);

        assertThat(earlier.messages()).hasSize(1);
        assertThat(inbox.messages()).isEmpty();
        assertThat(inbox.findOne()).isEmpty();
        assertThatExceptionOfType(AwaitFailedError.class)
                .isThrownBy(() -> inbox.withTimeout(Duration.ZERO).awaitOne());
    }

    @Test
    void isNotLateIfAnOlderConnectionBeginsItAfterwards() throws Exception {
        Inbox inbox = earlier.sinceNow();
        finish(0);

        assertThat(inbox.awaitOne().subject()).contains("late");
    }

    @Test
    void isNotLateIfAnEarlierMessageOfTheSameConnectionWasLate() throws Exception {
        begin(1);
        Inbox inbox = earlier.sinceNow();
        finish(1);
        client.deliver("Subject: next\r\n");

        assertThat(inbox.awaitOne().subject()).contains("next");
    }

    @Test
    void isNamedInTheFailure() throws Exception {
        begin(2);
        Inbox inbox = earlier.sinceNow();
        finish(2);
        client.deliver("Subject: other\r\n");

        assertThatExceptionOfType(AwaitFailedError.class)
                .isThrownBy(() -> inbox.recipient("bob@example.org")
                        .withTimeout(Duration.ZERO)
                        .awaitOne())
                .satisfies(error -> assertThat(error.getMessage().lines())
                        .satisfiesExactly(
                                line -> assertThat(line)
                                        .isEqualTo(
                                                "Expected exactly 1 message for recipient bob@example.org within 0 s,"
                                                        + " but none matched (1 other message arrived)."),
                                line -> assertThat(line).isEqualTo("Received, but not matching:"),
                                line -> assertThat(line).contains("\"other\""),
                                line -> assertThat(line).contains("recipient bob@example.org"),
                                line -> assertThat(line)
                                        .isEqualTo("Received late, because its MAIL command arrived before this inbox"
                                                + " began:"),
                                line -> assertThat(line).contains("\"late\"")));
    }

    @Test
    void doesNotDisturbAWaitForNoMail() throws Exception {
        begin(3);
        Inbox inbox = earlier.sinceNow();

        inbox.awaitNoneFor(Duration.ZERO);
        finish(3);
        inbox.awaitNoneFor(SHORT);

        assertThatExceptionOfType(AwaitFailedError.class).isThrownBy(() -> earlier.awaitNoneFor(Duration.ZERO));
    }

    @Test
    void isStillAwaitedByTheInboxThatWasThereBefore() throws Exception {
        begin(3);

        assertThatExceptionOfType(AwaitFailedError.class)
                .isThrownBy(() -> earlier.withTimeout(SHORT).awaitNoneFor(Duration.ZERO))
                .withMessageContaining("1 client was still sending mail");
    }

    @Test
    void makesItsSessionNotActive() throws Exception {
        begin(1);
        Inbox inbox = earlier.sinceNow();
        client.say("RCPT TO:<>").expect("5");
        finish(1);

        assertThat(inbox.sessions()).isEmpty();
        assertThat(inbox.snapshot().sessions()).isEmpty();
        client.say("QUIT").expect("221");
        earlier.awaitSession();
        assertThatExceptionOfType(AwaitFailedError.class)
                .isThrownBy(() -> inbox.withTimeout(Duration.ZERO).awaitSession());
    }

    @Test
    void makesItsSessionNotActiveIfTheClientDisconnects() throws Exception {
        begin(2);
        Inbox inbox = earlier.sinceNow();
        client.close();
        earlier.awaitSession(SessionQuery.any().ended());

        assertThat(inbox.sessions()).isEmpty();
        assertThat(inbox.snapshot().sessions()).isEmpty();
        assertThat(earlier.snapshot().sessions()).hasSize(1);
    }

    @Test
    void isNotWhatAReusedTransportOfJakartaMailSends() throws Exception {
        Session session = Session.getInstance(server.mailProperties());
        MimeMessage message = new MimeMessage(session);
        message.setFrom(new InternetAddress("app@example.org"));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress("ada@example.org"));
        message.setText("text");
        try (Transport transport = session.getTransport()) {
            transport.connect();
            transport.sendMessage(message, message.getAllRecipients());
            String first = earlier.awaitOne().session().id();
            Inbox inbox = earlier.sinceNow();

            transport.sendMessage(message, message.getAllRecipients());

            assertThat(inbox.awaitOne().session().id()).isEqualTo(first);
        }
    }
}
