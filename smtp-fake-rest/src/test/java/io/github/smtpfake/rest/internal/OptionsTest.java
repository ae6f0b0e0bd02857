package io.github.smtpfake.rest.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.config.Limits;
import io.github.smtpfake.config.LimitsBuilder;
import io.github.smtpfake.config.TlsMode;
import io.github.smtpfake.internal.text.LoopbackAddress;
import io.github.smtpfake.rest.internal.cli.UsageException;
import io.github.smtpfake.rest.internal.text.TlsModes;
import io.github.smtpfake.testing.Program;
import io.github.smtpfake.testing.SmtpClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OptionsTest {

    @ParameterizedTest
    @EnumSource(TlsMode.class)
    void readsEachTlsMode(TlsMode mode) throws Exception {
        String text = TlsModes.text(mode);

        assertThat(options("--tls", text).smtp().build().tlsMode()).isEqualTo(mode);
        assertThat(options("--tls", text.toUpperCase(Locale.ROOT))
                        .smtp()
                        .build()
                        .tlsMode())
                .isEqualTo(mode);
    }

    @Test
    void listensOnLoopbackAndTheDefaultPortsByDefault() throws Exception {
        Options options = options();

        assertThat(options.smtpAddress()).isEqualTo(LoopbackAddress.get());
        assertThat(options.httpAddress()).isEqualTo(LoopbackAddress.get());
        assertThat(options.smtp().build().port()).isEqualTo(1025);
        assertThat(options.smtp().build().limits()).isEqualTo(Limits.defaults());
        assertThat(options.hasSmtps()).isFalse();
        assertThat(options.httpPort()).isEqualTo(8025);
        assertThat(options.httpTls()).isFalse();
        assertThat(options.rules()).isEmpty();
    }

    @Test
    void readsAddressAndPorts() throws Exception {
        Options options =
                options("--smtp-port=2525", "--http-port=65535", "--host=0.0.0.0", "--smtps-port=465", "--http-tls");

        assertThat(options.smtpAddress().isAnyLocalAddress()).isTrue();
        assertThat(options.httpAddress().isAnyLocalAddress()).isTrue();
        assertThat(options.smtp().build().port()).isEqualTo(2525);
        assertThat(options.smtp().build().smtpsPort()).isEqualTo(465);
        assertThat(options.smtp().build().tlsMode()).isEqualTo(TlsMode.OFF);
        assertThat(options.hasSmtps()).isTrue();
        assertThat(options.httpPort()).isEqualTo(65_535);
        assertThat(options.httpTls()).isTrue();
    }

    @Test
    void listensOnAllAddressesOfBothVersions() throws Exception {
        Options options = options("--smtp-host=::", "--http-host=[::]", "--smtp-port=0");

        assertThat(options.smtpAddress().getHostAddress()).isEqualTo("0.0.0.0");
        assertThat(options.httpAddress().getHostAddress()).isEqualTo("0.0.0.0");
        assumeTrue(hasIpv6(), "This machine has no IPv6");
        try (SmtpFakeServer server = options.smtp().start();
                SmtpClient client = SmtpClient.connect("::1", server.port())) {
            client.expect("220");
        }
    }

    private static boolean hasIpv6() throws Exception {
        byte[] loopback = new byte[16];
        loopback[15] = 1;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByAddress(loopback))) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void readsWebRootAndLabel() throws Exception {
        assertThat(options("--web-root=a//b/").guard().webRoot()).hasToString("/a/b/");
        assertThat(options().guard().webRoot()).hasToString("/");
        assertThat(options("--label", " Team A ").label()).isEqualTo("Team A");
        assertThat(options().label()).isEmpty();
    }

    @Test
    void readsTwoAddresses() throws Exception {
        Options both = options("--smtp-host=127.0.0.2", "--http-host=127.0.0.3");
        assertThat(both.smtpAddress().getHostAddress()).isEqualTo("127.0.0.2");
        assertThat(both.httpAddress().getHostAddress()).isEqualTo("127.0.0.3");

        Options one = options("--host=0.0.0.0", "--http-host=127.0.0.1");
        assertThat(one.smtpAddress().isAnyLocalAddress()).isTrue();
        assertThat(one.httpAddress().isLoopbackAddress()).isTrue();

        assertThatThrownBy(() -> options("--http-host="))
                .isInstanceOf(UsageException.class)
                .hasMessage("--http-host must be an address of this machine such as 127.0.0.1 or 0.0.0.0, not \"\"");
    }

    @Test
    void namesTheAddressOfHttpInTheCertificate() throws Exception {
        String[] given = {"--smtp-port=0", "--smtps-port=0", "--http-host=127.0.0.3", "--certificate-host=mail.test"};
        try (SmtpFakeServer smtp = options(given).smtp().start();
                SSLSocket socket = (SSLSocket)
                        smtp.tlsTrust().sslContext().getSocketFactory().createSocket(smtp.host(), smtp.smtpsPort())) {
            X509Certificate certificate = (X509Certificate) socket.getSession().getPeerCertificates()[0];
            assertThat(certificate.getSubjectAlternativeNames())
                    .extracting(name -> (Object) name.get(1))
                    .contains("127.0.0.1", "127.0.0.3", "mail.test");
        }
    }

    @Test
    void acceptsWhatOtherServersAccept() throws Exception {
        try (SmtpFakeServer smtp = options(
                                "--smtp-port=0",
                                "--allow-unbracketed-paths",
                                "--allow-unknown-parameters",
                                "--allow-unpadded-base64")
                        .smtp()
                        .start();
                SmtpClient client = SmtpClient.connect(smtp.port())) {
            client.expect("220");
            client.command("EHLO client.test", "250");
            client.command("AUTH PLAIN AGJvYgBmaXZlcw", "235");
            client.command("MAIL FROM:a@example.org XTEST=1", "250");
            client.command("RCPT TO:b@example.org XTEST", "250");
        }
    }

    @Test
    void readsEveryLimit() throws Exception {
        Options options = options(
                "--max-message-size=1MiB",
                "--max-command-line=1000",
                "--max-auth-line=2kB",
                "--max-envelope-size=3MiB",
                "--max-recipients=3",
                "--max-connections=4",
                "--max-bad-commands=5",
                "--max-messages=6",
                "--max-store-size=64MiB",
                "--max-age=14d",
                "--max-sessions=7",
                "--max-session-log-size=8MiB",
                "--max-transcript-lines=8",
                "--max-mime-depth=9",
                "--max-mime-parts=10",
                "--max-header-fields=11",
                "--max-examined-text=12",
                "--idle-timeout=90s",
                "--command-timeout=9s",
                "--data-timeout=1h",
                "--handshake-timeout=10s",
                "--write-timeout=11s",
                "--stop-timeout=0s");

        assertThat(options.smtp().build().limits())
                .isEqualTo(Limits.builder()
                        .messageSize(1 << 20)
                        .commandLine(1000)
                        .authLine(2000)
                        .envelopeSize(3 << 20)
                        .recipients(3)
                        .connections(4)
                        .badCommands(5)
                        .storedMessages(6)
                        .storedBytes(64 << 20)
                        .storedAge(Duration.ofDays(14))
                        .storedSessions(7)
                        .storedSessionBytes(8 << 20)
                        .transcriptLines(8)
                        .mimeDepth(9)
                        .mimeParts(10)
                        .headerFields(11)
                        .examinedText(12)
                        .idleTimeout(Duration.ofSeconds(90))
                        .commandTimeout(Duration.ofSeconds(9))
                        .dataTimeout(Duration.ofHours(1))
                        .handshakeTimeout(Duration.ofSeconds(10))
                        .writeTimeout(Duration.ofSeconds(11))
                        .stopTimeout(Duration.ZERO)
                        .build());
    }

    @Test
    void hasAnOptionForEveryLimit() {
        assertThat(Stream.of(Option.values()).filter(option -> option.group() == Option.Group.LIMITS))
                .hasSameSizeAs(Stream.of(LimitsBuilder.class.getMethods())
                        .filter(method -> method.getReturnType() == LimitsBuilder.class)
                        .toList());
    }

    @Test
    void describesTheActualDefaultsOfTheLimits() throws Exception {
        for (Option option : Option.values()) {
            boolean dependsOnHeap = option == Option.MAX_STORE_SIZE || option == Option.MAX_SESSION_LOG_SIZE;
            if (option.group() == Option.Group.LIMITS && !dependsOnHeap) {
                String byDefault = option.description().replaceFirst(", .*", "");
                assertThat(options(option.flag() + "=" + byDefault)
                                .smtp()
                                .build()
                                .limits())
                        .as(option.flag())
                        .isEqualTo(Limits.defaults());
            }
        }
    }

    @Test
    void doesNotOfferDisabledExtensions() throws Exception {
        try (SmtpFakeServer smtp = options(
                                "--smtp-port=0", "--disable=8bitmime", "--disable=DSN", "--host-name=mx.test")
                        .smtp()
                        .start();
                SmtpClient client = SmtpClient.connect(smtp.port())) {
            assertThat(client.reply()).startsWith("220 ").contains("mx.test");
            client.command("EHLO client.test", "250");
            client.command("MAIL FROM:<a@example.org> BODY=8BITMIME", "555");
        }
    }

    @Test
    void acceptsSessionsThatAreTypedByHand() throws Exception {
        try (SmtpFakeServer smtp = options("--smtp-port=0", "--allow-mail-before-ehlo", "--allow-bare-lf")
                        .smtp()
                        .start();
                SmtpClient client = SmtpClient.connect(smtp.port())) {
            client.expect("220");
            client.send("MAIL FROM:<a@example.org>\nRCPT TO:<b@example.org>\nDATA\nA: b\n\ntext\n.\nQUIT\n");
            client.expect("250");
            client.expect("250");
            client.expect("354");
            client.expect("250");
            client.expect("221");
            assertThat(smtp.inbox().messages())
                    .singleElement()
                    .satisfies(mail -> assertThat(mail.text()).hasValue("text\n"));
        }
    }

    @Test
    void discardsTheContentOfMessages() throws Exception {
        byte[] message = "Subject: Load\r\n\r\nHello\r\n".getBytes(UTF_8);
        for (boolean discard : new boolean[] {false, true}) {
            Map<String, String> environment = Map.of("SMTP_FAKE_DISCARD_CONTENT", Boolean.toString(discard));
            try (SmtpFakeServer smtp = Options.of(CommandLine.parse(new String[] {"--smtp-port=0"}, environment))
                    .smtp()
                    .start()) {
                SmtpClient.sendMessage(smtp.port(), "a@example.org", message, "b@example.org");

                assertThat(smtp.inbox().awaitOne().size()).isEqualTo(message.length);
                assertThat(smtp.inbox().awaitOne().raw()).hasSize(discard ? 17 : message.length);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "--require-auth, --disable=AUTH, --require-auth and --disable AUTH contradict each other; remove one of them",
        "--tls=starttls-required, --disable=starttls, --tls starttls-required and --disable STARTTLS contradict each other; remove one of them",
        "--strict, --allow-bare-lf, --strict and --allow-bare-lf contradict each other; remove one of them",
        "--strict, --allow-unbracketed-paths, --strict and --allow-unbracketed-paths contradict each other; remove one of them",
        "--strict, --allow-unknown-parameters, --strict and --allow-unknown-parameters contradict each other; remove one of them",
        "--strict, --allow-unpadded-base64, --strict and --allow-unpadded-base64 contradict each other; remove one of them",
        "--strict, --allow-mail-before-ehlo, --strict and --allow-mail-before-ehlo contradict each other; remove one of them",
    })
    void rejectsContradictions(String one, String other, String message) {
        assertThatThrownBy(() -> options(one, other))
                .isInstanceOf(UsageException.class)
                .hasMessage(message);
    }

    @Test
    void rejectsIncompleteAndMissingCertificateFiles(@TempDir Path folder) {
        assertThatThrownBy(() -> options("--tls-certificate=a.pem"))
                .isInstanceOf(UsageException.class)
                .hasMessage("Use either --tls-certificate with --tls-key, or --tls-keystore");
        assertThatThrownBy(() -> options("--tls-certificate=a.pem", "--tls-key=b.pem", "--tls-keystore=c.p12"))
                .isInstanceOf(UsageException.class)
                .hasMessage("Use either --tls-certificate with --tls-key, or --tls-keystore");
        assertThatThrownBy(() -> options("--tls-keystore=" + folder.resolve("none.p12")))
                .isInstanceOf(UsageException.class)
                .hasMessage("--tls-keystore: Cannot read " + folder.resolve("none.p12") + ": no such file");
    }

    @Test
    void presentsTheCertificateOfAKeystore(@TempDir Path folder) throws Exception {
        Path keystore = folder.resolve("server.p12");
        Program.ofJdk("keytool")
                .run(
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=mx.test",
                        "-alias",
                        "mx",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "changeit",
                        "-keystore",
                        keystore.toString())
                .succeeded();

        SmtpFakeServer smtp = options("--tls-keystore=" + keystore, "--tls-keystore-password=changeit")
                .smtp()
                .build();

        assertThat(smtp.tlsTrust().authority().getSubjectX500Principal().getName())
                .isEqualTo("CN=mx.test");
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
                "--tls=maybe|--tls must be one of off, starttls, starttls-required, implicit, not \"maybe\"",
                "--user=secret|--user must be a name and a password, separated by a colon",
                "--user=:secret|--user must be a name and a password, separated by a colon",
                "--max-message-size=2GiB|--max-message-size must be from 1 to 1073741824 bytes, not \"2GiB\"",
                "--max-message-size=big|--max-message-size must be a size such as 1048576, 500kB or 32MiB, not \"big\"",
                "--max-messages=0|--max-messages must be a number from 1 to 2147483647, not \"0\"",
                "--max-store-size=0|--max-store-size must be from 1 to 9223372036854775807 bytes, not \"0\"",
                "--idle-timeout=5|--idle-timeout must be a duration such as 500ms, 10s, 2m, 1h or 7d, not \"5\"; add a unit, such as 5s",
                "--max-age=14|--max-age must be a duration such as 500ms, 10s, 2m, 1h or 7d, not \"14\"; add a unit, such as 14s",
                "--max-age=400d|--max-age must be at most 365d, not \"400d\"",
                "--idle-timeout=0s|--idle-timeout must be more than 0, not \"0s\"",
                "--disable=8BITMINE|--disable must be one of PIPELINING, SIZE, 8BITMIME, SMTPUTF8, ENHANCEDSTATUSCODES, DSN, CHUNKING, BINARYMIME, AUTH, STARTTLS, HELP, not \"8BITMINE\". Did you mean 8BITMIME?",
                "--host-name=my host|--host-name must consist of at most 255 printable ASCII characters without spaces, not \"my host\"",
                "--certificate-host=ä b|--certificate-host: certificateHosts must be host names in ASCII or IP addresses, not \"ä b\"",
                "--stop-timeout=now|--stop-timeout must be a duration such as 500ms, 10s, 2m, 1h or 7d, not \"now\"",
                "--log-level=loud|--log-level must be one of off, error, warning, info, debug, not \"loud\"",
                "--log-format=xml|--log-format must be one of text, json, not \"xml\"",
                "--http-user=secret|--http-user must be a name and a password, separated by a colon",
                "--http-token=a b|--http-token must consist of letters, digits and the characters -._~+/= (RFC 6750)",
                "--http-token=|--http-token must consist of letters, digits and the characters -._~+/= (RFC 6750)",
                "--cors-origin=*|--cors-origin must be an origin such as http://localhost:3000; * is not allowed, not \"*\"",
                "--cors-origin=http://a/|--cors-origin must be an origin such as http://localhost:3000; * is not allowed, not \"http://a/\"",
                "--cors-origin=null|--cors-origin must be an origin such as http://localhost:3000; * is not allowed, not \"null\"",
                "--web-root=a b|--web-root must be a path such as /mail, of at most 200 letters, digits and characters / . _ @ -, not \"a b\"",
                "--allowed-recipients=(a|--allowed-recipients must be a regular expression of Java (Unclosed group near index 2), not \"(a\"",
                "--label=a\tb|--label must consist of at most 100 characters, without control characters, not \"a\tb\"",
                "--allowed-host=http://a|--allowed-host must be a host name such as mail.example.org, without scheme, port and wildcard; IP addresses, names without a dot, and names that end in .localhost, .internal, .local or .test are always allowed, not \"http://a\"",
                "--allowed-host=*|--allowed-host must be a host name such as mail.example.org, without scheme, port and wildcard; IP addresses, names without a dot, and names that end in .localhost, .internal, .local or .test are always allowed, not \"*\"",
                "--allowed-host=*.example.org|--allowed-host must be a host name such as mail.example.org, without scheme, port and wildcard; IP addresses, names without a dot, and names that end in .localhost, .internal, .local or .test are always allowed, not \"*.example.org\"",
                "--allowed-host=a b|--allowed-host must be a host name such as mail.example.org, without scheme, port and wildcard; IP addresses, names without a dot, and names that end in .localhost, .internal, .local or .test are always allowed, not \"a b\"",
                "--allowed-host=a:80|--allowed-host must be a host name such as mail.example.org, without scheme, port and wildcard; IP addresses, names without a dot, and names that end in .localhost, .internal, .local or .test are always allowed, not \"a:80\"",
                "--allowed-host=a..b|--allowed-host must be a host name such as mail.example.org, without scheme, port and wildcard; IP addresses, names without a dot, and names that end in .localhost, .internal, .local or .test are always allowed, not \"a..b\"",
                "--allowed-host=[::1]|--allowed-host must be a host name such as mail.example.org, without scheme, port and wildcard; IP addresses, names without a dot, and names that end in .localhost, .internal, .local or .test are always allowed, not \"[::1]\"",
                "--allowed-host=ä.example|--allowed-host must be a host name such as mail.example.org, without scheme, port and wildcard; IP addresses, names without a dot, and names that end in .localhost, .internal, .local or .test are always allowed, not \"ä.example\"",
            })
    void namesTheOptionWithAnInvalidValue(String argument, String message) {
        assertThatThrownBy(() -> options(argument))
                .isInstanceOf(UsageException.class)
                .hasMessage(message);
    }

    @Test
    void namesTheVariableWithAnInvalidValue() {
        assertThatThrownBy(() -> Options.of(
                        CommandLine.parse(new String[0], Map.of("SMTP_FAKE_HTTP_PORT", "tcp://10.0.0.1:80"))))
                .isInstanceOf(UsageException.class)
                .hasMessage("SMTP_FAKE_HTTP_PORT must be a number from 0 to 65535, not \"tcp://10.0.0.1:80\"");
    }

    /** Reading it would never end. */
    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void readsNoDevice() {
        readsOnlyRegularFiles("/dev/zero", "it is not a regular file");
    }

    @ParameterizedTest
    @CsvSource({".., it is a directory", "missing, no such file"})
    void readsOnlyRegularFiles(String file, String reason) {
        for (String[] arguments : new String[][] {
            {"--tls-keystore", file}, {"--tls-certificate", file, "--tls-key", file}, {"--rules", file}
        }) {
            assertThatThrownBy(() -> options(arguments))
                    .isInstanceOf(UsageException.class)
                    .hasMessageStartingWith(arguments[0])
                    .hasMessageContaining(file)
                    .hasMessageEndingWith(reason);
        }
    }

    private static Options options(String... arguments) throws UsageException {
        return Options.of(CommandLine.parse(arguments, Map.of()));
    }
}
