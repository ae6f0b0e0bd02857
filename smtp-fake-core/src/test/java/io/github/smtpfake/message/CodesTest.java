package io.github.smtpfake.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodesTest {
    private static final Path TEMPLATES = Path.of("src", "test", "resources", "codes");

    /** A realistic mail and the codes that a person sees in it. */
    record Template(String name, String codes, String subject, String body) {

        static Template read(Path file) {
            try {
                String[] lines = Files.readString(file).split("\n", 4);
                return new Template(
                        file.getFileName().toString(),
                        lines[0].substring("Codes:".length()).strip(),
                        lines[1].substring("Subject:".length()).strip(),
                        lines[3]);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        CapturedMessage mail() {
            return TestMail.of(
                    "Subject: " + subject,
                    "Content-Type: text/" + (body.startsWith("<") ? "html" : "plain") + "; charset=utf-8",
                    "",
                    body);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    @ParameterizedTest
    @MethodSource("templates")
    void findsTheCodesOfRealTemplates(Template template) {
        assertThat(String.join(" ", template.mail().codes())).isEqualTo(template.codes());
    }

    @Test
    void findsACodeOfTextAndHtmlOnce() {
        CapturedMessage mail = TestMail.of(
                "Subject: 123456 is your code",
                "Content-Type: multipart/alternative; boundary=b",
                "",
                "--b",
                "",
                "Your code is 123456.",
                "--b",
                "Content-Type: text/html",
                "",
                "<p>Your code is <b>123456</b>.</p>",
                "--b--");

        assertThat(mail.codes()).containsExactly("123456");
    }

    @ParameterizedTest
    @ValueSource(strings = {"१२३४५६", "١٢٣٤٥٦", "１２３４５６", "𝟏𝟐𝟑𝟒𝟓𝟔", "𝟷𝟸𝟹𝟺𝟻𝟼", "𞥑𞥒𞥓𞥔𞥕𞥖"})
    void returnsTheDigitsOfAnyScriptInAscii(String digits) {
        assertThat(TestMail.of("Content-Type: text/plain; charset=utf-8", "", "🔑 Your code is " + digits + ". 🔒")
                        .codes())
                .containsExactly("123456");
    }

    @Test
    void findsACodeOfTheHtmlIfTheTextHasNone() {
        CapturedMessage mail = TestMail.of(
                "Content-Type: multipart/alternative; boundary=b",
                "",
                "--b",
                "",
                "This mail needs HTML.",
                "--b",
                "Content-Type: text/html",
                "",
                "<p>Your code is <b>123456</b>.</p>",
                "--b--");

        assertThat(mail.codes()).containsExactly("123456");
    }

    @Test
    void listsTheLikeliestCodeFirst() {
        assertThat(TestMail.of("", "Use 111222 or so as your fallback code.", "Your code: 333444")
                        .codes())
                .startsWith("333444");
    }

    @ParameterizedTest
    @ValueSource(strings = {"123", "12345678901", "abcdef", "CODE", "12.345", "1234,50", "12:30", "1234%", "€1234"})
    void ignoresAmountsAndNumbersThatAreTooShortOrTooLong(String value) {
        assertThat(TestMail.of("Content-Type: text/plain; charset=utf-8", "", "Your code is " + value)
                        .codes())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1234", "1234567890", "a1b2", "A1B2C3D4E5"})
    void findsCodesOfFourToTenCharacters(String code) {
        assertThat(TestMail.of("", "Your code is " + code + ".").codes()).containsExactly(code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Project code: 20481",
                "Error code 5004",
                "The job failed with code 3221.",
                "Discount code: 448213",
                "Code postal : 75011",
                "Código de descuento: VERANO20",
                "Kod rabatowy: ZIMA24",
                "Kundencode 448213",
                "Gutschein-Code: SOMMER25",
                "Codes.java, 20481 characters"
            })
    void ignoresCodesOfAnotherPurpose(String line) {
        assertThat(TestMail.of("Content-Type: text/plain; charset=utf-8", "", line)
                        .codes())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Your Acme Online code is 482913.",
                "482913 is your Acme code.",
                "Loyalty code: 482913, valid for 30 minutes",
                "Magic code: 482913",
                "Enter 482913. This code works once.",
                "Use 482913 to verify your address.",
                "To sign in, enter the following number:\r\n\r\n482913",
                "Doğrulama kodunuz: 482913",
                "رمز التحقق الخاص بك هو 482913"
            })
    void findsCodesByTheirPurpose(String line) {
        assertThat(TestMail.of("Content-Type: text/plain; charset=utf-8", "", line)
                        .codes())
                .containsExactly("482913");
    }

    @Test
    void findsTheCodesOfAPatternInTheTextThatAReaderSees() {
        CapturedMessage html = TestMail.of(
                "Subject: Code AB-99",
                "Content-Type: text/html",
                "",
                "<p>Ticket <b>AB-12</b>, ticket AB-34, ticket AB-12</p>");

        assertThat(html.codes(Pattern.compile("icket ([A-Z]{2}-\\d+)"))).containsExactly("AB-12", "AB-34");
        assertThat(html.content().codes(Pattern.compile("AB-\\d+"))).containsExactly("AB-12", "AB-34");
        assertThat(html.codes(Pattern.compile("CD-\\d+"))).isEmpty();
        assertThat(TestMail.of("Subject: AB-12").codes(Pattern.compile("AB"))).isEmpty();
    }

    @Test
    void rejectsAPatternThatTakesTooManySteps() {
        CapturedMessage mail = TestMail.of("", "a".repeat(50_000));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> mail.codes(Pattern.compile(".*.*x")))
                .withMessageStartingWith("The pattern \".*.*x\" takes more than ");
    }

    @Test
    void searchesTheFirst100000CharactersForAPattern() {
        CapturedMessage mail = TestMail.of("", "a".repeat(99_999) + "123");

        assertThat(mail.codes(Pattern.compile("\\d+"))).containsExactly("1");
    }

    static Stream<Template> templates() throws IOException {
        try (Stream<Path> files = Files.list(TEMPLATES)) {
            List<Template> templates = files.sorted().map(Template::read).toList();
            assertThat(templates).hasSizeGreaterThanOrEqualTo(110);
            return templates.stream();
        }
    }
}
