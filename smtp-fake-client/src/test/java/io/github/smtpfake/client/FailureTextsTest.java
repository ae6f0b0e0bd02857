package io.github.smtpfake.client;

import static io.github.smtpfake.assertj.SmtpFakeAssertions.assertThat;
import static io.github.smtpfake.rules.Rules.rcptTo;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.message.MessageQuery;
import io.github.smtpfake.rules.Rule;
import io.github.smtpfake.session.SessionEnd;
import io.github.smtpfake.session.SessionQuery;
import io.github.smtpfake.testing.SmtpClient;
import io.github.smtpfake.testing.TimeLimit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole texts of failures are the same whether a test uses a server in its JVM or over HTTP. */
class FailureTextsTest {
    private static final Duration MOMENT = Duration.ofMillis(5);
    private static final String ADA = "ada@example.org";

    private static final String WELCOME = "From: App <app@example.org>\r\nTo: Ada <ada@example.org>\r\n"
            + "Subject: =?utf-8?q?Willkommen_im_Caf=C3=A9?=\r\nMIME-Version: 1.0\r\n"
            + "Content-Type: multipart/mixed; boundary=b\r\n\r\n"
            + "--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
            + "<p>Schöne Grüße, <a href='https://example.org/a'>here</a> is your code 123456</p>\r\n"
            + "--b\r\nContent-Disposition: attachment; filename=terms.pdf\r\n\r\nPDF\r\n--b--\r\n";

    /** A server, and the inboxes of its two kinds of endpoints, which see the mail from now on. */
    private static final class Pair implements AutoCloseable {
        private final ServedServer server = ServedServer.start();
        private final SmtpFakeClient client = SmtpFakeClient.connect(server.uri());
        private Inbox embedded;
        private Inbox remote;

        Pair() {
            mark();
        }

        void mark() {
            embedded = server.smtp().inbox().sinceNow().withTimeout(MOMENT);
            remote = client.inbox().sinceNow().withTimeout(MOMENT);
        }

        void sendWelcome() {
            ended(() -> SmtpClient.sendMessage(
                    server.smtp().port(), "app@example.org", WELCOME.getBytes(UTF_8), ADA, "hidden@example.org"));
        }

        /** Performs a session, and waits until the server has recorded its end, which both failures then describe. */
        void ended(Runnable session) {
            Inbox before = server.smtp().inbox().sinceNow().withTimeout(TimeLimit.DURATION);
            session.run();
            before.awaitSession();
        }

