package io.github.smtpfake.client;

import static io.github.smtpfake.assertj.SmtpFakeAssertions.assertThat;
import static io.github.smtpfake.rules.Rules.rcptTo;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.inbox.Mark;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.message.MessageQuery;
import io.github.smtpfake.session.SessionEnd;
import io.github.smtpfake.session.SessionQuery;
import io.github.smtpfake.session.SmtpSession;
import io.github.smtpfake.testing.Background;
import io.github.smtpfake.testing.SmtpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a test can rely on whether the server runs in its JVM or in another process. */
abstract class EndpointContract extends EndpointFailuresContract {
    private static final String WELCOME =
            "From: App <app@example.org>\r\nTo: Ada <ada@example.org>\r\nCc: carol@example.org\r\n"
                    + "Reply-To: reply@example.org\r\nSubject: Welcome Ada\r\nMessage-ID: <1@example.org>\r\n"
                    + "Date: Mon, 04 May 2026 12:00:00 +0000\r\nX-Kind: one\r\n\r\nYour code is 123456\r\n";
    private static final String INVOICE = "From: Shop <shop@example.org>\r\n"
            + "To: Bob <bob@example.com>\r\n"
            + "Subject: Invoice 7\r\n"
            + "MIME-Version: 1.0\r\n"
            + "Content-Type: multipart/mixed; boundary=b\r\n\r\n"
            + "--b\r\n"
            + "Content-Type: text/html\r\n\r\n"
            + "<p>Hello <b>world</b> <a href='http://a.test/'>here</a></p>\r\n"
            + "--b\r\n"
            + "Content-Type: application/pdf\r\n"
            + "Content-Disposition: attachment; filename=terms.pdf\r\n\r\n"
            + "PDF\r\n"
            + "--b--\r\n";
    private static final String BOUNCE = "Subject: Failure\r\n\r\nsorry\r\n";

    static Stream<Arguments> queries() {
        MessageQuery any = MessageQuery.any();
        MessageQuery isWelcome =
                any.matching("is the welcome", message -> message.subject().equals(Optional.of("Welcome Ada")));
        String all = "Welcome Ada, Invoice 7, Failure";
        return Stream.of(
                Arguments.of(any, all),
                Arguments.of(any.from("app@example.org"), "Welcome Ada"),
                Arguments.of(any.from("*@EXAMPLE.org"), "Welcome Ada, Invoice 7"),
                Arguments.of(any.to("ada@example.org"), "Welcome Ada"),
                Arguments.of(any.to("ADA@*"), "Welcome Ada"),
                Arguments.of(any.to("hidden@example.org"), ""),
                Arguments.of(any.cc("carol@example.org"), "Welcome Ada"),
                Arguments.of(any.replyTo("reply@example.org"), "Welcome Ada"),
                Arguments.of(any.sender("shop@*"), "Invoice 7"),
                Arguments.of(any.sender(""), "Failure"),
                Arguments.of(any.recipient("hidden@example.org"), "Welcome Ada"),
                Arguments.of(any.recipient("*@example.com"), "Invoice 7"),
                Arguments.of(any.recipient("nobody@example.org"), ""),
                Arguments.of(any.subjectContains("welcome"), "Welcome Ada"),
                Arguments.of(any.textContains("code is"), "Welcome Ada"),
                Arguments.of(any.htmlContains("<b>WORLD"), "Invoice 7"),
                Arguments.of(any.headerContains("x-kind", "ONE"), "Welcome Ada"),
                Arguments.of(any.headerContains("X-Kind", ""), "Welcome Ada"),
                Arguments.of(any.headerContains("X-Kind", "two"), ""),
                Arguments.of(any.anyTextContains("hello world"), "Invoice 7"),
                Arguments.of(any.anyTextContains("terms.pdf"), "Invoice 7"),
                Arguments.of(any.attachment("*.PDF"), "Invoice 7"),
                Arguments.of(any.attachment("*.txt"), ""),
                Arguments.of(any.helo("*"), all),
                Arguments.of(any.helo("nobody"), ""),
                Arguments.of(any.user("*"), ""),
                Arguments.of(any.session("nobody"), ""),
                Arguments.of(any.largerThan(300), "Invoice 7"),
                Arguments.of(any.smallerThan(100), "Failure"),
                Arguments.of(any.receivedAfter(Instant.EPOCH), all),
                Arguments.of(any.receivedBefore(Instant.EPOCH), ""),
                Arguments.of(isWelcome, "Welcome Ada"),
                Arguments.of(any.sender("").or(isWelcome), "Welcome Ada, Failure"),
                Arguments.of(any.from("app@*").or(any.sender("")), "Welcome Ada, Failure"),
                Arguments.of(any.from("*").and(any.recipient("bob@*")), "Invoice 7"));
    }

