package io.github.smtpfake.inbox;

import static io.github.smtpfake.rules.Rules.rcptTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.session.SessionEnd;
import io.github.smtpfake.session.SessionQuery;
import io.github.smtpfake.session.SmtpSession;
import io.github.smtpfake.store.StoreListener;
import io.github.smtpfake.store.StoredSession;
import io.github.smtpfake.testing.Background;
import io.github.smtpfake.testing.SmtpClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Waits for sessions, with or without a message. */
class AwaitSessionTest {
    private final SmtpFakeServer server = SmtpFakeServer.startNew();
    private final Inbox inbox = server.inbox().withTimeout(Duration.ofSeconds(30));

    @AfterEach
    void stop() {
        server.stop();
    }

    private Background<SmtpSession> awaiting(SessionQuery query) throws Exception {
        return Background.of(() -> inbox.awaitSession(query)).untilItWaits();
    }

    @Test
    void returnsTheSessionThatEnds() throws Exception {
        Background<SmtpSession> waiting =
                Background.of(() -> inbox.awaitSession()).untilItWaits();
        try (SmtpClient client = SmtpClient.greeted(server)) {
            assertThat(waiting.isDone()).isFalse();
            client.say("QUIT").expect("221");
        }

        assertThat(waiting.get().end()).hasValue(SessionEnd.QUIT);
    }

    @Test
    void wakesOnEachChangeOfASession() throws Exception {
        server.on(rcptTo("full@example.org")).reply("452 4.2.2 mailbox full");
        Background<SmtpSession> greeted = awaiting(SessionQuery.any().helo("CLIENT.*"));
        Background<SmtpSession> loggedIn = awaiting(SessionQuery.any().user("app"));
        Background<SmtpSession> begun = awaiting(SessionQuery.any()
                .matching(
                        "began a transaction",
                        session -> session.openTransaction().isPresent()));
        Background<SmtpSession> rejected = awaiting(SessionQuery.any().rejected("rcpt to:<full@*>"));
        Background<SmtpSession> delivered = awaiting(SessionQuery.any().delivered());
        try (SmtpClient client = SmtpClient.greeted(server)) {
            SmtpSession session = greeted.get();
            client.say("AUTH PLAIN AGFwcABzZWNyZXQ=").expect("235");
            assertThat(loggedIn.get()).isSameAs(session);
            client.say("MAIL FROM:<app@example.org>").expect("250");
            assertThat(begun.get()).isSameAs(session);
            client.say("RCPT TO:<full@example.org>").expect("452");
            assertThat(rejected.get()).isSameAs(session);
            client.say("RSET").expect("250").deliver("Subject: x\r\n");
            assertThat(delivered.get()).isSameAs(session);
            assertThat(session).isInstanceOfSatisfying(StoredSession.class, stored -> {
                assertThat(stored.transactionsBegun()).isEqualTo(2);
                assertThat(stored.transactionsEnded()).isEqualTo(2);
            });
        }
    }

    @Test
    void showsTheSessionsThatDoNotMatch() throws Exception {
        try (SmtpClient client = SmtpClient.greeted(server)) {
            client.say("VRFY", "QUIT").expect("501", "221");
        }
        inbox.awaitSession();

        assertThatExceptionOfType(AwaitFailedError.class)
                .isThrownBy(() -> inbox.withTimeout(Duration.ZERO)
                        .awaitSession(SessionQuery.any()
                                .helo("other")
                                .user("app")
                                .encrypted()
                                .ended(SessionEnd.TLS_FAILED)
                                .rejected("RCPT*")
                                .delivered()))
                .satisfies(error -> assertThat(error.getMessage().replaceAll("127\\.0\\.0\\.1:\\d+", "CLIENT"))
                        .isEqualTo("""
                                Expected a session that used the EHLO name "other" and logged in as "app" and used TLS and ended because TLS failed and had the command "RCPT*" rejected and delivered a message within 0 s, but the only one does not match.
                                Sessions that do not match:
                                  CLIENT, EHLO client.example.org: delivered nothing, ended with QUIT
                                      used the EHLO name "other": used the EHLO name "client.example.org"
                                      logged in as "app": did not log in
                                      used TLS: did not use TLS
                                      ended because TLS failed: ended with QUIT
                                      … and 2 more conditions
                                      rejected: VRFY -> 501 5.5.4 VRFY requires a user name or an address"""));
    }