        void converse(String... commands) {
            ended(() -> {
                try (SmtpClient smtp = SmtpClient.greeted(server.smtp())) {
                    for (String command : commands) {
                        smtp.say(command).reply();
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }

        SmtpClient greeted() throws IOException {
            return SmtpClient.greeted(server.smtp());
        }

        void failsAlike(Consumer<Inbox> check) {
            assertThat(text(() -> check.accept(remote))).isEqualTo(text(() -> check.accept(embedded)));
        }

        @Override
        public void close() {
            client.close();
            server.close();
        }
    }

    private static String text(Runnable check) {
        AssertionError failure = catchThrowableOfType(AssertionError.class, check::run);
        assertThat(failure).hasMessageContaining("Expected ");
        return failure.getMessage().replaceAll("arrived \\d+ ms after", "arrived N ms after");
    }

    static Stream<Arguments> checksOfAnInbox() {
        MessageQuery any = MessageQuery.any();
        return Stream.of(
                check("waits for one", Inbox::awaitOne),
                check("waits for many", inbox -> inbox.await(3)),
                check("waits for many or more", inbox -> inbox.awaitAtLeast(3)),
                check("waits for none", inbox -> inbox.awaitNoneFor(Duration.ZERO)),
                check(
                        "waits for an address",
                        inbox -> inbox.to("hidden@example.org").awaitOne()),
                check(
                        "waits for a similar address",
                        inbox -> inbox.recipient("adam@example.org").awaitOne()),
                check(
                        "waits for a subject",
                        inbox -> inbox.subjectContains("Willkommen im Cafe").awaitOne()),
                check("waits for a text", inbox -> inbox.awaitOne(any.textContains("Schöne Grüsse"))),
                check("waits for a header", inbox -> inbox.awaitOne(any.headerContains("X-Kind", "one"))),
                check("waits for an attachment", inbox -> inbox.awaitOne(any.attachment("*.txt"))),
                check("waits for a user", inbox -> inbox.user("app").awaitOne()),
                check(
                        "waits for a size",
                        inbox -> inbox.matching(any.largerThan(100_000)).awaitOne()),
                check(
                        "waits for a predicate",
                        inbox -> inbox.matching(any.matching(
                                        "is a reply",
                                        message -> message.subject().orElse("").startsWith("Re:")))
                                .awaitOne()),
                check(
                        "waits for one of two conditions",
                        inbox -> inbox.matching(any.sender("").or(any.to("bob@*")))
                                .awaitOne()),
                check(
                        "waits for a session",
                        inbox -> inbox.awaitSession(SessionQuery.any().rejected("RCPT*"))),
                check("expects a number", inbox -> assertThat(inbox).hasMessageCount(3)),
                check("expects nothing", inbox -> assertThat(inbox).isEmpty()),
                check("expects nothing for a while", inbox -> assertThat(inbox).staysEmptyFor(Duration.ZERO)),
                check("expects a message", inbox -> assertThat(inbox).hasMessage(any.to("bob@example.org"))),
                check("expects no message", inbox -> assertThat(inbox).hasNoMessage(any.to(ADA))),
                check(
                        "expects an order",
                        inbox -> assertThat(inbox).hasMessagesInOrder(any.to("bob@example.org"), any.to(ADA))),
                check("expects no duplicates", inbox -> assertThat(inbox).hasNoDuplicates()));
    }

    static Stream<Arguments> checksOfAMessage() {
        return Stream.of(
                check(
                        "subject",
                        inbox -> assertThat(inbox)
                                .firstMessage(MessageQuery.any())
                                .hasSubject("Welcome")),
                check("recipients", inbox -> assertThat(first(inbox)).hasRecipients(ADA)),
                check("Bcc", inbox -> assertThat(first(inbox)).hasNoBcc()),
                check("header", inbox -> assertThat(first(inbox)).hasHeader("X-Kind", "one")),
                check("text", inbox -> assertThat(first(inbox)).hasTextContaining("Schöne Grüsse")),
                check("link", inbox -> assertThat(first(inbox)).hasLink("https://example.org/b")),
                check("code", inbox -> assertThat(first(inbox)).hasCode("654321")),
                check("attachment", inbox -> assertThat(first(inbox)).hasAttachment("terms.txt")),
                check("encryption", inbox -> assertThat(first(inbox)).isEncrypted()),
                check("problems", inbox -> assertThat(first(inbox)).hasNoProblems()),
                check(
                        "delivering session",
                        inbox -> assertThat(inbox.awaitSession()).hasDeliveredNothing()),
                check("ended session", inbox -> assertThat(inbox.awaitSession()).hasEnded(SessionEnd.TIMEOUT)));
    }

    private static CapturedMessage first(Inbox inbox) {
        return inbox.messages().get(0);
    }

    private static Arguments check(String name, Consumer<Inbox> check) {
        return Arguments.argumentSet(name, check);
    }

    /** All checks see the same mail, because they change nothing. */
    @Nested
    @TestInstance(Lifecycle.PER_CLASS)
    class AfterTwoEqualMessages {
        private final Pair pair = new Pair();

        @BeforeAll
        void send() {
            pair.sendWelcome();
            pair.sendWelcome();
        }

        @AfterAll
        void close() {
            pair.close();
        }

        @ParameterizedTest
        @MethodSource({
            "io.github.smtpfake.client.FailureTextsTest#checksOfAnInbox",
            "io.github.smtpfake.client.FailureTextsTest#checksOfAMessage"
        })
        void readsAlike(Consumer<Inbox> check) {
            pair.failsAlike(check);
        }
    }

    /** Each test needs its own server, because it says what has happened since the server started. */
    @Nested
    class Otherwise {
        @AutoClose
        private final Pair pair = new Pair();

        @Test
        void readsAlikeIfNoClientConnected() {
            pair.failsAlike(Inbox::awaitOne);
            pair.failsAlike(Inbox::awaitSession);
        }

        @Test
        void readsAlikeIfARuleRejectedACommand() {
            pair.server.smtp().on(rcptTo("full@example.org")).reply("452 4.2.2 full");
            pair.converse("MAIL FROM:<app@example.org>", "RCPT TO:<full@example.org>", "QUIT");

            pair.failsAlike(Inbox::awaitOne);
            pair.failsAlike(inbox -> assertThat(inbox.awaitSession()).hasNoRejectedCommands());
        }

        @Test
        void readsAlikeWhileAMessageIsUnfinished() throws Exception {
            try (SmtpClient smtp = pair.greeted()) {
                smtp.untilData();

                pair.failsAlike(Inbox::awaitOne);
                pair.failsAlike(inbox -> inbox.awaitNoneFor(Duration.ZERO));
            }
        }

        @Test
        void readsAlikeIfTheClientSentNoMail() {
            pair.converse("AUTH PLAIN AGFwcABzZWNyZXQ=", "VRFY ada", "QUIT");

            pair.failsAlike(Inbox::awaitOne);
        }

        @Test
        void readsAlikeIfTheMailWasDeleted() {
            pair.sendWelcome();
            pair.server.smtp().clear();

            pair.failsAlike(Inbox::awaitOne);
        }

        @Test
        void readsAlikeIfTheMessageBeganBeforeTheMark() throws Exception {
            try (SmtpClient smtp = pair.greeted()) {
                smtp.untilData();
                pair.mark();
                smtp.say("Subject: slow", "", "Hello", ".").expect("250");

                pair.failsAlike(Inbox::awaitOne);
            }
        }

        @Test
        void readsAlikeIfTheMessageWasLate() {
            pair.failsAlike(inbox -> inbox.recipient(ADA).awaitOne());
            pair.sendWelcome();

            pair.failsAlike(inbox -> inbox.awaitNoneFor(Duration.ZERO));
        }

        @Test
        void readsAlikeForARule() {
            Rule here =
                    pair.server.smtp().on(rcptTo("full@example.org")).times(2).reply("452 4.2.2 full");
            Rule there = pair.client.on(rcptTo("full@example.org")).times(2).reply("452 4.2.2 full");
            pair.sendWelcome();

            assertThat(text(() -> assertThat(there).hasFired(2)))
                    .isEqualTo(text(() -> assertThat(here).hasFired(2)));
            assertThat(there).hasToString(here.toString());
        }
    }
}
