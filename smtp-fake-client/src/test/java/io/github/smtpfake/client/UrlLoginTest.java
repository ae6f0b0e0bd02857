package io.github.smtpfake.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.rest.internal.http.AccessGuard;
import io.github.smtpfake.rest.internal.http.Authentication;
import io.github.smtpfake.store.StoreUnavailableException;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class UrlLoginTest {
    private static final AccessGuard GUARD = new AccessGuard(List.of())
            .requiring(Authentication.NONE.orToken("t0+ken").orUser("ada", "pa:s@s/w+örd"));

    private static URI withLogin(ServedServer server, String login) {
        return URI.create("http://" + login + "@127.0.0.1:" + server.httpPort());
    }

    @Test
    void logsInAsTheUrlSays() {
        try (ServedServer server = ServedServer.start(SmtpFakeServer.builder(), GUARD, 0);
                SmtpFakeClient byLogin = SmtpFakeClient.connect(withLogin(server, "ada:pa%3As%40s%2Fw+%C3%B6rd"));
                SmtpFakeClient byToken = SmtpFakeClient.connect(withLogin(server, "t0+ken"))) {
            assertThat(byLogin.inbox().messages()).isEmpty();
            assertThat(byToken.inbox().messages()).isEmpty();
            assertThat(byLogin).hasToString("smtp-fake at " + server.uri());
        }
    }

    @Test
    void prefersTheLoginOfTheBuilder() {
        try (ServedServer server = ServedServer.start(SmtpFakeServer.builder(), GUARD, 0);
                SmtpFakeClient client = SmtpFakeClient.builder(withLogin(server, "ada:wrong"))
                        .token("t0+ken")
                        .connect()) {
            assertThat(client.inbox().messages()).isEmpty();
            assertThatExceptionOfType(StoreUnavailableException.class)
                    .isThrownBy(() -> SmtpFakeClient.connect(withLogin(server, "ada:wr0ng")))
                    .withMessageContaining("requires a login")
                    .withMessageNotContaining("wr0ng");
        }
    }

    @Test
    void doesNotShowThePasswordOfAUrlThatItRejects() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SmtpFakeClient.builder(URI.create("http://ada:s3cret@localhost:8025?x=1")))
                .withMessage("uri must be a URL such as http://localhost:8025, without a query, but is"
                        + " http://…@localhost:8025?x=1");
    }
}
