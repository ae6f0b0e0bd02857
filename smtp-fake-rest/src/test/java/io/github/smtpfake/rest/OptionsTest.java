package io.github.smtpfake.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.config.StartTls;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {

    @Test
    void listensOnLoopbackAndTheUsualPortsUnlessToldOtherwise() throws Exception {
        Options options = options();

        assertThat(options.address()).isEqualTo(InetAddress.getLoopbackAddress());
        assertThat(options.smtpPort()).isEqualTo(1025);
        assertThat(options.httpPort()).isEqualTo(8025);
        assertThat(options.limits()).isEqualTo(Limits.defaults());
        assertThat(options.httpTls()).isFalse();
        assertThat(options.rules()).isEmpty();
        assertThat(options.smtpsPort()).isNull();
        assertThat(options.startTls()).isEqualTo(StartTls.OFF);
        assertThat(options.users().acceptAny()).isTrue();
        assertThat(options.authRequired()).isFalse();
        assertThat(options.strict()).isFalse();
    }

    @Test
    void takesEveryOption() throws Exception {
        Options options = options(
                "--smtp-port=0",
                "--http-port=65535",
                "--host=0.0.0.0",
                "--smtps-port=465",
                "--starttls=required",
                "--user=ada:pass:word",
                "--user=bob:secret",
                "--auth-required",
                "--strict",
                "--max-message-size=1MiB",
                "--max-messages=10",
                "--max-store-size=64MiB",
                "--idle-timeout=90s",
                "--allowed-host=mail.example.org",
                "--http-user=ada:secret",
                "--http-token=t0ken",
                "--http-tls",
                "--cors-origin=http://localhost:3000");

        assertThat(options.smtpPort()).isZero();
        assertThat(options.httpPort()).isEqualTo(65_535);
        assertThat(options.address().isAnyLocalAddress()).isTrue();
        assertThat(options.smtpsPort()).isEqualTo(465);
        assertThat(options.startTls()).isEqualTo(StartTls.REQUIRED);
        assertThat(options.users().password("ada")).hasValue("pass:word");
        assertThat(options.users().password("bob")).hasValue("secret");
        assertThat(options.authRequired()).isTrue();
        assertThat(options.strict()).isTrue();
        assertThat(options.limits().messageSize()).isEqualTo(1 << 20);
        assertThat(options.limits().storedMessages()).isEqualTo(10);
        assertThat(options.limits().storedBytes()).isEqualTo(64 << 20);
        assertThat(options.limits().idleTimeout()).isEqualTo(Duration.ofSeconds(90));
        assertThat(options.httpTls()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--smtp-port=65536|--smtp-port must be a number from 0 to 65535, not \"65536\"",
                "--http-port=http|--http-port must be a number from 0 to 65535, not \"http\"",
                "--host=no host|--host must be an address of this machine such as 127.0.0.1 or 0.0.0.0, not \"no host\"",
                "--host=|--host must be an address of this machine such as 127.0.0.1 or 0.0.0.0, not \"\"",
                "--smtps-port=-1|--smtps-port must be a number from 0 to 65535, not \"-1\"",
                "--starttls=maybe|--starttls must be off, offered or required, not \"maybe\"",
                "--user=secret|--user must be a name and a password with a colon between",
                "--user=:secret|--user must be a name and a password with a colon between",
                "--max-message-size=2GiB|--max-message-size must be from 1 to 1073741824 octets, not \"2GiB\"",
                "--max-message-size=big|--max-message-size must be a size such as 1048576, 500kB or 32MiB, not \"big\"",
                "--max-messages=0|--max-messages must be a number from 1 to 2147483647, not \"0\"",
                "--max-store-size=0|--max-store-size must be from 1 to 9223372036854775807 octets, not \"0\"",
                "--idle-timeout=5|--idle-timeout must be a duration such as 500ms, 10s, 2m or 1h, not \"5\"",
                "--idle-timeout=0s|--idle-timeout must be more than 0, not \"0s\"",
                "--http-user=secret|--http-user must be a name and a password with a colon between",
                "--http-token=a b|--http-token must be letters, digits and -._~+/=, as RFC 6750 has it",
                "--http-token=|--http-token must be letters, digits and -._~+/=, as RFC 6750 has it",
                "--cors-origin=*|--cors-origin must be an origin such as http://localhost:3000, never *, not \"*\"",
                "--cors-origin=http://a/|--cors-origin must be an origin such as http://localhost:3000, never *, not"
                        + " \"http://a/\"",
                "--cors-origin=null|--cors-origin must be an origin such as http://localhost:3000, never *, not \"null\"",
                "--allowed-host=http://a|--allowed-host must be a host name without scheme and port, not \"http://a\"",
            })
    void namesTheOptionWhoseValueIsWrong(String argument, String message) {
        assertThatThrownBy(() -> options(argument))
                .isInstanceOf(UsageException.class)
                .hasMessage(message);
    }

    @Test
    void namesTheVariableWhoseValueIsWrong() {
        assertThatThrownBy(() -> Options.of(
                        CommandLine.parse(new String[0], Map.of("SMTP_FAKE_HTTP_PORT", "tcp://10.0.0.1:80"))))
                .isInstanceOf(UsageException.class)
                .hasMessage("SMTP_FAKE_HTTP_PORT must be a number from 0 to 65535, not \"tcp://10.0.0.1:80\"");
    }

    private static Options options(String... arguments) throws UsageException {
        return Options.of(CommandLine.parse(arguments, Map.of()));
    }
}
