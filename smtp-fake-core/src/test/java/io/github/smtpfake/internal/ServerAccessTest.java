package io.github.smtpfake.internal;

import static io.github.smtpfake.rules.Rules.quit;
import static io.github.smtpfake.rules.Rules.rcptTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.inbox.MailSource;
import io.github.smtpfake.internal.delivery.ContentCache;
import io.github.smtpfake.message.MessageQueries;
import io.github.smtpfake.message.MessageQuery;
import io.github.smtpfake.rules.Rule;
import io.github.smtpfake.rules.RuleDefinition;
import io.github.smtpfake.store.MessageStore;
import io.github.smtpfake.store.Stored;
import io.github.smtpfake.testing.SmtpClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;

class ServerAccessTest {
    private final SmtpFakeServer server = SmtpFakeServer.builder().build();

    @Test
    void endsTheRulesOfOneServerObject() {
        Rule outer = server.on(quit()).disconnect();
        SmtpFakeServer inner = ServerAccess.withInnerRules(server, definition -> {});
        inner.on(quit()).disconnect();

        ServerAccess.endRules(inner);

        assertThat(inner.rules()).isEmpty();
        assertThat(server.rules()).containsExactly(outer);
        assertThatIllegalStateException().isThrownBy(() -> inner.on(quit()).disconnect());
    }

    @Test
    void rejectsRulesThatTheAdmissionRejects() {
        SmtpFakeServer inner = ServerAccess.withInnerRules(server, definition -> {
            throw new IllegalArgumentException("not " + definition);
        });

        assertThatThrownBy(() -> inner.on(quit()).disconnect()).hasMessage("not quit() -> disconnect");
        assertThat(inner.rules()).isEmpty();
    }

    @Test
    void presentsTheCertificateOfTheServer() {
        assertThat(ServerAccess.sslContext(server)).isNotNull();
    }

    @Test
    void countsRejectedCommandsByReplyCodeEvenIfASessionHasNoRoomForThem() throws Exception {
        SmtpFakeServer full = server.start();
        full.on(rcptTo("full@example.org")).reply("452 4.2.2 mailbox full");
        try (full;
                SmtpClient client = SmtpClient.connect(full.port())) {
            client.expect("220").command("EHLO client.test", "250");
            client.command("MAIL FROM:<a@example.org>", "250");
            for (int i = 0; i < 150; i++) {
                client.command("RCPT TO:<full@example.org>", "452");
            }
            client.command("DATA", "503");
        }

        assertThat(Stored.sessions(server.store()).get(0).rejectedCommands()).hasSize(100);
        assertThat(ServerAccess.rejectedCommands(server)).containsExactly(Map.entry(452, 150L), Map.entry(503, 1L));
    }

    @Test
    void namesThePortThatTheServerCouldNotOpen() {
        try (SmtpFakeServer first = SmtpFakeServer.startNew()) {
            SmtpFakeServer second = SmtpFakeServer.builder().port(first.port()).build();

            assertThatThrownBy(second::start)
                    .isInstanceOfSatisfying(
                            UncheckedIOException.class,
                            failure -> assertThat(ServerAccess.unavailablePort(failure))
                                    .hasValue(first.port()));
        }
        assertThat(ServerAccess.unavailablePort(new UncheckedIOException(new IOException("other"))))
                .isEmpty();
    }

    @Test
    void namesTheIdentitiesOfAQuery() {
        assertThat(ServerAccess.identities(MessageQueries.recipient("Ada@example.org")
                        .user("app")
                        .helo("*")
                        .subjectContains("x")))
                .containsExactly("recipient ada@example.org", "user app");
        assertThat(ServerAccess.identities(MessageQuery.any().to("*@example.org")))
                .isEmpty();
    }

    @Test
    void isInstalledOnce() {
        assertThatIllegalStateException().isThrownBy(() -> ServerAccess.install(new OtherAccess()));
    }

    private static final class OtherAccess extends ServerAccess {

        @Override
        protected SmtpFakeServer newInnerScope(SmtpFakeServer server, Consumer<RuleDefinition> admission) {
            throw new AssertionError("An access that is not installed must not be used");
        }

        @Override
        protected SmtpFakeServer ownedBy(SmtpFakeServer server, InboxOwner owner) {
            throw new AssertionError("An access that is not installed must not be used");
        }

        @Override
        protected MailSource mailForOtherProcesses(SmtpFakeServer server) {
            throw new AssertionError("An access that is not installed must not be used");
        }

        @Override
        protected RemoteMail ofRemoteServer(MessageStore store, String address) {
            throw new AssertionError("An access that is not installed must not be used");
        }

        @Override
        protected void setHttpUri(SmtpFakeServer server, Optional<URI> uri) {
            throw new AssertionError("An access that is not installed must not be used");
        }

        @Override
        protected Optional<Integer> portOf(UncheckedIOException failure) {
            throw new AssertionError("An access that is not installed must not be used");
        }

        @Override
        protected void close(SmtpFakeServer server) {
            throw new AssertionError("An access that is not installed must not be used");
        }

        @Override
        protected Rule add(SmtpFakeServer server, RuleDefinition definition) {
            throw new AssertionError("An access that is not installed must not be used");
        }

        @Override
        protected SSLContext tls(SmtpFakeServer server) {
            throw new AssertionError("An access that is not installed must not be used");
        }

        @Override
        protected ContentCache sharedContents(SmtpFakeServer server) {
            throw new AssertionError("An access that is not installed must not be used");
        }

        @Override
        protected Map<Integer, Long> rejections(SmtpFakeServer server) {
            throw new AssertionError("An access that is not installed must not be used");
        }
    }
}
