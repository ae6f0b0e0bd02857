package io.github.smtpfake.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.session.Problem;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The parser that finds the parts, and the check of boundaries, read Content-Type in the same way. */
class BoundariesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "boundary=ONE|",
                "boundary=\"ONE\"|",
                "boundary=\"O\\NE\"|",
                "boundary = ONE ; charset=utf-8|",
                "BOUNDARY=ONE (a comment)|",
                "boundary=ONE(a comment)|unusedBoundary malformedParameter",
                "boundary*0=O; boundary*1=NE|",
                "boundary*1=NE;\\r\\n boundary*0=\"O\"|",
                "boundary*=us-ascii''%4FNE|",
                "boundary*0*=us-ascii'en'%4F; boundary*1=N; boundary*2*=%45|",
                "boundary=ONE; boundary=TWO|malformedParameter",
                "boundary=TWO; boundary=ONE|unusedBoundary malformedParameter",
                "x=see(note; boundary=ONE|malformedParameter",
                "x=see (note; boundary=ONE|malformedParameter",
                "x=see (a) note; boundary=ONE|malformedParameter",
                "boundary=\"ONE \"|malformedBoundary",
                "boundary=\"=?utf-8?q?ONE?=\"|unusedBoundary",
                "x=\"boundary=TWO\"; boundary=ONE|",
            })
    void findsThePartsOrSaysWhyNot(String parameters, String problems) {
        CapturedMessage mail = multipart(parameters.replace("\\r\\n", "\r\n"), "ONE");

        assertThat(String.join(" ", ids(mail))).isEqualTo(problems == null ? "" : sorted(mail, problems));
        boolean read = mail.text().filter("hello"::equals).isPresent();
        assertThat(read).isEqualTo(!ids(mail).contains("unusedBoundary"));
    }

    /** The order is that of the checks, which does not matter here. */
    private static String sorted(CapturedMessage mail, String problems) {
        assertThat(ids(mail)).containsExactlyInAnyOrder(problems.split(" "));
        return String.join(" ", ids(mail));
    }

    @ParameterizedTest
    @ValueSource(strings = {"=_Part?1", "a/b+c", "'()+_,-./:=?", "=?utf-8?q?x?=", "grün", "区切り"})
    void findsPartsBetweenUnusualBoundaries(String boundary) {
        CapturedMessage mail = multipart("boundary=\"" + boundary + "\"", boundary);

        assertThat(mail.text()).contains("hello");
        assertThat(ids(mail)).doesNotContain("unusedBoundary");
    }

    private static CapturedMessage multipart(String parameters, String boundary) {
        return TestMail.of(String.join(
                        "\r\n",
                        "Date: Fri, 02 Jan 2026 03:04:05 +0000",
                        "From: app@example.org",
                        "Message-ID: <1@example.org>",
                        "MIME-Version: 1.0",
                        "Content-Type: multipart/mixed; " + parameters,
                        "",
                        "--" + boundary,
                        "Content-Type: text/plain",
                        "",
                        "hello",
                        "--" + boundary + "--",
                        "")
                .getBytes(UTF_8));
    }

    private static List<String> ids(CapturedMessage mail) {
        return mail.content().problems().stream().map(Problem::id).toList();
    }

    /** RFC 2046, 5.1.1 allows 70 characters. */
    @ParameterizedTest
    @ValueSource(ints = {70, 71, 998, 5_000, 100_000})
    void findsPartsBetweenLongBoundariesAndReportsThem(int length) {
        String boundary = "b".repeat(length);
        CapturedMessage mail = TestMail.of(
                "MIME-Version: 1.0",
                "Content-Type: multipart/mixed; boundary=" + boundary,
                "",
                "--" + boundary + "b",
                "--" + boundary,
                "",
                "hello",
                "--" + boundary + "--");

        assertThat(mail.text()).contains("hello");
        assertThat(ids(mail).contains("malformedBoundary")).isEqualTo(length > 70);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--ONE", "--ONE\r\n"})
    void findsNoPartAfterTheLastByte(String end) {
        CapturedMessage mail = TestMail.of(
                ("Content-Type: multipart/mixed; boundary=ONE\r\n\r\n--ONE\r\n\r\nhello\r\n" + end).getBytes(UTF_8));

        assertThat(mail.content().normalized().split("--<boundary-1>\n")).hasSize(2);
        assertThat(mail.text()).contains("hello");
    }
}
