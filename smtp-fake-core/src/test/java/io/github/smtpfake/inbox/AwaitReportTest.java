package io.github.smtpfake.inbox;

import static io.github.smtpfake.rules.Rules.rset;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.config.Limits;
import io.github.smtpfake.message.MessageQueries;
import io.github.smtpfake.message.MessageQuery;
import io.github.smtpfake.rules.Rule;
import io.github.smtpfake.store.InMemoryMessageStore;
import io.github.smtpfake.store.RecordingStore;
import io.github.smtpfake.testing.SmtpClient;
import io.github.smtpfake.testing.TimeLimit;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The failure message of a wait, for each reason why a message may be missing. */
class AwaitReportTest {
    private RecordingStore store = new RecordingStore(Limits.defaults());
    private SmtpFakeServer server = SmtpFakeServer.builder().store(store).start();

    @AfterEach
    void stop() {
        server.stop();
    }

    private void deliver(String from, String to, String recipient, String subject) throws Exception {
        try (SmtpClient client = SmtpClient.greeted(server)) {
            client.say("MAIL FROM:<app@example.org>", "RCPT TO:<" + recipient + ">", "DATA")
                    .expect("250", "250", "354");
            client.say("From: " + from, "To: " + to, "Subject: " + subject, "", "Hello", ".", "QUIT")
                    .expect("250", "221");
        }
        store.awaitEnd();
    }

