package io.github.smtpfake;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LifecycleTest {

    @Test
    void listensOnLoopbackAndAFreePortAtOnce() throws IOException {
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
    void stopsWithoutAnErrorWhenItIsStopped() {
        SmtpFakeServer server = SmtpFakeServer.builder().build();
        server.stop();
        server.start();
        server.stop();
        server.stop();
        server.close();

        assertThat(server.isRunning()).isFalse();
    }

    @Test
    void hasNoPortBeforeItsStartUnlessToldOne() {
        SmtpFakeServer server = SmtpFakeServer.builder().build();

        assertThatIllegalStateException().isThrownBy(server::port).withMessageContaining("ensureStarted()");
        assertThatIllegalStateException().isThrownBy(server::mailProperties);
        assertThat(SmtpFakeServer.builder().port(2525).build().port()).isEqualTo(2525);
    }

    @Test
    void tellsJakartaMailWhereItIs() {
        try (SmtpFakeServer server = SmtpFakeServer.startNew()) {
            assertThat(server.mailProperties())
                    .containsEntry("mail.transport.protocol", "smtp")
                    .containsEntry("mail.smtp.host", server.host())
                    .containsEntry("mail.smtp.port", Integer.toString(server.port()))
                    .containsKeys("mail.smtp.connectiontimeout", "mail.smtp.timeout");
        }
    }

    @Test
    void listensOnAllAddressesWhenAsked() throws IOException {
        try (SmtpFakeServer server = SmtpFakeServer.builder().bind("0.0.0.0").start();
                SmtpClient client = SmtpClient.connect("127.0.0.1", server.port())) {
            client.expect("220");
            assertThat(InetAddress.getByName(server.host()).isLoopbackAddress()).isTrue();
        }
    }

    @Test
    void greetsWithTheNameThatItIsGiven() throws IOException {
        try (SmtpFakeServer server =
                        SmtpFakeServer.builder().hostName("mail.example.org").start();
                SmtpClient client = SmtpClient.connect(server)) {
            assertThat(client.reply()).startsWith("220 mail.example.org ");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65_536, Integer.MIN_VALUE})
    void refusesAPortThatIsNone(int port) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SmtpFakeServer.builder().port(port))
                .withMessage("port must be between 0 and 65535, not " + port);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\r\nb", "ü"})
    void refusesAHostNameThatWouldBreakTheGreeting(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SmtpFakeServer.builder().hostName(name))
                .withMessageContaining("hostName must be printable ASCII");
    }

    @Test
    void refusesAHostNameThatALineOfAReplyHasNoRoomFor() throws Exception {
        String longest = "h".repeat(255);
        try (SmtpFakeServer server = SmtpFakeServer.builder().hostName(longest).start();
                SmtpClient client = SmtpClient.connect(server)) {
            assertThat(client.replyLines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(511));
            assertThat(client.say("EHLO x").replyLines())
                    .allSatisfy(line -> assertThat(line).hasSizeLessThan(511));
            // The longest that has the name: told to whoever speaks HTTP, or sends commands behind STARTTLS.
            assertThat(client.say("GET / HTTP/1.1").replyLines())
                    .allSatisfy(line ->
                            assertThat(line).startsWith("421 4.7.0 " + longest).hasSizeLessThan(511));
        }

        assertThatIllegalArgumentException()
                .isThrownBy(() -> SmtpFakeServer.builder().hostName(longest + "h"))
                .withMessageContaining("of at most 255 characters");
    }

    @Test
    void refusesToBindToWhatIsNoAddress() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SmtpFakeServer.builder().bind("256.0.0.1"))
                .withMessageContaining("bind needs an address of this machine, not \"256.0.0.1\"");
        // TEST-NET-1, which no machine has.
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> SmtpFakeServer.builder().bind("192.0.2.1").start())
                .withMessageContaining("192.0.2.1");
    }

    @Test
    void runsBesideManyOthers() throws IOException {
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