    @Test
    void callsListenersOnStartRejectionAndEndOnly() throws Exception {
        List<String> calls = new CopyOnWriteArrayList<>();
        server.store().addListener(new StoreListener() {
            @Override
            public void added(CapturedMessage message) {
                calls.add("message");
            }

            @Override
            public void removed(List<String> ids) {
                calls.add("removal");
            }

            @Override
            public void changed(SmtpSession session) {
                calls.add(session.rejectedCommands().size() + " rejected, "
                        + session.end().map(SessionEnd::name).orElse("open"));
            }
        });
        try (SmtpClient client = SmtpClient.greeted(server)) {
            client.say("NONSENSE").expect("500").deliver("Subject: x\r\n");
            client.say("QUIT").expect("221");
        }

        assertThat(calls).containsExactly("0 rejected, open", "1 rejected, open", "message", "1 rejected, QUIT");
    }

    @Test
    void requiresEveryCondition() throws Exception {
        try (SmtpClient client = SmtpClient.greeted(server)) {
            client.deliver("Subject: x\r\n");
            SmtpSession session = inbox.sessions().get(0);

            assertThat(SessionQuery.any().mismatches(session)).isEmpty();
            assertThat(SessionQuery.any()).hasToString("any session");
            assertThat(SessionQuery.any().delivered().helo("*").matches(session))
                    .isTrue();
            assertThat(SessionQuery.any()
                            .delivered()
                            .deliveredNothing()
                            .ended()
                            .rejected("RCPT*")
                            .matching("is nice", any -> false)
                            .mismatches(session))
                    .containsExactly(
                            "delivered nothing: delivered 1 message",
                            "ended: is still open",
                            "had the command \"RCPT*\" rejected: had no command rejected",
                            "is nice: did not match");
        }
    }

    @Test
    void saysWhereToConnectIfNoClientConnected() {
        assertThatExceptionOfType(AwaitFailedError.class)
                .isThrownBy(() -> inbox.withTimeout(Duration.ZERO).awaitSession())
                .withMessage("""
                        Expected a session that ended within 0 s, but there was none.
                        Nobody has connected to 127.0.0.1:%s.
                        Check that the application sends to this host and port, and that its sending code ran. If it sends later, wait longer.""", server.port());
    }

    @Test
    void saysThatTheConnectedClientsDidNothing() throws Exception {
        try (SmtpClient client = SmtpClient.greeted(server)) {
            assertThatExceptionOfType(AwaitFailedError.class)
                    .isThrownBy(
                            () -> inbox.sinceNow().withTimeout(Duration.ZERO).awaitSession(SessionQuery.any()))
                    .withMessage("""
                            Expected a session within 0 s, but there was none.
                            1 client was connected, but did nothing.""");
            client.say("QUIT").expect("221");
        }
    }

    @Test
    void showsASessionThatOnlyBelongsToAnotherView() throws Exception {
        try (SmtpClient client = SmtpClient.greeted(server)) {
            client.say("QUIT").expect("221");
        }
        inbox.awaitSession();

        assertThatExceptionOfType(AwaitFailedError.class)
                .isThrownBy(() -> inbox.helo("app").withTimeout(Duration.ZERO).awaitSession())
                .withMessageContaining("but the only one does not match.\nSessions that do not match:\n")
                .withMessageContaining("\n      belongs to the inbox of messages with ");
    }

    @Test
    void returnsOnlySessionsThatDidSomethingAfterTheMark() throws Exception {
        try (SmtpClient client = SmtpClient.greeted(server)) {
            Inbox later = inbox.sinceNow();
            client.say("QUIT").expect("221");
            inbox.awaitSession();

            assertThat(later.sessions()).as("QUIT is no activity").isEmpty();
            assertThat(inbox.sessions()).hasSize(1);
        }
    }

    @Test
    void returnsSessionsThatMayDeliverToTheView() throws Exception {
        try (SmtpClient one = SmtpClient.greeted(server);
                SmtpClient other = SmtpClient.connect(server)) {
            other.expect("220").say("EHLO other.example.org").expect("250");
            one.deliver("Subject: one\r\n");
            other.say("RCPT TO:<ada@example.org>").expect("503");

            assertThat(inbox.sessions()).hasSize(2);
            assertThat(inbox.helo("other.example.org").sessions())
                    .singleElement()
                    .matches(session -> session.messageIds().isEmpty());
            assertThat(inbox.recipient("bob@example.org").sessions())
                    .as("the other client has delivered to ada only")
                    .singleElement()
                    .matches(session -> session.messageIds().isEmpty());
            assertThat(inbox.helo("client.example.org")
                            .awaitSession(SessionQuery.any().delivered())
                            .messageIds())
                    .hasSize(1);
        }
    }
}