    private void sendSamples() {
        send("app@example.org", WELCOME, "ada@example.org", "hidden@example.org");
        send("shop@example.org", INVOICE, "bob@example.com");
        send("", BOUNCE, "app@example.org");
    }

    private static List<String> subjects(List<CapturedMessage> messages) {
        return messages.stream().map(message -> message.subject().orElse("")).toList();
    }

    private static List<String> names(String joined) {
        return joined.isEmpty() ? List.of() : List.of(joined.split(", "));
    }

    @ParameterizedTest
    @MethodSource("queries")
    void findsMessagesByEachCondition(MessageQuery query, String expected) {
        sendSamples();

        assertThat(subjects(inbox.matching(query).messages())).isEqualTo(names(expected));
    }

    @ParameterizedTest
    @MethodSource("queries")
    void waitsForEachCondition(MessageQuery query, String expected) throws Exception {
        int count = names(expected).size();
        if (count == 0) {
            sendSamples();
            inbox.matching(query).awaitNoneFor(Duration.ZERO);
            return;
        }
        Background<List<CapturedMessage>> waiting =
                Background.of(() -> inbox.matching(query).awaitAtLeast(count)).untilItWaits();

        sendSamples();

        assertThat(subjects(waiting.get())).isEqualTo(names(expected));
    }

    @Test
    void findsMessagesByTheirSession() throws Exception {
        try (SmtpClient client = greeted()) {
            client.say("EHLO billing.example.org").expect("250");
            client.command("AUTH PLAIN AGFwcABzZWNyZXQ=", "235");
            client.command("MAIL FROM:<app@example.org>", "250");
            client.command("RCPT TO:<ada@example.org>", "250");
            client.command("DATA", "354");
            client.say("Subject: by app", "", "Hello", ".").expect("250");
        }
        send("ada@example.org", "other");

        String session = inbox.user("app").awaitOne().session().id();
        assertThat(subjects(inbox.user("app").messages())).containsExactly("by app");
        assertThat(subjects(inbox.helo("billing.*").messages())).containsExactly("by app");
        assertThat(subjects(inbox.matching(MessageQuery.any().session(session)).messages()))
                .containsExactly("by app");
    }

    @Test
    void returnsTheWholeMessage() {
        String id = send("app@example.org", WELCOME, "ada@example.org", "hidden@example.org");

        CapturedMessage mail = inbox.awaitOne();

        assertThat(mail.id()).isEqualTo(id);
        assertThat(new String(mail.raw(), UTF_8)).isEqualTo(WELCOME);
        assertThat(mail.size()).isEqualTo(WELCOME.length());
        assertThat(mail.envelope().recipients()).containsExactly("ada@example.org", "hidden@example.org");
        assertThat(mail.envelope().parameters()).containsEntry("BODY", "8BITMIME");
        assertThat(mail.bcc()).containsExactly("hidden@example.org");
        assertThat(mail.code()).isEqualTo("123456");
        assertThat(mail.session().client()).isNotEmpty();
        assertThat(mail).hasSubject("Welcome Ada").hasNoAttachments();
    }

    @Test
    void returnsPartsAndLinks() {
        send("shop@example.org", INVOICE, "bob@example.com");

        CapturedMessage mail = inbox.awaitOne();

        assertThat(mail.attachment("terms.pdf").bytes()).asString(UTF_8).startsWith("PDF");
        assertThat(mail.link("here").href()).isEqualTo("http://a.test/");
        assertThat(mail.problems()).isNotEmpty();
    }

    @Test
    void matchesAGoldenFile(@TempDir Path directory) throws Exception {
        send("app@example.org", WELCOME, "ada@example.org");
        CapturedMessage mail = inbox.awaitOne();
        Path golden = directory.resolve("welcome.txt");
        Files.writeString(golden, mail.content().normalized());

        assertThat(mail).matchesGoldenFile(golden);
    }

