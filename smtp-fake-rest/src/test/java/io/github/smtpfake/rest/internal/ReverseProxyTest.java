package io.github.smtpfake.rest.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.smtpfake.rest.internal.client.ClientCommand;
import io.github.smtpfake.rest.internal.http.WebRoot;
import io.github.smtpfake.rest.testing.EventClient;
import io.github.smtpfake.rest.testing.HttpApi;
import io.github.smtpfake.rest.testing.Nginx;
import io.github.smtpfake.testing.SmtpClient;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs nginx with the configurations of docs/reverse-proxy.md in front of the server. */
class ReverseProxyTest {
    private static final Path PAGE = Path.of("..", "docs", "reverse-proxy.md");
    private static final Pattern EXAMPLE = Pattern.compile("(?s)```nginx\n(.*?)```");
    private static final byte[] LOGO = """
            Subject: logo
            MIME-Version: 1.0
            Content-Type: multipart/related; boundary=b

            --b
            Content-Type: text/html

            <img src="cid:logo">
            --b
            Content-Type: image/png
            Content-ID: <logo>

            png
            --b--
            """.replace("\n", "\r\n").getBytes(UTF_8);

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void isUsedThroughNginx(boolean removesThePath) throws Exception {
        Optional<Path> binary = Nginx.binary();
        assumeTrue(binary.isPresent(), "nginx is not installed; on Debian: apt-get install nginx-light");
        String[] options = removesThePath
                ? new String[] {"--smtp-port=0", "--http-port=0"}
                : new String[] {"--smtp-port=0", "--http-port=0", "--web-root=/mail"};
        List<String> examples = EXAMPLE.matcher(Files.readString(PAGE))
                .results()
                .map(example -> example.group(1))
                .toList();
        assertThat(examples).hasSize(2);
        try (Application server = Application.start(Options.of(CommandLine.parse(options, Map.of())));
                Nginx nginx = Nginx.start(
                        binary.get(),
                        directory,
                        examples.get(removesThePath ? 1 : 0)
                                .replace("smtp-fake:8025", "127.0.0.1:" + server.httpPort()))) {
            if (!removesThePath) {
                // nginx answers /mail itself.
                assertThat(new HttpApi("127.0.0.1", server.httpPort())
                                .send("GET", "/mail")
                                .headers()
                                .firstValue("Location"))
                        .contains("/mail/");
            }
            checkLinks(server, nginx);
            checkChanges(nginx);
            checkWaits(server, nginx);
        }
    }

    private static void checkLinks(Application server, Nginx nginx) throws Exception {
        HttpApi host = new HttpApi("127.0.0.1", nginx.port());
        HttpApi http = new HttpApi("127.0.0.1", nginx.port(), WebRoot.of("mail"));
        String id = SmtpClient.sendMessage(server.smtpPort(), "app@example.org", LOGO, "ada@example.org");

        assertThat(http.send("GET", "/readyz").body()).isEqualTo("ready\n");
        assertThat(host.send("GET", "/mail").headers().firstValue("Location"))
                .hasValueSatisfying(location -> assertThat(location).endsWith("/mail/"));
        List<MatchResult> links = Pattern.compile("href=\"([^\"]+)\"")
                .matcher(http.send("GET", "/").body())
                .results()
                .toList();
        assertThat(links)
                .hasSizeGreaterThan(2)
                .allSatisfy(link ->
                        assertThat(host.send("GET", link.group(1)).statusCode()).isEqualTo(200));
        String view = http.send("GET", "/view/latest")
                .headers()
                .firstValue("Location")
                .orElseThrow();
        for (String path : List.of(view, "/mail/api/messages/" + id + "/html")) {
            String image = host.send("GET", path).body().replaceAll("(?s).*src=\"([^\"]*)\".*", "$1");
            assertThat(host.send("GET", image).body()).isEqualTo("png");
        }
        assertThat(http.send("GET", "/openapi.yaml").body()).contains("servers:\n  - url: /mail\n");
    }

    private static void checkChanges(Nginx nginx) {
        HttpApi host = new HttpApi("127.0.0.1", nginx.port());
        HttpApi http = new HttpApi("127.0.0.1", nginx.port(), WebRoot.of("mail"));
        String message = "Subject: large\r\n\r\n" + "text\r\n".repeat(1 << 19);
        HttpResponse<String> created = http.sendBody(
                "POST",
                "/api/messages",
                message,
                "Content-Type",
                "message/rfc822",
                "Origin",
                "https://127.0.0.1:" + nginx.port());

        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        String location = created.headers().firstValue("Location").orElseThrow();
        assertThat(host.bytes(location + "/raw")).hasSize(message.length());
        assertThat(http.send("DELETE", "/api/messages?all=true", "Origin", "https://evil.example")
                        .statusCode())
                .isEqualTo(403);
    }

    private static void checkWaits(Application server, Nginx nginx) throws Exception {
        String url = "http://127.0.0.1:" + nginx.port() + "/mail";
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, UTF_8);

        try (EventClient events = EventClient.listenAt(nginx.port(), "/mail/api/events")) {
            String id = SmtpClient.sendMessage(server.smtpPort(), "app@example.org", LOGO, "bob@example.org");
            assertThat(events.next("message").data()).contains(id);
        }
        assertThat(ClientCommand.run(
                        new String[] {"wait", "--recipient", "bob@example.org", "--url", url}, Map.of(), print, print))
                .as(out.toString(UTF_8))
                .isZero();
    }
}
