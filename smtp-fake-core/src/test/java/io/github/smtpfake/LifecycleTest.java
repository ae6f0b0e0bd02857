package io.github.smtpfake;

import static io.github.smtpfake.rules.Rules.rcptTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.smtpfake.testing.SmtpClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LifecycleTest {

    @Test
    void listensOnLoopbackAndAFreePort() throws IOException {
        try (SmtpFakeServer server = SmtpFakeServer.startNew();
                SmtpClient client = SmtpClient.connect(server)) {
            client.expect("220");
            assertThat(server.isRunning()).isTrue();
            assertThat(InetAddress.getByName(server.host()).isLoopbackAddress()).isTrue();
            assertThat(server.port()).isBetween(1, 65_535);
            assertThat(server).hasToString("smtp-fake on " + server.host() + ":" + server.port());
        }
    }

    @Test
    void startsOnlyOnce() throws IOException {
        try (SmtpFakeServer server = SmtpFakeServer.startNew()) {
            int port = server.port();

            assertThat(server.start()).isSameAs(server);

            assertThat(server.port()).isEqualTo(port);
            try (SmtpClient client = SmtpClient.connect(server)) {
                client.expect("220");
            }
        }
    }

    @Test
    void doesNothingWhenAStoppedServerIsStopped() {
        SmtpFakeServer server = SmtpFakeServer.builder().build();
        server.stop();
        server.start();
        server.stop();
        server.stop();
        server.close();

        assertThat(server.isRunning()).isFalse();
    }

    @Test
    void knowsAFreePortOnlyOnceStarted() {
        SmtpFakeServer server = SmtpFakeServer.builder().build();

        assertThatIllegalStateException().isThrownBy(server::port).withMessageContaining("call start() first");
        assertThatIllegalStateException().isThrownBy(server::mailProperties);
        assertThat(SmtpFakeServer.builder().port(2525).build().port()).isEqualTo(2525);
    }

    @Test
    void providesThePropertiesOfJakartaMail() {
        try (SmtpFakeServer server = SmtpFakeServer.startNew()) {
            assertThat(server.mailProperties())
                    .containsEntry("mail.transport.protocol", "smtp")
                    .containsEntry("mail.smtp.host", server.host())
                    .containsEntry("mail.smtp.port", Integer.toString(server.port()))
                    .containsEntry("mail.smtp.localhost", "localhost")
                    .containsKeys("mail.smtp.connectiontimeout", "mail.smtp.timeout");
        }
    }

    @Test
    void isAnEndpointToPointApplicationsAt() {
        try (SmtpFakeServer server = SmtpFakeServer.startNew()) {
            SmtpEndpoint endpoint = server;

            assertThat(endpoint.host()).isEqualTo("127.0.0.1");
            assertThat(endpoint.port()).isEqualTo(server.port());
            assertThat(endpoint.tlsTrust()).isEqualTo(server.tlsTrust());
            assertThat(endpoint.mailProperties())
                    .isEqualTo(server.mailProperties())
                    .doesNotContainKeys("mail.smtp.auth", "mail.smtp.ssl.socketFactory");
        }
    }

    @Test
    void clearsItsMessagesButNotItsRules() {
        try (SmtpFakeServer server = SmtpFakeServer.startNew()) {
            server.on(rcptTo("full@example.org")).reply(452, "4.2.2 mailbox full");
            SmtpClient.sendMessage(server, "ada@example.org", "Hello");
            server.inbox().awaitOne();

            server.clear();

            assertThat(server.inbox().messages()).isEmpty();
            assertThat(server.rules()).hasSize(1);
        }
    }

    @Test
    void listensOnAllAddresses() throws IOException {
        try (SmtpFakeServer server = SmtpFakeServer.builder().bind("0.0.0.0").start();
                SmtpClient client = SmtpClient.connect("127.0.0.1", server.port())) {
            client.expect("220");
            assertThat(InetAddress.getByName(server.host()).isLoopbackAddress()).isTrue();
        }
    }

    @Test
    void greetsWithItsHostName() throws IOException {
        try (SmtpFakeServer server =
                        SmtpFakeServer.builder().hostName("mail.example.org").start();
                SmtpClient client = SmtpClient.connect(server)) {
            assertThat(client.reply()).startsWith("220 mail.example.org ");
        }
    }

    @Test
    void rejectsAHostNameThatDoesNotFitIntoAReply() throws Exception {
        String longest = "h".repeat(255);
        try (SmtpFakeServer server = SmtpFakeServer.builder().hostName(longest).start();
                SmtpClient client = SmtpClient.connect(server)) {
            assertThat(client.replyLines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(511));
            assertThat(client.say("EHLO x").replyLines())
                    .allSatisfy(line -> assertThat(line).hasSizeLessThan(511));
            // The longest reply with the name, which a client that speaks HTTP receives.
            assertThat(client.say("GET / HTTP/1.1").replyLines())
                    .allSatisfy(line ->
                            assertThat(line).startsWith("421 4.7.0 " + longest).hasSizeLessThan(511));
        }

        assertThatIllegalArgumentException()
                .isThrownBy(() -> SmtpFakeServer.builder().hostName(longest + "h"))
                .withMessageContaining("hostName must be printable ASCII without spaces, of 1 to 255 characters");
    }

    @Test
    void rejectsAnAddressThatIsInvalidOrNotOfThisMachine() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SmtpFakeServer.builder().bind("256.0.0.1"))
                .withMessageContaining(
                        "address must be an IP address or a host name of this machine, not \"256.0.0.1\"");
        // TEST-NET-1, an address that no machine has.
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> SmtpFakeServer.builder().bind("192.0.2.1").start())
                .withMessageContaining("192.0.2.1");
    }

    @Test
    void runsBesideManyOtherServers() throws IOException {
        List<SmtpFakeServer> servers = new ArrayList<>();
        try {
            for (int i = 0; i < 100; i++) {
                servers.add(SmtpFakeServer.startNew());
            }
            assertThat(servers).extracting(SmtpFakeServer::port).doesNotHaveDuplicates();
            for (int i = 0; i < servers.size(); i++) {
                try (SmtpClient client = SmtpClient.greeted(servers.get(i))) {
                    client.deliver("to server " + i);
                }
            }
            for (int i = 0; i < servers.size(); i++) {
                assertThat(servers.get(i).inbox().awaitOne().text()).contains("to server " + i + "\n");
            }
        } finally {
            servers.forEach(SmtpFakeServer::stop);
        }
    }
}
