package io.github.smtpfake;

import static io.github.smtpfake.rules.Rules.rcptTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.smtpfake.inbox.AwaitFailedError;
import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.session.SessionEnd;
import io.github.smtpfake.session.SessionQuery;
import io.github.smtpfake.session.SmtpSession;
import io.github.smtpfake.store.StoreListener;
import io.github.smtpfake.testing.SmtpClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Waiting for sessions, which may bring no message at all. */
class AwaitSessionTest {
    private final SmtpFakeServer server = SmtpFakeServer.startNew();
    private final Inbox inbox = server.inbox().withTimeout(Duration.ofSeconds(30));

    @AfterEach
    void stop() {
        server.stop();
    }

    private Background<SmtpSession> awaiting(SessionQuery query) {
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
    void isWokenByEachThingThatASessionTells() throws Exception {
        server.on(rcptTo("full@example.org")).reply("452 4.2.2 mailbox full");
        Background<SmtpSession> greeted = awaiting(SessionQuery.any().helo("CLIENT.*"));
        Background<SmtpSession> loggedIn = awaiting(SessionQuery.any().user("app"));
        Background<SmtpSession> begun = awaiting(SessionQuery.any()
                .matching(
                        "has begun a mail", session -> session.openTransaction().isPresent()));
        Background<SmtpSession> refused = awaiting(SessionQuery.any().rejected("rcpt to:<full@*>"));
        Background<SmtpSession> delivered = awaiting(SessionQuery.any().delivered());
        try (SmtpClient client = SmtpClient.greeted(server)) {
            SmtpSession session = greeted.get();
            client.say("AUTH PLAIN AGFwcABzZWNyZXQ=").expect("235");
            assertThat(loggedIn.get()).isSameAs(session);
            client.say("MAIL FROM:<app@example.org>").expect("250");
            assertThat(begun.get()).isSameAs(session);
            client.say("RCPT TO:<full@example.org>").expect("452");
            assertThat(refused.get()).isSameAs(session);
            client.say("RSET").expect("250").deliver("Subject: x\r\n");
            assertThat(delivered.get()).isSameAs(session);
            assertThat(session.transactionsBegun()).isEqualTo(2);
            assertThat(session.transactionsEnded()).isEqualTo(2);
        }
    }

    @Test
    void tellsWhichSessionsWereThereInstead() throws Exception {
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
                                Expected a session that has helo other and has user app and is encrypted and ended with tls failed and was refused RCPT* and has delivered a message within 0 s, but none of 1 is so.
                                These came and do not match:
                                  CLIENT, EHLO client.example.org: delivered nothing, ended with QUIT
                                      has helo other: was client.example.org
                                      has user app: has none
                                      is encrypted: was not
                                      ended with tls failed: ended with quit
                                      … and 2 more conditions
                                      refused: VRFY -> 501 5.5.4 VRFY needs a user name or an address"""));
    }

    @Test
    void tellsListenersOnlyOfItsBeginItsRefusalsAndItsEnd() throws Exception {
        List<String> heard = new CopyOnWriteArrayList<>();
        server.store().addListener(new StoreListener() {
            @Override
            public void added(CapturedMessage message) {
                heard.add("message");
            }

            @Override
            public void removed(CapturedMessage message) {
                heard.add("removal");
            }

            @Override
            public void changed(SmtpSession session) {
                heard.add(session.rejectedCommands().size() + " refused, "
                        + session.end().map(SessionEnd::name).orElse("open"));
            }
        });
        try (SmtpClient client = SmtpClient.greeted(server)) {
            client.say("NONSENSE").expect("500").deliver("Subject: x\r\n");
            client.say("QUIT").expect("221");
        }

        assertThat(heard).containsExactly("0 refused, open", "1 refused, open", "message", "1 refused, QUIT");
    }

    @Test
    void choosesBySeveralConditions() throws Exception {
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
                            "has delivered nothing: delivered 1",
                            "has ended: is still open",
                            "was refused RCPT*: was refused nothing",
                            "is nice: was not so");
        }
    }

    @Test
    void saysWhenNobodyHasConnected() {
        assertThatExceptionOfType(AwaitFailedError.class)
                .isThrownBy(() -> inbox.withTimeout(Duration.ZERO).awaitSession())
                .withMessage("""
                        Expected a session that has ended within 0 s, but there was none.
                        No client has connected since. Does the application use host and port of this server?""");
    }

    @Test
    void looksOnlyAtWhatIsAfterTheMark() throws Exception {
        try (SmtpClient client = SmtpClient.greeted(server)) {
            Inbox later = inbox.sinceNow();
            client.say("QUIT").expect("221");
            inbox.awaitSession();

            assertThat(later.sessions()).as("to leave is no news").isEmpty();
            assertThat(inbox.sessions()).hasSize(1);
        }
    }

    @Test
    void showsSessionsThatMayConcernAView() throws Exception {
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
                    .as("one has delivered nothing else")
                    .singleElement()
                    .matches(session -> session.messageIds().isEmpty());
            assertThat(inbox.helo("client.example.org")
                            .awaitSession(SessionQuery.any().delivered())
                            .messageIds())
                    .hasSize(1);
        }
    }
}