    @Test
    void excludesMessagesBeforeTheMark() {
        send("ada@example.org", "early");
        Inbox later = endpoint.inbox().sinceNow();
        send("ada@example.org", "late");

        assertThat(subjects(later.messages())).containsExactly("late");
        assertThat(subjects(inbox.messages())).containsExactly("early", "late");
    }

    @Test
    void excludesAMessageWhoseTransactionBeganBeforeTheMark() throws Exception {
        try (SmtpClient client = greeted()) {
            client.untilData();
            Inbox later = endpoint.inbox().sinceNow();
            client.say("Subject: slow", "", "Hello", ".").expect("250");

            assertThat(later.messages()).isEmpty();
            assertThat(subjects(inbox.messages())).containsExactly("slow");
            assertThat(later.snapshot().late()).hasSize(1);
        }
    }

    @Test
    void countsMessagesAndSessionsInItsMarks() {
        Mark before = endpoint.inbox().mark();
        send("ada@example.org", "one");
        Mark after = endpoint.inbox().mark();

        assertThat(after.message()).isEqualTo(before.message() + 1);
        assertThat(after.session()).isGreaterThan(before.session());
        assertThat(after).isEqualTo(server.smtp().store().mark());
    }

    @Test
    void waitsForASession() throws Exception {
        endpoint.on(rcptTo("full@example.org")).reply("452 4.2.2 full");
        Background<SmtpSession> waiting = Background.of(
                        () -> inbox.awaitSession(SessionQuery.any().rejected("RCPT*")))
                .untilItWaits();

        send("ada@example.org", "Hello");
        rcptReply("full@example.org");

        assertThat(waiting.get().rejectedCommands()).singleElement().satisfies(rejected -> {
            assertThat(rejected.reply()).isEqualTo("452 4.2.2 full");
            assertThat(rejected.rule().orElseThrow()).contains("full@example.org");
        });
    }

    @Test
    void returnsAnEndedSessionWithItsTranscript() {
        send("ada@example.org", "Hello");

        SmtpSession session = inbox.awaitSession();

        assertThat(session.end()).contains(SessionEnd.QUIT);
        assertThat(session.messageIds()).hasSize(1);
        assertThat(session.transcript())
                .extracting(line -> line.line())
                .anySatisfy(line -> assertThat(line).startsWith("RCPT TO:<ada@example.org>"));
        assertThat(inbox.sessions()).extracting(SmtpSession::id).containsExactly(session.id());
        assertThat(session).hasEnded(SessionEnd.QUIT);
    }

    @Test
    void assertsOnTheInbox() {
        send("ada@example.org", "one");

        assertThat(inbox).hasMessageCount(1).singleMessage().hasSubject("one");
    }

    @Test
    void endsAWaitByAnInterrupt() throws Exception {
        Background<CapturedMessage> waiting =
                Background.of(() -> inbox.awaitOne()).untilItWaits();

        waiting.interrupt();

        assertThatIllegalStateException().isThrownBy(waiting::get).withMessageContaining("Interrupted");
        send("ada@example.org", "after");
        assertThat(subjects(List.of(inbox.awaitOne()))).containsExactly("after");
    }

    @Test
    void deletesAllMessages() {
        send("ada@example.org", "one");

        endpoint.clear();

        assertThat(endpoint.inbox().messages()).isEmpty();
        send("ada@example.org", "two");
        assertThat(subjects(inbox.messages())).containsExactly("two");
    }

    @Test
    void configuresJakartaMail() {
        assertThat(endpoint.smtp().mailProperties())
                .containsEntry("mail.smtp.host", endpoint.smtp().host())
                .containsEntry("mail.smtp.port", "" + server.smtp().port());
        assertThat(endpoint.smtp().tlsTrust()).isEqualTo(server.smtp().tlsTrust());
    }

    @Test
    void keepsTheMailOfManyThreadsApart() throws Exception {
        List<Background<CapturedMessage>> waiting = new ArrayList<>();
        List<String> addresses = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            String address = inbox.uniqueAddress();
            addresses.add(address);
            waiting.add(Background.of(() -> inbox.recipient(address).awaitOne()));
        }

        for (String address : addresses) {
            send(address, "for " + address);
        }

        for (int i = 0; i < waiting.size(); i++) {
            assertThat(waiting.get(i).get().subject()).contains("for " + addresses.get(i));
        }
    }
}
