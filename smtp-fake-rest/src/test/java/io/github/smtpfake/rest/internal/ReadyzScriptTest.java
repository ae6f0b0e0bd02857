package io.github.smtpfake.rest.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.rest.internal.cli.UsageException;
import io.github.smtpfake.testing.TimeLimit;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests the health check of the image with the shell of this machine and made-up arguments of process 1. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class ReadyzScriptTest {
    private static final Path SCRIPT = Path.of("src", "main", "docker", "readyz.sh");

    @TempDir
    private Path folder;

    static List<Arguments> configurations() {
        return List.of(
                row("http://127.0.0.1:8025", Map.of()),
                row("http://127.0.0.1:9025", Map.of("MP_UI_BIND_ADDR", "0.0.0.0:9025")),
                row("http://127.0.0.1:9025", Map.of(), "-vl", ":9025"),
                row("http://127.0.0.1:9025", Map.of(), "-vl:9025"),
                row("http://127.0.0.1:9025", Map.of(), "-qvl=:9025"),
                row("http://127.0.0.1:8025", Map.of(), "-m5", "-tl:9025"),
                row("http://127.0.0.1:8025", Map.of(), "-v=false", "--label", "-l:9025"),
                row("http://127.0.0.1:9025", Map.of(), "--strict", "-l", ":9025"),
                row("http://127.0.0.1:9025", Map.of(), "-l:7025", "--listen=:9025"),
                // Our option, Mailpit's flag, our variable, Mailpit's variable.
                row("http://127.0.0.1:9025", Map.of(), "--http-port", "9025", "--listen", "[::]:8025"),
                row("http://127.0.0.1:9025", Map.of("SMTP_FAKE_HTTP_PORT", "8025"), "--listen", "[::]:9025"),
                row("http://127.0.0.1:9025", Map.of("SMTP_FAKE_HTTP_PORT", "9025", "MP_UI_BIND_ADDR", "[::]:8025")),
                row("http://127.0.0.1:8025", Map.of(), "--http-host", "127.0.0.1", "--listen", "10.0.0.1:8025"),
                row("http://10.0.0.1:8025", Map.of("SMTP_FAKE_HTTP_HOST", "10.0.0.2"), "--listen", "10.0.0.1:8025"),
                row("http://10.0.0.2:81", Map.of("SMTP_FAKE_HTTP_HOST", "10.0.0.2", "MP_UI_BIND_ADDR", "10.0.0.1:81")),
                row("http://127.0.0.1:81", Map.of("MP_UI_BIND_ADDR", "10.0.0.1:81")),
                row("http://10.0.0.1:81", Map.of("MP_UI_BIND_ADDR", "10.0.0.1:81", "SMTP_FAKE_HOST", "10.0.0.1")),
                row("http://10.0.0.3:81", Map.of(), "--host", "10.0.0.3", "-l", "10.0.0.1:81"),
                row("http://10.0.0.2:8025", Map.of("SMTP_FAKE_HTTP_HOST", "10.0.0.2"), "--host", "10.0.0.3"),
                row("http://127.0.0.1:80", Map.of("SMTP_FAKE_HTTP_HOST", "10.0.0.2"), "-l", ":80"),
                row("http://[::1]:8025", Map.of(), "--http-host=::1"),
                row("http://127.0.0.1:8025", Map.of("MP_UI_BIND_ADDR", "[::]:9025"), "--listen="),
                row("http://127.0.0.1:8025", Map.of("MP_UI_BIND_ADDR", "[::]:9025"), "--listen", ""),
                row("http://127.0.0.1:8025", Map.of("MP_UI_BIND_ADDR", " ")),
                row("https://127.0.0.1:8025", Map.of(), "--http-tls"),
                row("https://127.0.0.1:8025", Map.of("SMTP_FAKE_HTTP_TLS", "YES")),
                row("http://127.0.0.1:8025", Map.of("SMTP_FAKE_HTTP_TLS", "false")),
                row("https://127.0.0.1:8025", Map.of(), "--ui-tls-cert", "sans:localhost"),
                row("http://127.0.0.1:8025", Map.of(), "--ui-tls-cert="),
                row("http://127.0.0.1:8025", Map.of("MP_UI_TLS_CERT", "sans:localhost"), "--ui-tls-cert="),
                row("https://127.0.0.1:8025", Map.of("MP_UI_TLS_CERT", "sans:a", "SMTP_FAKE_HTTP_TLS", "false")),
                row("https://127.0.0.1:8025", Map.of("MP_UI_TLS_CERT", "", "MP_UI_SSL_CERT", "sans:a")),
                row("http://127.0.0.1:8025/mail", Map.of(), "--webroot", "x/../mail"),
                row("http://127.0.0.1:8025/mail/box", Map.of("MP_WEBROOT", "../a/../..//mail/./box/")),
                row("http://127.0.0.1:8025", Map.of("MP_WEBROOT", "/a/..")),
                row("http://127.0.0.1:8025/a", Map.of("SMTP_FAKE_WEB_ROOT", "/b"), "--web-root=/a", "--webroot=/c"),
                row("http://127.0.0.1:8025/c", Map.of("SMTP_FAKE_WEB_ROOT", "/b"), "--webroot=/c"),
                row("http://127.0.0.1:8025/b", Map.of("SMTP_FAKE_WEB_ROOT", "/b", "MP_WEBROOT", "/d")),
                row("http://127.0.0.1:8025", Map.of("SMTP_FAKE_WEB_ROOT", "", "MP_WEBROOT", "/d")),
                row("http://127.0.0.1:8025", Map.of("MP_WEBROOT", "/d"), "--webroot="),
                row("http://127.0.0.1:8025", Map.of("listen_flag", ":1", "https_option", "true")),
                row("http://127.0.0.1:8025", Map.of("MP_TAG", "a\n--http-tls"), "--tag", "a b\n--http-port=1"));
    }

    private static Arguments row(String url, Map<String, String> variables, String... arguments) {
        return Arguments.of(url, variables, List.of(arguments));
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void findsTheServerByItsVariablesAndArguments(String url, Map<String, String> variables, List<String> arguments)
            throws Exception {
        Map<String, String> environment = new HashMap<>(Map.of("SMTP_FAKE_HOST", "0.0.0.0"));
        environment.putAll(variables);

        assertThat(run(environment, arguments, "url")).isEqualTo("0: " + url);
        assertThat(urlOfServer(environment, arguments)).as("the server itself").isEqualTo(url);
    }

    private static String urlOfServer(Map<String, String> environment, List<String> arguments) throws UsageException {
        Options options = Options.of(CommandLine.parse(arguments.toArray(new String[0]), environment));
        InetAddress address = options.httpAddress();
        String host = address.isAnyLocalAddress() ? "127.0.0.1" : address.getHostAddress();
        return (options.httpTls() ? "https://" : "http://")
                + (host.contains(":") ? "[::1]" : host)
                + ":" + options.httpPort()
                + options.guard().webRoot().prefix();
    }

    /** Nothing in a value is a command: the server rejects such values, so that only the URL would be wrong. */
    @Test
    void runsNoCommandInAValue() throws Exception {
        Path proof = folder.resolve("proof");
        String text = "';touch " + proof + ";'\"$(touch " + proof + ")`touch " + proof + "`\\n *";

        String found = run(
                Map.of("MP_WEBROOT", text, "SMTP_FAKE_HTTP_PORT", text, "SMTP_FAKE_HTTP_TLS", text),
                List.of("--http-host", text, "-l" + text, "--unknown=" + text, text),
                "url");

        assertThat(found).startsWith("0: http://" + text + ":" + text + "/").endsWith("\\n *");
        assertThat(run(Map.of(), List.of(), "readyz", "--timeout", text))
                .isEqualTo("2: mailpit readyz: --timeout must be a duration such as 30s or 1m30s, not " + text);
        assertThat(proof).doesNotExist();
    }

    @Test
    void rejectsInvalidUsage() throws Exception {
        assertThat(run(Map.of(), List.of())).startsWith("2: Usage: mailpit readyz ");
        assertThat(run(Map.of(), List.of(), "readyz", "--prot")).isEqualTo("2: mailpit readyz: unknown option --prot");
        assertThat(run(Map.of(), List.of(), "readyz", "-l"))
                .isEqualTo("2: mailpit readyz: the option -l needs a value");
        assertThat(run(Map.of(), List.of(), "readyz", "--timeout=30"))
                .isEqualTo("2: mailpit readyz: --timeout must be a duration such as 30s or 1m30s, not 30");
    }

    @Test
    void prefersItsOwnOptions() throws Exception {
        assertThat(run(
                        Map.of("MP_WEBROOT", "/a"),
                        List.of("--http-port=1", "--http-tls"),
                        "url",
                        "-l[::1]:2",
                        "--webroot=b",
                        "--https=false"))
                .isEqualTo("0: http://[::1]:2/b");
    }

    /** The argument after any other option is its value. */
    @Test
    void knowsAllOptionsWithoutAValue() throws Exception {
        Set<String> expected = new TreeSet<>();
        for (Option option : Option.values()) {
            if (!option.requiresValue()) {
                expected.add(option.flag());
            }
        }
        for (MailpitSetting setting : MailpitSetting.values()) {
            if (setting.isSwitch()) {
                expected.addAll(setting.flags());
            }
        }
        expected.removeIf(flag -> !flag.startsWith("--"));

        Set<String> known = Pattern.compile("(?m)^    (--[a-z0-9-]+( \\| --[a-z0-9-]+)*)\\) (;;|https_option=true ;;)$")
                .matcher(between(Files.readString(SCRIPT), "read_arguments_of_server() {", "\n}\n"))
                .results()
                .map(MatchResult::group)
                .flatMap(line -> Pattern.compile("--[a-z0-9-]+").matcher(line).results())
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(known).isEqualTo(expected);
    }

    private static String between(String text, String start, String end) {
        int from = text.indexOf(start);
        return text.substring(from, text.indexOf(end, from));
    }

    /** Runs the script, and returns its exit code and output. */
    private String run(Map<String, String> variables, List<String> server, String... arguments)
            throws IOException, InterruptedException {
        Path commandLine = folder.resolve("cmdline");
        Files.writeString(
                commandLine,
                "/opt/jre/bin/java\0@/opt/smtp-fake/java.options\0-XX:AOTCache=/opt/smtp-fake.aot\0-jar\0smtp-fake.jar\0"
                        + server.stream().map(argument -> argument + "\0").collect(Collectors.joining()));
        Path script = Files.writeString(
                folder.resolve("readyz.sh"),
                Files.readString(SCRIPT).replace("/proc/1/cmdline", "'" + commandLine + "'"));
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", script.toString()).redirectErrorStream(true);
        builder.command().addAll(List.of(arguments));
        builder.environment().keySet().removeIf(name -> name.startsWith("SMTP_FAKE_") || name.startsWith("MP_"));
        builder.environment().putAll(variables);
        Process process = TimeLimit.limit(builder.start());
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue() + ": " + output.strip();
    }
}
