package io.github.smtpfake.rest.internal.mailpit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.config.TlsMode;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StartLinesTest {
    private static final InetSocketAddress SMTP = new InetSocketAddress("0.0.0.0", 1025);
    private static final InetSocketAddress HTTP = new InetSocketAddress("0.0.0.0", 8025);

    /** The messages that Mailpit 1.33.1 logs without options, without time and level. */
    @Test
    void equalsTheLogOfMailpit() {
        assertThat(new StartLines(SMTP, TlsMode.OFF, HTTP, false, "/").texts())
                .containsExactly(
                        "[smtpd] starting on [::]:1025 (no encryption)",
                        "[http] starting on [::]:8025",
                        "[http] accessible via http://localhost:8025/");
    }

    @Test
    void equalsTheLogOfMailpitWithTlsAndAWebRoot() throws UnknownHostException {
        InetSocketAddress http = address("127.0.0.1", 8443);

        assertThat(new StartLines(SMTP, TlsMode.IMPLICIT, http, true, "/mail/").texts())
                .containsExactly(
                        "[smtpd] starting on [::]:1025 (SSL/TLS required)",
                        "[http] starting on 127.0.0.1:8443 (TLS)",
                        "[http] accessible via https://127.0.0.1:8443/mail/");
    }

    @ParameterizedTest
    @CsvSource({
        "OFF, no encryption",
        "STARTTLS, STARTTLS optional",
        "STARTTLS_REQUIRED, STARTTLS required",
        "IMPLICIT, SSL/TLS required"
    })
    void namesTheEncryptionAsMailpitDoes(TlsMode tls, String text) {
        assertThat(new StartLines(SMTP, tls, HTTP, false, "/").texts()).anyMatch(line -> line.endsWith(text + ")"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"::", "0.0.0.0"})
    void namesAllInterfacesAsMailpitDoes(String host) throws UnknownHostException {
        assertThat(new StartLines(SMTP, TlsMode.OFF, address(host, 80), false, "/").texts())
                .contains("[http] starting on [::]:80", "[http] accessible via http://localhost:80/");
    }

    @Test
    void bracketsAnAddressOfIpv6() throws UnknownHostException {
        InetSocketAddress http = address("::1", 8025);

        assertThat(new StartLines(SMTP, TlsMode.OFF, http, false, "/").texts())
                .contains("[http] starting on [0:0:0:0:0:0:0:1]:8025");
    }

    /** Each text, or regular expression for a whole line with its end, is copied from the source of the tool. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                // io.quarkiverse.mailpit:quarkus-mailpit-deployment 2.0.0, MailpitContainer
                ".*\\[http\\] accessible via.*\n",
                // testcontainers-python, testcontainers.mailpit
                ".*accessible via.*",
                // GenericContainer in applications with Spring Boot and Testcontainers for Java or Kotlin
                ".*accessible via.*8025.*",
                // wait.ForLog with Testcontainers for Go
                "(?s).*accessible via http://localhost:8025/.*",
                ".*\\[http\\] starting on.*",
                ".*\\[smtpd\\] starting on.*"
            })
    void matchesThePatternsThatToolsWaitFor(String pattern) {
        assertThat(new StartLines(SMTP, TlsMode.OFF, HTTP, false, "/").texts())
                .anyMatch(line -> (line + "\n").matches("(?s)" + pattern));
    }

    private static InetSocketAddress address(String host, int port) throws UnknownHostException {
        return new InetSocketAddress(InetAddress.getAllByName(host)[0], port);
    }
}
