package io.github.smtpfake.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.store.Snapshot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionDescriptionTest {
    private final Snapshot connected = Snapshot.of("id");

    @Test
    void showsAClientThatOnlyConnected() {
        assertThat(connected.describe()).isEqualTo("127.0.0.1:54321, no EHLO: delivered nothing, is still open");
    }

    @Test
    void showsEverythingThatIsKnownOfTheClient() {
        Snapshot session = connected
                .withInfo(connected
                        .info()
                        .withTls(new TlsInfo("TLSv1.3", "TLS_AES_256_GCM_SHA384"))
                        .withHelo("app.example.org")
                        .withAuthentication(new Authentication("ada", "PLAIN")))
                .withMessageIds("1", "2")
                .ended(SessionEnd.QUIT);

        assertThat(session.describe())
                .isEqualTo("127.0.0.1:54321, EHLO app.example.org, user ada, TLSv1.3:"
                        + " delivered 2 messages, ended with QUIT");
    }

    @Test
    void escapesControlCharacters() {
        Snapshot session = connected.withInfo(
                connected.info().withHelo("a\u001b[31m\n").withAuthentication(new Authentication("b\r\n", "PLAIN")));

        assertThat(session.describe()).contains("EHLO a\\u001b[31m\\u000a, user b\\u000d\\u000a:");
    }

    @ParameterizedTest
    @CsvSource({
        "QUIT, ended with QUIT",
        "DISCONNECTED, disconnected without QUIT",
        "TIMEOUT, timed out",
        "REJECTED, was rejected by the server",
        "DISPLACED, was closed to make room for another client",
        "ABORTED_BY_RULE, was aborted by a rule",
        "TLS_FAILED, ended because TLS failed",
        "STOPPED, ended because the server stopped"
    })
    void saysHowTheSessionEnded(SessionEnd end, String text) {
        assertThat(connected.withMessageIds("1").ended(end).describe()).endsWith(": delivered 1 message, " + text);
    }
}