    private String failure(MessageQuery query) {
        Inbox inbox = server.inbox().withTimeout(Duration.ofMillis(1));
        try {
            inbox.awaitOne(query);
        } catch (AwaitFailedError e) {
            return e.getMessage()
                    .replace("127.0.0.1:" + server.port(), "SERVER")
                    .replaceAll("127\\.0\\.0\\.1:\\d+", "CLIENT")
                    .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "TIME")
                    .replaceAll("\\d+ ms later", "N ms later");
        }
        throw new AssertionError("Expected the wait to fail");
    }

    @Test
    void saysWhatHappenedAfterALongQuery() {
        assertThatThrownBy(() -> Inbox.of(new InMemoryMessageStore(Limits.defaults()))
                        .withTimeout(Duration.ZERO)
                        .awaitOne(
                                MessageQueries.subjectContains("x".repeat(119)).textContains("y".repeat(119))))
                .hasMessageContaining("… within 0 s, but none arrived.\n");
    }

    @Test
    void saysWhereToConnectIfNoClientConnected() {
        assertThat(failure(MessageQuery.any())).isEqualTo("""
                        Expected exactly 1 message within 1 ms, but none arrived.
                        Nobody connected to SERVER within 1 ms.
                        Check that the application sends to this host and port, and that its sending code ran. If it sends later, wait longer.""");
    }

    @Test
    void saysWhyOtherMessagesDoNotMatch() throws Exception {
        deliver("App <app@example.org>", "Bob <bob@example.org>", "bob@example.org", "Goodbye");
        deliver("App <app@example.org>", "Ada <ada@example.org>", "ada@example.org", "=?utf-8?q?Gr=C3=BC=C3=9Fe?=");

        assertThat(failure(MessageQueries.to("ada@example.org")
                        .subjectContains("Welcome")
                        .textContains("hello")))
                .isEqualTo("""
                        Expected exactly 1 message with To ada@example.org and subject containing "Welcome" and text containing "hello" within 1 ms, but none matched (2 other messages arrived).
                        Received, but not matching:
                          "Grüße" <app@example.org> -> <ada@example.org>
                              subject containing "Welcome": was "Grüße"
                          "Goodbye" <app@example.org> -> <bob@example.org>
                              To ada@example.org: was bob@example.org
                              subject containing "Welcome": was "Goodbye\"""");
    }

    @Test
    void saysThatAnAddressIsOnlyInTheEnvelope() throws Exception {
        deliver("app@example.org", "list@example.org", "ada@example.org", "News");

        assertThat(failure(MessageQueries.to("ada@example.org"))).isEqualTo("""
                        Expected exactly 1 message with To ada@example.org within 1 ms, but none matched (1 other message arrived).
                        Received, but not matching:
                          "News" <app@example.org> -> <ada@example.org>
                              To ada@example.org: was list@example.org (ada@example.org is only in the envelope, like a Bcc)""");
    }

    @Test
    void saysThatAnAddressIsOnlyInTheHeaders() throws Exception {
        deliver("shop@example.org", "ada@example.org", "bob@example.org", "News");

        assertThat(failure(MessageQueries.recipient("ada@*").sender("shop@example.org")))
                .isEqualTo("""
                        Expected exactly 1 message for recipient ada@* and from sender shop@example.org within 1 ms, but none matched (1 other message arrived).
                        Received, but not matching:
                          "News" <app@example.org> -> <bob@example.org>
                              recipient ada@*: was bob@example.org (ada@example.org is only in the headers)
                              sender shop@example.org: was app@example.org (shop@example.org is only in the From header)""");
    }

    @Test
    void showsARejectedRecipient() throws Exception {
        try (SmtpClient client = SmtpClient.greeted(server)) {
            client.say("MAIL FROM:<app@example.org>", "RCPT TO:<ada@@example.org>", "QUIT")
                    .expect("250", "501", "221");
        }
        store.awaitEnd();

        assertThat(failure(MessageQuery.any())).isEqualTo("""
                        Expected exactly 1 message within 1 ms, but none arrived.
                        Sessions that failed or delivered nothing:
                          CLIENT, EHLO client.example.org: ended with QUIT
                              rejected: RCPT TO:<ada@@example.org> -> 501 5.1.3 Bad recipient address: more than one "@"
                              unfinished: <app@example.org> -> (no recipient accepted)""");
    }

    @Test
    void showsSessionsWithAReasonFirst() throws Exception {
        for (int i = 0; i < 6; i++) {
            try (SmtpClient client = SmtpClient.connect(server)) {
                client.expect("220").say("QUIT").expect("221");
            }
            store.awaitEnd();
        }
        try (SmtpClient client = SmtpClient.greeted(server)) {
            client.say("MAIL TO:<app@example.org>", "QUIT").expect("501", "221");
        }
        store.awaitEnd();

        assertThat(failure(MessageQuery.any())).isEqualTo("""
                        Expected exactly 1 message within 1 ms, but none arrived.
                        Sessions that failed or delivered nothing:
                          CLIENT, EHLO client.example.org: ended with QUIT
                              rejected: MAIL TO:<app@example.org> -> 501 5.5.4 Syntax: MAIL FROM:<address>
                          CLIENT, no EHLO: ended with QUIT
                          CLIENT, no EHLO: ended with QUIT
                          CLIENT, no EHLO: ended with QUIT
                          CLIENT, no EHLO: ended with QUIT
                          … and 2 more""");
    }

    @Test
    void showsAMessageThatIsNotComplete() throws Exception {
        try (SmtpClient client = SmtpClient.greeted(server)) {
            client.untilData().send("half");

            assertThat(failure(MessageQuery.any())).isEqualTo("""
                            Expected exactly 1 message within 1 ms, but none arrived.
                            Sessions that failed or delivered nothing:
                              CLIENT, EHLO client.example.org: is still open
                                  so far: MAIL FROM:<app@example.org>, RCPT TO:<ada@example.org>; message not complete yet""");
        }
        store.awaitEnd();

        assertThat(failure(MessageQuery.any()))
                .contains("EHLO client.example.org: disconnected without QUIT")
                .endsWith("unfinished: <app@example.org> -> <ada@example.org>; the end of DATA never arrived");
    }

    @Test
    void saysThatOneMessageWasSentTwice() throws Exception {
        for (int i = 0; i < 2; i++) {
            try (SmtpClient client = SmtpClient.greeted(server)) {
                client.deliver("Subject: Welcome\r\nMessage-ID: <1@app>\r\n\r\nHello");
            }
        }

        assertThat(failure(MessageQuery.any())).isEqualTo("""
                        Expected exactly 1 message within 1 ms, but 2 arrived.
                        Matching:
                          "Welcome" <app@example.org> -> <ada@example.org>
                          "Welcome" <app@example.org> -> <ada@example.org>
                        Both have the same Message-ID <1@app> and the same content: the message was sent twice.
                        They arrived at TIME and N ms later, in two sessions.
                        Look for a second send call or a retry. If this is intended, expect 2 messages.""");
    }

    @Test
    void saysThatSeveralMessagesHaveTheSameId() throws Exception {
        for (String text : new String[] {"Hello", "Goodbye"}) {
            try (SmtpClient client = SmtpClient.greeted(server)) {
                client.deliver("Subject: Welcome\r\nMessage-ID: <1@app>\r\n\r\n" + text);
            }
        }

        assertThat(failure(MessageQuery.any()))
                .endsWith(
                        "Both have the same Message-ID <1@app>, but different content: several messages got one"
                                + " Message-ID.\nThey arrived at TIME and N ms later, in two sessions.\nUse a new Message-ID for each message. If this is intended, expect 2 messages.");
    }

    @Test
    void saysThatTheSameMailWasSentWithAnotherId() throws Exception {
        for (int i = 0; i < 4; i++) {
            try (SmtpClient client = SmtpClient.greeted(server)) {
                client.deliver(
                        "Subject: " + (i < 3 ? "Welcome" : "News") + "\r\nMessage-ID: <" + i + "@app>\r\n\r\nHello");
            }
        }

        assertThat(failure(MessageQuery.any()))
                .endsWith(
                        "3 of them have the same envelope, subject and content, but different Message-IDs: the"
                                + " application probably created and sent this message 3 times.\nThey arrived at TIME and N ms later and N ms later, in 3 sessions.\nLook for a second send call or a retry. If this is intended, expect 3 messages.");
    }

    @Test
    void saysThatTheMessagesWereDeleted() throws Exception {
        deliver("app@example.org", "ada@example.org", "ada@example.org", "Welcome");
        store.delete(io.github.smtpfake.store.StoreQuery.all());

        assertThat(failure(MessageQuery.any())).isEqualTo("""
                        Expected exactly 1 message within 1 ms, but none is stored now.
                        1 message arrived, but has since been deleted. Read it before it is deleted.""");
    }

    @Test
    void showsOnlyTheFirstUnmetConditions() throws Exception {
        deliver("app@example.org", "ada@example.org", "ada@example.org", "Welcome");
        MessageQuery query = MessageQuery.any();
        for (int i = 0; i < 6; i++) {
            query = query.to("nobody" + i);
        }

        assertThat(failure(query)).endsWith("To nobody3: was ada@example.org\n      … and 2 more conditions");
    }

    @Test
    void saysThatMessagesWereEvicted() throws Exception {
        server.stop();
        Limits limits = Limits.builder().storedMessages(1).build();
        store = new RecordingStore(limits);
        server = SmtpFakeServer.builder().limits(limits).store(store).start();
        deliver("app@example.org", "ada@example.org", "ada@example.org", "Welcome");
        deliver("app@example.org", "bob@example.org", "bob@example.org", "Welcome");

        assertThat(failure(MessageQueries.to("ada@example.org"))).isEqualTo("""
                        Expected exactly 1 message with To ada@example.org within 1 ms, but none matched (1 other message arrived).
                        Received, but not matching:
                          "Welcome" <app@example.org> -> <bob@example.org>
                              To ada@example.org: was bob@example.org
                        1 message was evicted because the store was full. Raise storedMessages or storedBytes of the Limits (--max-messages, --max-store-size).""");

        store.delete(io.github.smtpfake.store.StoreQuery.all());

        assertThat(failure(MessageQueries.to("ada@example.org")))
                .contains("1 message was evicted")
                .doesNotContain("Nobody");
    }

    @Test
    void fitsOnAScreenAndEscapesControlCharacters() throws Exception {
        for (int i = 0; i < 30; i++) {
            deliver(
                    "app@example.org",
                    "x".repeat(500) + "@example.org",
                    "bob@example.org",
                    "=?utf-8?q?=1B[31m=0A=E2=80=AE" + "y".repeat(500) + "?=");
        }

        assertThat(failure(MessageQueries.to("ada@example.org")))
                .contains("… and 25 more")
                .contains("\\u001b[31m\\u000a\\u202e")
                .doesNotContain("\u001b", "\u202e")
                .satisfies(
                        report -> assertThat(report.lines()).hasSizeLessThan(25).allMatch(line -> line.length() < 250));
    }

    @Test
    void fitsOnAScreenHoweverMuchWentWrong() throws Exception {
        MessageQuery query = MessageQuery.any();
        for (int i = 0; i < 10; i++) {
            query = query.to("nobody" + i);
            deliver("app@example.org", "ada@example.org", "ada@example.org", "Welcome");
            try (SmtpClient client = SmtpClient.greeted(server)) {
                for (int command = 0; command < 10; command++) {
                    client.say("NONSENSE").expect("500");
                }
                client.say("MAIL FROM:<app@example.org>").expect("250");
            }
            store.awaitEnd();
        }

        assertThat(failure(query).lines())
                .hasSizeLessThan(40)
                .anyMatch(line -> line.contains("… and 7 more rejected commands"));
    }

    @Test
    void keepsTheResultInTheError() {
        assertThatExceptionOfType(AwaitFailedError.class)
                .isThrownBy(() -> server.inbox().withTimeout(Duration.ZERO).awaitOne())
                .satisfies(error -> assertThat(error.result().matches()).isEmpty());
    }

    /** A pooled connection is open, but its messages belong to the time before the wait. */
    @Test
    void doesNotAccuseADeletionIfNothingArrived() throws Exception {
        try (SmtpClient client = SmtpClient.greeted(server)) {
            client.deliver("Subject: Welcome\r\n\r\nHello");
            Inbox later = server.inbox().sinceNow().withTimeout(Duration.ofMillis(1));

            assertThatExceptionOfType(AwaitFailedError.class)
                    .isThrownBy(later::awaitOne)
                    .withMessage("""
                            Expected exactly 1 message within 1 ms, but none arrived.
                            1 client was connected, but delivered no message.
                            Check that the sending code of the application ran. If it sends later, wait longer.""");
        }
        store.awaitEnd();
        Inbox later = server.inbox().sinceNow();

        assertThat(later.report("x", later.snapshot()))
                .startsWith("x\nNobody has connected to ")
                .contains(" since the inbox began.\n");
    }

    @Test
    void marksMailThatWasLateForAnEarlierWait() throws Exception {
        failure(MessageQueries.recipient("ada@example.org"));
        deliver("app@example.org", "ada@example.org", "ada@example.org", "Welcome");
        deliver("app@example.org", "eve@example.org", "eve@example.org", "Welcome");

        assertThat(failure(MessageQueries.to("bob@example.org"))
                        .replaceAll("\\d+ ms after", "N ms after")
                        .replaceAll(":\\d+ had", ":LINE had"))
                .isEqualTo("""
                        Expected exactly 1 message with To bob@example.org within 1 ms, but none matched (2 other messages arrived).
                        Received, but not matching:
                          "Welcome" <app@example.org> -> <ada@example.org>
                              To bob@example.org: was ada@example.org
                          "Welcome" <app@example.org> -> <eve@example.org>
                              To bob@example.org: was eve@example.org
                        Late: "Welcome" <app@example.org> -> <ada@example.org> arrived N ms after an earlier wait at AwaitReportTest.java:LINE had timed out. If that earlier wait expected this message, raise its timeout (1 ms).""");
    }

    @Test
    void namesARuleThatHoldsUpAPooledConnection() throws Exception {
        Rule rule = server.on(rset()).delay(Duration.ofMinutes(1)).passThrough();
        try (SmtpClient client = SmtpClient.greeted(server)) {
            client.deliver("Subject: Welcome\r\n\r\nHello");
            client.say("RSET");
            TimeLimit.until("the rule to fire", () -> rule.timesFired() == 1);

            assertThatExceptionOfType(AwaitFailedError.class)
                    .isThrownBy(() ->
                            server.inbox().withTimeout(Duration.ofMillis(100)).awaitAtLeast(2))
                    .withMessageContaining(
                            "delivered 1 message, is still open\n      held up by a rule: rset() -> delay 60000 ms");
        }
    }

    @Test
    void marksNoMailAfterAWaitThatDidNotTimeOut() throws Exception {
        deliver("app@example.org", "ada@example.org", "ada@example.org", "Welcome");
        deliver("app@example.org", "ada@example.org", "ada@example.org", "Welcome");
        failure(MessageQueries.to("ada@example.org"));
        deliver("app@example.org", "ada@example.org", "ada@example.org", "Welcome");

        assertThat(failure(MessageQuery.any())).contains("but 3 arrived.").doesNotContain("Late:");
    }
}
