package io.github.smtpfake.internal.smtp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.session.SessionEnd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpGuardTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1",
                "POST /x HTTP/1.0",
                "post / HTTP/1.1",
                "PUT / HTTP/1.1",
                "HEAD / HTTP/1.1",
                "DELETE / HTTP/1.1",
                "OPTIONS * HTTP/1.1",
                "PATCH / HTTP/1.1",
                "CONNECT example.org:443 HTTP/1.1",
                "Host: localhost:1025",
                "host:localhost"
            })
    void endsTheSessionBeforeTheBodyOfTheRequest(String line) {
        Dialogue dialogue = Dialogue.open();

        String replies = dialogue.say(
                line,
                "Host: x",
                "",
                "EHLO x",
                "MAIL FROM:<a@example.org>",
                "RCPT TO:<b@example.org>",
                "DATA",
                "x",
                ".");

        assertThat(replies).startsWith("421 4.7.0 ").hasLineCount(1);
        assertThat(dialogue.isClosed()).isTrue();
        assertThat(dialogue.messages()).isEmpty();
        assertThat(dialogue.recorded().end()).contains(SessionEnd.REJECTED);
        assertThat(dialogue.recorded().rejectedCommands())
                .singleElement()
                .satisfies(rejected -> assertThat(rejected.command()).isEqualTo(line));
    }

    @Test
    void recognizesARequestLongerThanACommand() {
        Dialogue dialogue = Dialogue.open();

        assertThat(dialogue.say("POST /" + "x".repeat(100_000) + " HTTP/1.0", "X: y", "", "EHLO x"))
                .startsWith("421 4.7.0 ")
                .hasLineCount(1);
        assertThat(dialogue.isClosed()).isTrue();
        assertThat(dialogue.recorded().transcript().get(0).line()).matches("POST /x+…");
    }

    @Test
    void ignoresHttpInMessages() {
        Dialogue dialogue = Dialogue.rcptGiven();

        assertThat(dialogue.say("DATA", "GET / HTTP/1.1", "Host: x", ".", "NOOP"))
                .contains("250 2.0.0 OK: queued");
        assertThat(dialogue.isClosed()).isFalse();
    }

    @Test
    void endsTheSessionAtATlsHandshake() {
        Dialogue dialogue = Dialogue.greeted();
        byte[] hello = {22, 3, 1, 0, 5, 1, 0, 0, 1, 10};

        assertThat(dialogue.send(hello))
                .isEqualTo("421 4.7.0 mail.example.org expects plain text on this port, not TLS");
        assertThat(dialogue.isClosed()).isTrue();
        assertThat(dialogue.recorded().end()).contains(SessionEnd.REJECTED);
        assertThat(dialogue.recorded().rejectedCommands())
                .singleElement()
                .satisfies(rejected -> assertThat(rejected.command()).isEqualTo("(TLS handshake)"));
    }

    @Test
    void recognizesATlsHandshakeInPlaceOfAnAuthResponse() {
        Dialogue dialogue = Dialogue.greeted().expect("334", "AUTH LOGIN");

        assertThat(dialogue.send(new byte[] {22, 3, 1})).startsWith("421 4.7.0 ");
        assertThat(dialogue.isClosed()).isTrue();
    }

    @Test
    void recognizesATlsHandshakeWithinTls() {
        assertThat(Dialogue.open().encrypt().send(new byte[] {22, 3, 1})).endsWith(" uses TLS already");
    }

    @Test
    void acceptsNoTlsHandshakeWithinALine() {
        assertThat(Dialogue.greeted().say("NOOP \u0016\u0003")).startsWith("250 ");
        assertThat(Dialogue.greeted().say("\u0016x")).startsWith("500 ");
    }
}
