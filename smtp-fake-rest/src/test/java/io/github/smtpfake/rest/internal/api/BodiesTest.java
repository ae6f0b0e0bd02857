package io.github.smtpfake.rest.internal.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.rest.testing.RunningApi;
import java.net.http.HttpResponse;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the separate paths for text, HTML and parts of a message. */
class BodiesTest {
    private static final String MESSAGE = """
            Subject: Wëlcome\r
            MIME-Version: 1.0\r
            Content-Type: multipart/related; boundary=b\r
            \r
            --b\r
            Content-Type: text/plain; charset=iso-8859-1\r
            Content-Transfer-Encoding: quoted-printable\r
            \r
            Gr=FC=DFe\r
            --b\r
            Content-Type: text/html; charset=utf-8\r
            \r
            <p>Grüße<img src="cid:logo@example.org"><img src='CID:a%2Bb@example.org'><img src=cid:none><script>1</script>\r
            --b\r
            Content-Type: image/png\r
            Content-ID: <logo@example.org>\r
            Content-Disposition: inline; filename="logo.png"\r
            \r
            PNG\r
            --b\r
            Content-Type: image/svg+xml\r
            Content-ID: <a+b@example.org>\r
            Content-Disposition: inline; filename*=utf-8''L%C3%B6go%0D%0A.svg\r
            \r
            <svg/>\r
            --b--\r
            """;

    @AutoClose
    private final RunningApi api = new RunningApi();

    private String id(String message) {
        return api.deliver("app@example.org", message, "ada@example.org");
    }

    @Test
    void returnsTheDecodedText() {
        HttpResponse<String> text = api.http().send("GET", "/api/messages/" + id(MESSAGE) + "/text");

        assertThat(text.headers().firstValue("Content-Type")).contains("text/plain; charset=utf-8");
        assertThat(text.body()).isEqualTo("Grüße");
    }

