package io.github.smtpfake.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.session.Problem;
import io.github.smtpfake.session.Problem.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemsOfContentTest {
    private static final String[] PROPER = {
        "Date: Fri, 02 Jan 2026 03:04:05 +0000", "From: app@example.org", "Message-ID: <1@example.org>"
    };

    @Test
    void findsNothingInAValidMessage() {
        assertThat(mail("Subject: x", "", "text").problems()).isEmpty();
    }

    @Test
    void findsMissingHeaders() {
        assertThat(ids(TestMail.of("Subject: x", "", "text")))
                .containsExactly("missingDate", "missingFrom", "missingMessageId");
    }

    @Test
    void describesSeverityDetailAndReference() {
        assertThat(TestMail.of("Subject: x", "", "text").problems())
                .extracting(Problem::severity)
                .containsExactly(Severity.VIOLATION, Severity.VIOLATION, Severity.ADVICE);
        assertThat(TestMail.of("Subject: x", "", "text").problems().get(0))
                .hasToString("missingDate: The Date header is missing (RFC 5322, 3.6)");
    }

    @Test
    void findsProblemsOfParts() {
        assertThat(TestMail.of(
                                "Content-Type: multipart/mixed; boundary=b",
                                "",
                                "--b",
                                "Content-Type: text/plain",
                                "Content-Type: text/html",
                                "X-Any: 1",
                                "X-Any: 2",
                                "",
                                "text",
                                "--b--")
                        .problems())
                .filteredOn(problem -> problem.id().equals("duplicateHeader"))
                .extracting(Problem::detail)
                .containsExactly("A part has 2 Content-Type headers, but only one is allowed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "ada@example.org (sales, bob@example.org|does not close a comment",
                "ada@example.org ((a) b, bob@example.org|does not close a comment",
                "Ada <ada@example.org (sales>|does not close a comment~does not close an angle bracket",
                "Ada <ada@example.org|does not close an angle bracket",
                "Ada <ada@example.org, bob@example.org|does not close an angle bracket",
                "bob@example.org, \"Ada <ada@example.org>|does not close a quoted string~contains an invalid address",
                "Ada <ada@example.org> (a \\) b)|",
                "Ada <(work) ada@example.org>|",
                "\"Ada (\" <ada@example.org>|"
            })
    void reportsAnAddressThatHidesTheRestOfTheHeader(String to, String defects) {
        List<String> expected = defects == null
                ? List.of()
                : Stream.of(defects.split("~"))
                        .map(defect -> "The To header " + defect)
                        .toList();

        assertThat(TestMail.of("To: " + to, "", "text").content().problems())
                .filteredOn(problem -> problem.id().equals("malformedAddress"))
                .extracting(Problem::detail)
                .hasSameSizeAs(expected)
                .allMatch(detail -> expected.stream().anyMatch(detail::startsWith));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Subject: a~Subject: b|duplicateHeader",
                "To: a@example.org~TO: b@example.org|duplicateHeader",
                "MIME-Version: 1.0~Content-Type: text/plain~Content-Type: text/html|duplicateHeader",
                "Content-Type: text/plain|missingMimeVersion",
                "MIME-Version: 1.0~Content-Type: text|malformedContentType",
                "MIME-Version: 1.0~Content-Type: text/plain; charset=x-none|unknownCharset",
                "Subject: =?x-none?q?a?=|unknownCharset",
                "Subject: =?utf-8?q?a|brokenEncodedWord",
                "Subject: =?utf-8?x?a?=|brokenEncodedWord",
                "To: just a name|malformedAddress",
                "To: a b@example.org@example.org|malformedAddress",
                "To: a@example.org; b@example.org|malformedAddress",
                "To: a@example.org;|malformedAddress",
                "To: Team: a@example.org|malformedAddress",
                "To: a@example . org|malformedAddress",
                "To: |missingAddress",
                "To: ,|missingAddress",
                "To: (nobody)|missingAddress",
                "Cc:|missingAddress",
                "Reply-To: |missingAddress",
                "Sender: |missingAddress",
                "To: a@example.org,~ \t~ b@example.org|malformedHeader",
                "X-Any: a~ ~ b~ ~\t~ c|malformedHeader",
                "Subject: =?utf-8?Q?=E9t=E9?=|wrongCharset",
                "Subject: =?shift_jis?B?gf8=?=|wrongCharset",
                "Subject: =?utf-8?Q?=E9?= =?utf-8?Q?t=E9?=|wrongCharset",
                "From: second@example.org|duplicateHeader missingSender",
                "List-Unsubscribe: <mailto:a@example.org>~List-Unsubscribe-Post: List-Unsubscribe=One-Click|oneClickWithoutHttps",
                "no field|malformedHeader",
                "Bcc: secret@example.org|leakedBcc",
                "MIME-Version: 1.0~Content-Transfer-Encoding: x-own|unknownTransferEncoding",
                "MIME-Version: 1.0~Content-Type: multipart/mixed|missingBoundary",
                "MIME-Version: 1.0~Content-Type: multipart/mixed; boundary=b|unusedBoundary",
                "Subject: Hello ${name}|unreplacedPlaceholder"
            })
    void findsProblemsOfTheHeader(String headers, String ids) {
        List<String> lines = new ArrayList<>(List.of(headers.split("~")));
        lines.add("");
        lines.add("text");

        assertThat(String.join(" ", ids(mail(lines.toArray(new String[0]))))).isEqualTo(ids);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Subject: =?utf-8?q?a?=",
                "Subject: What is =? and ?= for",
                "To: Team: a@example.org, \"x y\"@example.org;, <@relay.example:b@example.org>",
                "To: undisclosed-recipients:;",
                "Cc: Jane <jane@[127.0.0.1]>",
                "Cc: Pete(A nice \\) chap) <pete(his account)@silly.test(his host)>",
                "To: Team:;~Cc: (list) nobody: ;",
                "Bcc: ",
                "Subject: =?utf-8?q?Gr=C3?= =?utf-8?q?=BC=C3=9Fe?=",
                "Received: one~Received: two",
                "Subject: folded~ twice"
            })
    void findsNothingInUnusualButValidHeaders(String headers) {
        List<String> lines = new ArrayList<>(List.of(headers.split("~")));
        lines.add("");
        lines.add("text");

        assertThat(mail(lines.toArray(new String[0])).problems()).isEmpty();
    }

    @Test
    void findsAnEmptyFrom() {
        assertThat(TestMail.of("From: ", PROPER[0], PROPER[2], "", "x").problems())
                .extracting(Problem::toString)
                .containsExactly("missingAddress: The From header contains no address (RFC 5322, 3.6.2)");
    }

    @Test
    void findsInvalidValues() {
        assertThat(ids(TestMail.of("From: a@example.org", "Date: soon", "Message-ID: 1", "", "text")))
                .containsExactly("malformedDate", "malformedMessageId");
    }

    @Test
    void findsNonAsciiHeadersUnlessTheEnvelopeAllowsThem() {
        String[] lines = {PROPER[0], PROPER[1], PROPER[2], "Subject: Grüße", "", "text"};

        assertThat(ids(TestMail.of(lines))).contains("nonAsciiHeader");
        assertThat(TestMail.of(
                                new Envelope(
                                        "app@example.org",
                                        List.of("ada@example.org"),
                                        Map.of("SMTPUTF8", "", "BODY", "8BITMIME"),
                                        Map.of()),
                                lines)
                        .problems())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "base64|R3L!DvM==|brokenBase64",
                "base64|R3LDvMOfZQ|brokenBase64",
                "base64|R3LDvMOfZQ==|''",
                "base64|R3LDvM OfZQ==|''",
                "quoted-printable|100% =ZZ|brokenQuotedPrintable",
                "quoted-printable|100=25 =c3=bc =|''",
                "7bit|text|''"
            })
    void findsInvalidTransferEncodings(String encoding, String body, String id) {
        assertThat(String.join(
                        " ",
                        ids(mail(
                                "MIME-Version: 1.0",
                                "Content-Type: text/plain; charset=utf-8",
                                "Content-Transfer-Encoding: " + encoding,
                                "",
                                body))))
                .isEqualTo(id);
    }

    @Test
    void findsBytesThatTheHeadersDoNotAllow() {
        byte[] raw = (String.join("\r\n", PROPER) + "\r\n\r\nGr\u00fc\u00dfe\r\n").getBytes(ISO_8859_1);

        assertThat(TestMail.of(raw).content().problems())
                .extracting(Problem::id)
                .containsExactly("undeclaredEightBit", "missingCharset");
    }

    @Test
    void findsPartsThatAreNotInTheirDeclaredCharset() {
        byte[] raw = (String.join("\r\n", PROPER)
                        + "\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
                        + "Content-Transfer-Encoding: 8bit\r\n\r\nGr\u00fc\u00dfe\r\n")
                .getBytes(ISO_8859_1);

        assertThat(TestMail.of(raw).content().problems())
                .extracting(Problem::id)
                .containsExactly("wrongCharset");
    }

    @Test
    void findsUnclosedAndInvalidBoundaries() {
        assertThat(ids(multipart("multipart/mixed; boundary=b", "--b", "", "text")))
                .containsExactly("unclosedBoundary");
        assertThat(ids(multipart("multipart/mixed; boundary=\"a*b\"", "--a*b", "", "text", "--a*b--")))
                .containsExactly("malformedBoundary");
        assertThat(ids(multipart("multipart/mixed; boundary=b", "--b", "", "text", "--b--")))
                .isEmpty();
    }

    @Test
    void findsEncodedMultiparts() {
        assertThat(ids(mail(
                        "MIME-Version: 1.0",
                        "Content-Type: multipart/mixed; boundary=b",
                        "Content-Transfer-Encoding: quoted-printable",
                        "",
                        "--b",
                        "",
                        "text",
                        "--b--")))
                .contains("encodedMultipart");
    }

    @Test
    void findsHtmlWithoutTextAndMissingImages() {
        assertThat(ids(html("<p>x</p>"))).containsExactly("htmlWithoutText");
        assertThat(ids(html("<img src=\"cid:a@b\"><div style=\"background:url(cid:c%40d)\">")))
                .containsExactly("htmlWithoutText", "missingInlinePart", "missingInlinePart");
    }

    @Test
    void findsAttachmentsWithoutAName() {
        assertThat(ids(multipart(
                        "multipart/mixed; boundary=b",
                        "--b",
                        "",
                        "text",
                        "--b",
                        "Content-Type: application/zip",
                        "Content-Disposition: attachment",
                        "",
                        "PK",
                        "--b--")))
                .containsExactly("unnamedAttachment");
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:8080/a,linkToLocalhost",
        "https://app.localhost/a,linkToLocalhost",
        "http://127.0.0.1,linkToLocalhost",
        "http://[::1]:80/,linkToLocalhost",
        "http://0.0.0.0/a,linkToLocalhost",
        "https://user:secret@example.org/a,linkWithCredentials",
        "https://user@example.org/a,",
        "https://localhost.example.org/a,",
        "https://example.org/localhost,",
        "https://example.org/?next=http://localhost/,",
        "https://example.org/a:b@c,",
        "mailto:ada@localhost,"
    })
    void findsLocalLinksAndLinksWithPasswords(String link, String id) {
        assertThat(String.join(" ", ids(mail("", "See " + link)))).isEqualTo(id == null ? "" : id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Hello ${user.name},",
                "Hello {{ user.name }},",
                "Hello {% if x %},",
                "Hello <%= name %>,",
                "Hello %s,",
                "You have %d items",
                "Hello null,",
                "Dear null",
                "Name: null",
                "Hi undefined!",
                "[object Object]",
                "See https://example.org/${path}",
                "See https://example.org/users/null/confirm",
                "See https://example.org/?id=undefined&x=1",
                "Hello ???user.name???,",
                "??mail.greeting_en??",
                "??mail.greeting_pt_BR??, Ada",
                "Hello Optional[Ada],",
                "Hello Optional.empty,",
                "Your order has OptionalInt[3] items",
                "Sent to Customer@1a2b3c4d.",
                "Sent to com.example.Customer$Name@7f31245a",
                "Items: [Ljava.lang.String;@1b6d3586",
                "Password: [C@6d06d69c",
                "Hello #{user.name},",
                "Hello *|FNAME|*,",
                "Hello *|IF:NAME|*",
                "Hello %%first_name%%,",
                "Hello %%First Name%%!",
                "Total: NaN",
                "You pay $NaN today",
                "You have NaN points",
                "NaN % of your quota",
                "Your plan ends on Invalid Date.",
                "Date | Invalid Date | x",
                "See https://example.org/#{path}",
                "See https://example.org/?total=NaN",
                "See https://example.org/?d=Invalid%20Date",
                "See https://example.org/[object%20Object]"
            })
    void findsPlaceholdersThatWereNotReplaced(String text) {
        assertThat(ids(mail("", text))).containsExactly("unreplacedPlaceholder");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "It costs $5 {net}",
                "100%safe, 20%discount, 50 % so",
                "See https://example.org/a%20b%2fs",
                "The contract is null and void",
                "A null pointer is no reference",
                "Nullable types may be null or undefined",
                "$HOME and {x}",
                "See https://example.org/nullable/undefinedness",
                "What??? Really??? No???",
                "What???ever???",
                "??? is the answer",
                "a ?? b ?? c",
                "Optional [extras], optional[x], Optional: none",
                "Optional.empty() returns an Optional",
                "Write to Ada@1a2b3c.example or Foo@1a2b3c-mail.example",
                "Ask Ada@decade or Bob@cafe or Team@12345",
                "ada@1a2b3c4d is not a class",
                "Order #12, # {x} and #{}",
                "*|* and | * | and **|bold|**",
                "100%% sure, 50%%off%%, %% and %%%%",
                "Nan called, NAN and NaN-boxing, the result may be NaN",
                "Bananas, NaNo and naan",
                "Invalid Date Format, an invalid date, Invalid dates",
                "See https://example.org/NaNcy?q=Invalid%20Dates"
            })
    void ignoresTextThatOnlyLooksLikeAPlaceholder(String text) {
        assertThat(mail("", text).problems()).isEmpty();
    }

    @Test
    void ignoresPlaceholdersInCode() {
        assertThat(ids(html("<p>Write <code>${name}</code></p><pre>printf %s</pre>")))
                .containsExactly("htmlWithoutText");
    }

    @Test
    void countsFurtherProblemsOfOneKind() {
        List<String> lines = new ArrayList<>(List.of(PROPER));
        lines.add("");
        for (int i = 0; i < 50; i++) {
            lines.add("http://localhost/" + i);
        }

        assertThat(TestMail.of(lines.toArray(new String[0])).problems())
                .hasSize(21)
                .last()
                .extracting(Problem::detail)
                .isEqualTo("30 more problems of this kind");
    }

    private static CapturedMessage html(String html) {
        return mail("MIME-Version: 1.0", "Content-Type: text/html", "", html);
    }

    private static CapturedMessage multipart(String contentType, String... lines) {
        List<String> all = new ArrayList<>(List.of("MIME-Version: 1.0", "Content-Type: " + contentType, ""));
        all.addAll(List.of(lines));
        return mail(all.toArray(new String[0]));
    }

    private static CapturedMessage mail(String... lines) {
        List<String> all = new ArrayList<>(List.of(PROPER));
        all.addAll(List.of(lines));
        return TestMail.of(all.toArray(new String[0]));
    }

    private static List<String> ids(CapturedMessage mail) {
        return mail.problems().stream().map(Problem::id).toList();
    }
}
