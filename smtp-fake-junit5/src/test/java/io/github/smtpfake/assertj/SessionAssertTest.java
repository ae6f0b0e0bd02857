package io.github.smtpfake.assertj;

import static io.github.smtpfake.assertj.SmtpFakeAssertions.assertThat;
import static io.github.smtpfake.rules.Rules.rcptTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.session.SessionEnd;
import io.github.smtpfake.session.SessionQuery;
import io.github.smtpfake.session.SmtpSession;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests assertions on sessions of a real client, and on repeated attempts to deliver. */
class SessionAssertTest {
    private final SmtpFakeServer smtp = SmtpFakeServer.startNew();
    private final Inbox inbox = smtp.inbox();

    @AfterEach
    void stop() {
        smtp.stop();
    }

    private boolean send() throws MessagingException {
        Properties properties = smtp.mailProperties();
        properties.setProperty("mail.smtp.localhost", "app.example.org");
        properties.setProperty("mail.smtp.auth", "true");
        MimeMessage message = new MimeMessage(Session.getInstance(properties));
        message.setFrom("app@example.org");
        message.setRecipients(RecipientType.TO, "ada@example.org");
        message.setText("Hello");
        try {
            Transport.send(message, "app", "secret");
            return true;
        } catch (MessagingException e) {
            return false;
        }
    }

    @Test
    void passesForAMatchingSession() throws Exception {
        assertThat(send()).isTrue();

        assertThat(inbox.awaitSession())
                .hasDeliveredMessages(1)
                .hasEnded(SessionEnd.QUIT)
                .hasUser("app")
                .hasHelo("app.example.org")
                .hasNoRejectedCommands()
                .hasNoProblems()
                .hasTranscriptContaining("C: MAIL FROM:<app@example.org>")
                .matches(SessionQuery.any().delivered());
        assertThat(inbox.awaitOne()).hasUser("app").hasHelo("app.example.org").isNotEncrypted();
    }

    @Test
    void showsTheTranscriptOfASessionThatDoesNotMatch() throws Exception {
        smtp.on(rcptTo("ada@*")).reply("550 5.1.1 unknown");
        assertThat(send()).isFalse();
        SmtpSession session = inbox.awaitSession();

        assertThat(session).hasDeliveredNothing().hasRejectedCommand("RCPT*");
        assertThatThrownBy(() -> assertThat(session).hasDeliveredMessages(1))
                .hasMessageContaining("Expected 1 delivered message, but the session delivered 0.\nClient: ")
                .hasMessageContaining("\nEnd of the transcript:\n")
                .hasMessageContaining("\n  C: ****\n  S: 235 2.7.0 ")
                .hasMessageContaining("  C: RCPT TO:<ada@example.org>\n  S: (rule: ")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> assertThat(session).isEncrypted())
                .hasMessageContaining(
                        "Expected a session that used TLS, but it does not match:\n  used TLS: did not use TLS\nClient: ");
        assertThatThrownBy(() -> assertThat(session).hasNoRejectedCommands())
                .hasMessageContaining(
                        "Expected no rejected commands, but found:\n  RCPT TO:<ada@example.org> -> 550 5.1.1 unknown (rule: ");
        assertThatThrownBy(() -> assertThat(session).hasProblem("bareLf"))
                .hasMessageContaining("Expected problem bareLf, but there was none.\nClient: ");
        assertThatThrownBy(() -> assertThat(session).hasTranscriptContaining("C: VRFY"))
                .hasMessageContaining("Expected transcript line containing \"C: VRFY\", but there was none.\nClient: ");
    }

    @Test
    void countsAttemptsAndThePausesBetweenThem() throws Exception {
        smtp.on(rcptTo("ada@*")).times(2).reply("451 4.3.0 later");
        int attempts = 0;
        do {
            attempts++;
        } while (!send() && attempts < 10);
        inbox.awaitOne();
        inbox.awaitSession(SessionQuery.any().delivered().ended());

        assertThat(attempts).isEqualTo(3);
        assertThat(inbox).hasAttempts(3).hasPausesOfAtLeast(Duration.ZERO, Duration.ZERO);
        assertThatThrownBy(() -> assertThat(inbox).hasAttempts(1))
                .hasMessageContaining("to have 1 attempt, but found 3:\n")
                .hasMessageContaining(
                        ": delivered nothing, ended with QUIT, rejected RCPT TO:<ada@example.org> -> 451 4.3.0 later (rule: ")
                .hasMessageContaining(" ms: 127.0.0.1:")
                .hasMessageContaining("delivered 1 message, ended with QUIT");
        assertThatThrownBy(() -> assertThat(inbox).hasPausesOfAtLeast(Duration.ZERO, Duration.ofHours(1)))
                .hasMessageContaining("to have attempts with pauses of at least [PT0S, PT1H], but found 3:");
        assertThatThrownBy(() -> assertThat(inbox).hasPausesOfAtLeast(Duration.ZERO, Duration.ZERO, Duration.ZERO))
                .hasMessageContaining("but found 3:");
    }

    @Test
    void rejectsInvalidArguments() throws Exception {
        assertThat(send()).isTrue();
        SessionAssert session = assertThat(inbox.awaitSession());

        assertThatThrownBy(() -> session.hasDeliveredMessages(-1)).hasMessage("count must be at least 0, but is -1");
        assertThatThrownBy(() -> session.matches((SessionQuery) null)).hasMessage("query");
        assertThatThrownBy(() -> session.hasEnded(null)).hasMessage("end");
        assertThatThrownBy(() -> session.hasUser(null)).hasMessage("name");
        assertThatThrownBy(() -> session.hasHelo(null)).hasMessage("name");
        assertThatThrownBy(() -> session.hasRejectedCommand(null)).hasMessage("command");
        assertThatThrownBy(() -> session.hasProblem(null)).hasMessage("id");
        assertThatThrownBy(() -> session.hasTranscriptContaining(null)).hasMessage("text");
    }
}