    @Test
    void returnsHtmlThatRunsNothingAndShowsItsEmbeddedImages() {
        String id = id(MESSAGE);

        for (String path : new String[] {"/api/messages/" + id + "/html", "/api/messages/latest/html?wait=1ms"}) {
            HttpResponse<String> html = api.http().send("GET", path);

            assertThat(html.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
            assertThat(html.headers().firstValue("Content-Security-Policy"))
                    .contains("sandbox; default-src 'none'; img-src data: 'self'; style-src 'unsafe-inline'");
            assertThat(html.headers().firstValue("Referrer-Policy")).contains("no-referrer");
            assertThat(html.body())
                    .isEqualTo("<p>Grüße<img src=\"/api/messages/" + id + "/parts/0\"><img src='/api/messages/" + id
                            + "/parts/1'><img src=cid:none><script>1</script>");
        }
    }

    @Test
    void showsEmbeddedImagesHoweverTheHtmlRefersToThem() {
        String id = id("""
                MIME-Version: 1.0\r
                Content-Type: multipart/related; boundary=b\r
                \r
                --b\r
                Content-Type: text/html; charset=utf-8\r
                \r
                <img src="cid:it's my logo.png"><img src="my%20name.png"><img alt="my name.png" src=none.png>\r
                <p style="background:url('cid:it's my logo.png')"><p style="background:url(my%20name.png)">\r
                --b\r
                Content-Type: image/png\r
                Content-ID: <it's my logo.png>\r
                \r
                PNG\r
                --b\r
                Content-Type: image/png; name="my name.png"\r
                \r
                PNG\r
                --b--\r
                """);

        String part = "/api/messages/" + id + "/parts/";
        assertThat(api.http().send("GET", "/api/messages/" + id + "/html").body())
                .isEqualTo("<img src=\"" + part + "0\"><img src=\"" + part
                        + "1\"><img alt=\"my name.png\" src=none.png>\n"
                        + "<p style=\"background:url('cid:it's my logo.png')\"><p style=\"background:url(" + part
                        + "1)\">");
    }

    @Test
    void changesOnlyTheAddressOfAReference() {
        String html =
                "<img src=\"c\"><td background='src'><p style='background:url(url)'><p style=\"background:url('s')\">$1";
        String id = id("MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n"
                + "--b\r\nContent-Type: text/html\r\n\r\n" + html + "\r\n"
                + Stream.of("c", "src", "url", "s")
                        .map(name -> "--b\r\nContent-Type: image/png; name=" + name + "\r\n\r\nPNG\r\n")
                        .collect(Collectors.joining())
                + "--b--\r\n");

        String part = "/api/messages/" + id + "/parts/";
        assertThat(api.http().send("GET", "/api/messages/" + id + "/html").body())
                .isEqualTo("<img src=\"" + part + "0\"><td background='" + part + "1'><p style='background:url(" + part
                        + "2)'><p style=\"background:url('" + part + "3')\">$1");
    }

    @Test
    void linksManyReferencesToManyParts() {
        int count = 3_000;
        String html = IntStream.range(0, count)
                .mapToObj(i -> "<img src='cid:" + i + "'>")
                .collect(Collectors.joining("\r\n"));
        String id = id("MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n"
                + "--b\r\nContent-Type: text/html\r\n\r\n" + html + "\r\n"
                + IntStream.range(0, count)
                        .mapToObj(i -> "--b\r\nContent-Type: image/png\r\nContent-ID: <" + i + ">\r\n\r\nPNG\r\n")
                        .collect(Collectors.joining())
                + "--b--\r\n");

        assertThat(api.http().send("GET", "/api/messages/" + id + "/html").body())
                .isEqualTo(IntStream.range(0, count)
                        .mapToObj(i -> "<img src='/api/messages/" + id + "/parts/" + i + "'>")
                        .collect(Collectors.joining("\n")));
    }

    @Test
    void returnsPartsThatBrowsersSaveInsteadOfShowing() {
        String id = id(MESSAGE);

        HttpResponse<String> logo = api.http().send("GET", "/api/messages/" + id + "/parts/0");
        assertThat(logo.body()).isEqualTo("PNG");
        assertThat(logo.headers().firstValue("Content-Type")).contains("image/png");
        assertThat(logo.headers().firstValue("Content-Length")).contains("3");
        assertThat(logo.headers().firstValue("Content-Disposition")).contains("attachment; filename=\"logo.png\"");
        HttpResponse<String> svg = api.http().send("GET", "/api/messages/latest/parts/1");
        assertThat(svg.headers().firstValue("Content-Security-Policy")).contains("sandbox; default-src 'none'");
        assertThat(svg.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(svg.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"L_go.svg\"; filename*=UTF-8''L%C3%B6go.svg");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "-1", "00", "+0", "x", "99999999999", "%2e%2e", "logo.png", "0%00"})
    void rejectsInvalidPartIndexes(String index) {
        assertThat(api.http().detail(404, "/api/messages/" + id(MESSAGE) + "/parts/" + index))
                .isEqualTo("The message has no part with this index; use an index from 0 to 1, as in its attachments.");
    }

    @Test
    void reportsAMissingBody() {
        String id = id("Subject: x\r\nContent-Type: text/html\r\n\r\n<p>\r\n");
        String empty = id("Subject: x\r\nContent-Type: text/plain\r\n\r\ntext\r\n");

        assertThat(api.http().detail(404, "/api/messages/" + id + "/text"))
                .isEqualTo("The message has no plain text body.");
        assertThat(api.http().detail(404, "/api/messages/" + empty + "/html"))
                .isEqualTo("The message has no HTML body.");
        assertThat(api.http().detail(404, "/api/messages/none/html")).startsWith("No message has this id.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/raw", "/text", "/html", "/parts/0"})
    void waitsForTheLatestMessageOnEveryPathAndShowsWhatArrivedInstead(String below) {
        api.deliver("Goodbye");

        assertThat(api.http()
                        .problem(404, "GET", "/api/messages/latest" + below + "?subject=hello&wait=1ms")
                        .at("/closest/0/mismatches/0")
                        .asText())
                .isEqualTo("subject containing \"hello\": was \"Goodbye\"");
        assertThat(api.http().detail(400, "/api/messages/latest" + below + "?subjct=hello"))
                .isEqualTo("Unknown parameter subjct: did you mean subject?");
    }
}
