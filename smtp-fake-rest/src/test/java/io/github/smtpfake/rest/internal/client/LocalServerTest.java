package io.github.smtpfake.rest.internal.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpfake.rest.internal.cli.UsageException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LocalServerTest {

    @Test
    void findsAServerWithoutSettings() throws Exception {
        assertThat(LocalServer.url(Map.of())).isEqualTo("http://127.0.0.1:8025");
        assertThat(LocalServer.url(Map.of("SMTP_FAKE_HTTP_PORT", "", "MP_UI_BIND_ADDR", " ")))
                .isEqualTo("http://127.0.0.1:8025");
    }

    @Test
    void findsAServerThatListensOnOneAddress() throws Exception {
        assertThat(LocalServer.url(Map.of("SMTP_FAKE_HOST", "10.0.0.5", "SMTP_FAKE_HTTP_PORT", "80")))
                .isEqualTo("http://10.0.0.5:80");
        assertThat(LocalServer.url(Map.of("SMTP_FAKE_HTTP_HOST", "::1", "SMTP_FAKE_HOST", "10.0.0.5")))
                .isEqualTo("http://[::1]:8025");
        assertThat(LocalServer.url(Map.of("MP_UI_BIND_ADDR", "10.0.0.6:81"))).isEqualTo("http://10.0.0.6:81");
        assertThat(LocalServer.url(Map.of("MP_UI_BIND_ADDR", "10.0.0.6:81", "SMTP_FAKE_HOST", "10.0.0.5")))
                .isEqualTo("http://10.0.0.5:81");
    }

    @Test
    void connectsToLoopbackIfAServerListensOnAllAddresses() throws Exception {
        for (String address : new String[] {"0.0.0.0:80", "[::]:80", ":80"}) {
            assertThat(LocalServer.url(Map.of("MP_UI_BIND_ADDR", address))).isEqualTo("http://127.0.0.1:80");
        }
        assertThat(LocalServer.url(Map.of("SMTP_FAKE_HOST", "::"))).isEqualTo("http://127.0.0.1:8025");
    }

    @Test
    void includesTheWebRootAndTls() throws Exception {
        assertThat(LocalServer.url(Map.of("MP_WEBROOT", "mail/", "MP_UI_TLS_CERT", "c.pem")))
                .isEqualTo("https://127.0.0.1:8025/mail");
        assertThat(LocalServer.url(Map.of("SMTP_FAKE_WEB_ROOT", "/a/b", "MP_WEBROOT", "/c", "SMTP_FAKE_HTTP_TLS", "1")))
                .isEqualTo("https://127.0.0.1:8025/a/b");
        assertThat(LocalServer.url(Map.of("MP_WEBROOT", "/"))).isEqualTo("http://127.0.0.1:8025");
    }

    @Test
    void prefersArguments() throws Exception {
        Map<String, String> environment =
                Map.of("SMTP_FAKE_HOST", "10.0.0.5", "MP_WEBROOT", "/c", "SMTP_FAKE_HTTP_PORT", "1");

        assertThat(LocalServer.url(environment, "[::1]:2", "/", true)).isEqualTo("https://[::1]:2");
    }

    @Test
    void namesTheSettingOfAnInvalidWebRoot() {
        assertThatThrownBy(() -> LocalServer.url(Map.of("MP_WEBROOT", "/a?b")))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("MP_WEBROOT must be a path such as /mail");
        assertThatThrownBy(() -> LocalServer.url(Map.of(), null, "/a b", false))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("--webroot must be a path such as /mail");
    }

    @Test
    void readsTheWebRootAsTheServerDoes() throws Exception {
        assertThat(LocalServer.url(Map.of("MP_WEBROOT", "a//./b/../c/"))).isEqualTo("http://127.0.0.1:8025/a/c");
    }
}
