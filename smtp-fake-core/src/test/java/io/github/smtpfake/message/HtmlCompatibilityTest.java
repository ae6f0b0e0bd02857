package io.github.smtpfake.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.internal.mime.RawMessage;
import io.github.smtpfake.message.HtmlCompatibilityCases.Case;
import io.github.smtpfake.message.HtmlFinding.Impact;
import io.github.smtpfake.message.HtmlFinding.Place;
import io.github.smtpfake.testing.Gen;
import io.github.smtpfake.testing.Property;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlCompatibilityTest {
    /** Rules that concern the document as a whole have tests of their own. */
    private static final Set<String> OF_DOCUMENTS = Set.of("largeHtml", "missingDoctype", "missingLang");

    private static CapturedMessage mail(String html) {
        return TestMail.of(
                "Content-Type: multipart/related; boundary=b",
                "",
                "--b",
                "Content-Type: text/html; charset=utf-8",
                "",
                html.replace("\n", "\r\n"),
                "--b",
                "Content-Type: image/png",
                "Content-ID: <logo@x>",
                "",
                "x",
                "--b",
                "Content-Type: image/webp",
                "Content-ID: <photo@x>",
                "",
                "x",
                "--b--");
    }

    private static List<HtmlFinding> findings(String html) {
        return mail(html).content().htmlCompatibility();
    }

    private static List<String> rules(String html) {
        return findings(html).stream().map(HtmlFinding::rule).toList();
    }

    private static HtmlFinding finding(String rule, String html) {
        return findings(html).stream()
                .filter(found -> found.rule().equals(rule))
                .findFirst()
                .orElseThrow(() -> new AssertionError("Expected " + rule + ", but found " + rules(html)));
    }

    static List<Case> cases() {
        return HtmlCompatibilityCases.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void findsWhatARuleIsAbout(Case example) {
        HtmlFinding found = finding(example.rule(), HtmlCompatibilityCases.document(example.found()));

        assertThat(found.count()).isEqualTo(1);
        assertThat(found.places())
                .singleElement()
                .satisfies(place -> assertThat(place.line()).isBetween(3, 6));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void acceptsWhatIsSimilar(Case example) {
        assertThat(rules(HtmlCompatibilityCases.document(example.similar()))).doesNotContain(example.rule());
    }

    @Test
    void hasAnExampleForEachRule() {
        Set<String> shown = cases().stream().map(Case::rule).collect(Collectors.toCollection(TreeSet::new));
        shown.addAll(OF_DOCUMENTS);

        assertThat(shown)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(HtmlRule.values()).map(HtmlRule::id).toList());
    }

    @Test
    void documentsEachRule() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("..", "docs", "html-compatibility.md"))) {
            assertThat(lines.filter(line -> line.startsWith("| `")))
                    .containsExactlyElementsOf(Arrays.stream(HtmlRule.values())
                            .map(rule -> rule.finding(0, List.of()))
                            .map(HtmlCompatibilityTest::row)
                            .toList());
        }
    }

    private static String row(HtmlFinding rule) {
        return String.join(
                " | ",
                "| `" + rule.rule() + '`',
                rule.impact().name().toLowerCase(Locale.ROOT),
                rule.explanation().replace("<", "&lt;"),
                String.join(", ", rule.clients()),
                "[" + rule.reference().replaceFirst("https://(?:www\\.)?([^/]+)/.*", "$1") + "](" + rule.reference()
                        + ") |");
    }

    @Test
    void findsNothingInMailForAllClients() {
        assertThat(findings("""
                        <!DOCTYPE html>
                        <html lang="en" xmlns:v="urn:schemas-microsoft-com:vml">
                        <head>
                        <meta charset="utf-8">
                        <meta name="viewport" content="width=device-width, initial-scale=1">
                        <title>Welcome</title>
                        <!--[if mso]><style>td { position: absolute; margin: -1px }</style><![endif]-->
                        <style><!--
                        /* a > b { float: left } */
                        h1, .lead a:link { color: #123456; font: bold 20px/1.2 "Segoe UI", Arial }
                        --></style>
                        </head>
                        <body style="margin: 0; background: #ffffff">
                        <table role="presentation" width="100%" cellpadding="0"><tr><td align="center" style="padding: 10px 20px">
                        <img src="cid:logo@x" alt="Example" width="120" style="display: block; border: 0">
                        <h1>Welcome</h1>
                        <p>Open <a href="https://example.org/start" style="color: red">your account</a>.</p>
                        </td></tr></table>
                        </body>
                        </html>
                        """)).isEmpty();
    }

    @Test
    void findsNothingWithoutHtml() {
        assertThat(TestMail.of("Subject: x", "", "<p style='float: left'>")
                        .content()
                        .htmlCompatibility())
                .isEmpty();
    }

    @Test
    void isNotPartOfTheProblems() {
        CapturedMessage mail = mail(HtmlCompatibilityCases.document("<p style='float: left'>x</p>"));

        assertThat(mail.content().htmlCompatibility()).isNotEmpty();
        assertThat(mail.problems()).noneMatch(problem -> problem.id().equals("float"));
    }

    @Test
    void findsAMissingDoctypeAndLanguage() {
        assertThat(findings("<html><body>x</body></html>"))
                .extracting(HtmlFinding::rule, HtmlFinding::count)
                .containsExactly(tuple("missingLang", 1), tuple("missingDoctype", 0));
        assertThat(finding("missingLang", "x").places()).isEmpty();
        assertThat(rules("<!DOCTYPE html><html lang=' '>x")).containsExactly("missingLang");
        assertThat(rules("<!DOCTYPE html><html lang=de>x")).isEmpty();
    }

    @Test
    void findsHtmlThatGmailCuts() {
        String text = HtmlCompatibilityCases.document("<p>ü".repeat(102 * 1024 / 5 - 20));

        assertThat(rules(text)).isEmpty();
        assertThat(finding("largeHtml", text + "<p>ü".repeat(20)).count()).isZero();
    }

    @Test
    void saysWhatItFoundWhereAndWhy() {
        HtmlFinding found = finding(
                "flexbox",
                "<!DOCTYPE html>\n<html lang=en>\n<body>\n<div class=a\n style='color: red;\n  DISPLAY : flex; gap: 1px'>x</div>\n");

        assertThat(found.places()).containsExactly(new Place(6, "DISPLAY : flex; gap: 1px'>x</div>"));
        assertThat(found.places().get(0)).hasToString("line 6: DISPLAY : flex; gap: 1px'>x</div>");
        assertThat(found.impact()).isEqualTo(Impact.LAYOUT);
        assertThat(found.clients())
                .containsExactly("Outlook for Windows (classic)", "Gmail apps with accounts of other providers");
        assertThat(found.reference()).isEqualTo("https://www.caniemail.com/features/css-display-flex/");
        assertThat(found)
                .hasToString("flexbox: These clients ignore display: flex, so the boxes are below each other. "
                        + "(Outlook for Windows (classic), Gmail apps with accounts of other providers; "
                        + "https://www.caniemail.com/features/css-display-flex/)");
    }

    @Test
    void namesTheLinesOfAStyleSheet() {
        String html = HtmlCompatibilityCases.document(
                "<style>\np { color: red }\n\na:hover,\nb { float: left;\n\tposition: fixed }\n</style>");

        assertThat(finding("hoverSelector", html).places()).containsExactly(new Place(6, "a:hover,"));
        assertThat(finding("float", html).places()).containsExactly(new Place(7, "float: left;"));
        assertThat(finding("position", html).places()).containsExactly(new Place(8, "position: fixed }"));
    }

    @Test
    void namesTheElementIfItsStyleHasCharacterReferences() {
        String html = HtmlCompatibilityCases.document("<p style=\"font-family: &quot;a&quot;;\nfloat: left\">x</p>");

        assertThat(finding("float", html).places())
                .containsExactly(new Place(5, "<p style=\"font-family: &quot;a&quot;;"));
    }

    @Test
    void countsAllPlacesAndShowsTheFirst() {
        HtmlFinding found = finding("iframe", HtmlCompatibilityCases.document("<iframe></iframe>\n".repeat(1_000)));

        assertThat(found.count()).isEqualTo(1_000);
        assertThat(found.places())
                .extracting(Place::line)
                .containsExactlyElementsOf(IntStream.range(5, 25).boxed().toList());
    }

    @Test
    void cutsExcerpts() {
        HtmlFinding found = finding(
                "iframe", HtmlCompatibilityCases.document("<iframe title='" + "x\t".repeat(1_000) + "'></iframe>"));

        assertThat(found.places().get(0).excerpt())
                .startsWith("<iframe title='x\\u0009x")
                .endsWith("…")
                .hasSizeLessThan(400);
    }

    @Test
    void ordersFindingsByTheirImpact() {
        List<HtmlFinding> findings = findings("<p style='border-radius: 1px; float: left'><img src=a.png>");

        assertThat(findings).extracting(HtmlFinding::impact).isSorted();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!--[if !mso]><!--><p style='float: left; display: flex'>x</p><!--<![endif]-->",
                "<![if !mso]><p style='float: left; display: flex'>x</p><![endif]>",
                "<!--[if !mso 9]><!--><p style='float: left; display: flex'>x</p><!-- <![endif]-->"
            })
    void leavesOutWhatIsHiddenFromWord(String html) {
        assertThat(rules(HtmlCompatibilityCases.document(html))).containsExactly("flexbox");
        assertThat(rules(HtmlCompatibilityCases.document(html + "<p style='float: left'>x</p>")))
                .containsExactly("flexbox", "float");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<!--[if !mso]> <b>x</b> <![endif]-->", "<!--[if mso]> <b>x</b> <![endif]-->"})
    void ignoresCommentsThatContainTheirCondition(String comment) {
        String word = "<p style='float: left'>x</p>";

        assertThat(rules(HtmlCompatibilityCases.document(comment + word))).containsExactly("float");
        assertThat(rules(HtmlCompatibilityCases.document("<!--[if !mso]><!-->" + comment + word + "<!--<![endif]-->")))
                .isEmpty();
    }

    @Test
    void leavesOutRulesAboutWordWithinAtRulesThatWordIgnores() {
        String sheet =
                "<style>\n@media (max-width: 9px) { p { float: left; margin: -1px } } @supports (display: grid) { p { max-width: 9px } }\n</style>";

        assertThat(rules(HtmlCompatibilityCases.document(sheet))).containsExactly("negativeMargin", "mediaQuery");
    }

    @Test
    void readsReferencesToPartsInStyleSheets() {
        String sheet = "<style>\np { background: url(cid:missing@x) } b { background: url('cid:logo@x') }\n</style>";

        assertThat(finding("missingInlinePart", HtmlCompatibilityCases.document(sheet))
                        .count())
                .isEqualTo(1);
    }

    @Test
    void acceptsRelativeAddressesWithABaseAndReferencesToFiles() {
        assertThat(rules(HtmlCompatibilityCases.document("<base href='https://example.org/'><a href='orders'>x</a>")))
                .containsExactly("baseElement");
        assertThat(TestMail.of(
                                "Content-Type: multipart/related; boundary=b",
                                "",
                                "--b",
                                "Content-Type: text/html",
                                "",
                                HtmlCompatibilityCases.document(
                                        "<img src=logo.png alt=x width=1><img src=other.png alt=x width=1>"),
                                "--b",
                                "Content-Type: image/png; name=logo.png",
                                "",
                                "x",
                                "--b--")
                        .content()
                        .htmlCompatibility())
                .singleElement()
                .satisfies(found -> assertThat(found.count()).isEqualTo(1));
    }

    @Test
    void examinesOnlyAsMuchAsTheLimitAllows() {
        String html = HtmlCompatibilityCases.document("<p>x</p>".repeat(100) + "<iframe></iframe>");
        Limits limits = Limits.builder().examinedText(500).build();
        MimeContent content =
                MimeContent.parse(RawMessage.of(("Content-Type: text/html\r\n\r\n" + html).getBytes(UTF_8)), limits);

        assertThat(content.htmlCompatibility()).isEmpty();
        assertThat(rules(html)).containsExactly("iframe");
    }

    @Test
    void answersForAnyHtml() {
        Gen<String> pieces = Gen.of(List.of(
                "<p",
                "<img",
                "<style>",
                "</style>",
                "<svg>",
                "<b>",
                "<table>",
                "<td",
                "</p>",
                "<!--[if !mso]><!-->",
                "<![endif]>",
                "<!--",
                "-->",
                " style='",
                "'",
                ">",
                " src=",
                "cid:",
                "a.webp",
                "float:left",
                ";",
                "{",
                "}",
                "@media (",
                "&quot;",
                "<html lang=x>",
                "<body>",
                "<select>",
                "<template>",
                "</body>",
                "\n",
                "\u0000",
                "\u00fc",
                "\ud83d",
                "\t",
                "<a href=x>"));
        Property.tries(1_500).forAll(pieces.lists(0, 40), list -> {
            MimeContent content = content(String.join("", list), Limits.defaults());
            int lines = (int) content.html()
                            .orElseThrow()
                            .chars()
                            .filter(c -> c == '\n')
                            .count()
                    + 1;

            assertThat(content.htmlCompatibility())
                    .allSatisfy(found -> assertThat(found.places())
                            .hasSizeLessThanOrEqualTo(found.count())
                            .allSatisfy(place -> assertThat(place.line()).isBetween(1, lines)));
        });
    }

    private static MimeContent content(String html, Limits limits) {
        String raw = "Content-Type: text/html; charset=utf-8\r\n\r\n" + html;
        return MimeContent.parse(RawMessage.of(raw.getBytes(UTF_8)), limits);
    }

    @Test
    void checksArguments() {
        assertThatThrownBy(() -> new Place(0, "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("line must be at least 1, but is 0");
        assertThatThrownBy(
                        () -> new HtmlFinding("r", Impact.CONTENT, "e", List.of(), "s", 0, List.of(new Place(1, "x"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("count must be at least the number of places, 1, but is 0");
        assertThatThrownBy(() -> new HtmlFinding("r", Impact.CONTENT, "e", List.of(), null, 0, List.of()))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("reference");
    }
}
