package io.github.smtpfake.message;

import java.util.List;

/** For each rule, a part of a body that it reports once, and a similar one that it does not report. */
final class HtmlCompatibilityCases {

    private HtmlCompatibilityCases() {}

    /**
     * Examples for a rule.
     *
     * @param found what the rule reports
     * @param similar what it does not report
     */
    record Case(String rule, String found, String similar) {
        @Override
        public String toString() {
            return rule;
        }
    }

    private static Case of(String rule, String found, String similar) {
        return new Case(rule, found, similar);
    }

    /** Returns an example for a style sheet in the head. */
    private static Case sheet(String rule, String found, String similar) {
        return new Case(rule, inHead(found), inHead(similar));
    }

    private static Case attribute(String rule, String found, String similar) {
        return new Case(rule, "<p style=\"" + found + "\">x</p>", "<p style=\"" + similar + "\">x</p>");
    }

    /** Marks a style sheet, which {@link #document} moves to the head. */
    private static String inHead(String css) {
        return "<style>\n" + css + "\n</style>";
    }

    /** Returns the whole HTML of an example. */
    static String document(String example) {
        boolean isHead = example.startsWith("<style>\n");
        return "<!DOCTYPE html>\n<html lang=\"en\"><head><title>x</title>\n" + (isHead ? example : "")
                + "\n</head><body>\n" + (isHead ? "<p>x</p>" : example) + "\n</body></html>\n";
    }

    /** Returns the examples of the rules that a part of the body can show, in the order of the rules. */
    static List<Case> all() {
        String image = "<img src=\"https://example.org/a.png\" alt=\"\" width=\"10\">";
        return List.of(
                of(
                        "missingInlinePart",
                        image.replace("https://example.org/a.png", "cid:missing@x"),
                        image.replace("https://example.org/a.png", "cid:logo@x")),
                of("relativeUrl", "<a href=\"account/orders\">x</a>", "<a href=\"mailto:ada@example.org\">x</a>"),
                of("baseElement", "<base href=\"https://example.org/\">", "<base target=\"_blank\">"),
                of("script", "<script>x()</script>", "<script type=\"application/ld+json\">{}</script>"),
                of("script", "<p onclick=\"x()\">x</p>", "<p data-onclick=\"x()\">x</p>"),
                of("script", "<a href=\" JavaScript:x()\">x</a>", "<a href=\"https://example.org/javascript:x\">x</a>"),
                of("iframe", "<iframe src=\"https://example.org/\"></iframe>", "<p>iframe</p>"),
                of(
                        "embeddedObject",
                        "<object data=\"https://example.org/a.pdf\"></object>",
                        "<p title=\"&lt;object&gt;\">x</p>"),
                of(
                        "video",
                        "<video src=\"https://example.org/a.mp4\"></video>",
                        "<a href=\"https://example.org/a.mp4\">video</a>"),
                of(
                        "audio",
                        "<audio src=\"https://example.org/a.mp3\"></audio>",
                        "<a href=\"https://example.org/a.mp3\">audio</a>"),
                of(
                        "form",
                        "<form action=\"https://example.org/\"><input><button>x</button></form>",
                        "<a role=\"button\" href=\"https://example.org/\">x</a>"),
                of("form", "<input>", "<label>x</label>"),
                of(
                        "dataUriImage",
                        image.replace("https://example.org/a.png", "data:image/png;base64,AA=="),
                        "<a href=\"data:text/plain,x\">x</a>"),
                of("inlineSvg", "<svg style=\"float: left\"><image/></svg>", image.replace("png", "svg")),
                of("webpImage", image.replace("a.png", "a.WebP?size=2"), image.replace("a.png", "webp/a.png?x=.webp")),
                of(
                        "webpImage",
                        image.replace("https://example.org/a.png", "cid:photo@x"),
                        image.replace("https://example.org/a.png", "cid:logo@x")),
                of(
                        "webpImage",
                        image.replace("https://example.org/a.png", "data:image/webp;base64,AA=="),
                        image.replace("https://example.org/a.png", "data:image/png,webp")),
                of("avifImage", image.replace("a.png", "a.avif"), image.replace("a.png", "avif")),
                of("missingAlt", image.replace("alt=\"\"", "title=\"Logo\""), image),
                of(
                        "zoomDisabled",
                        "<meta name=\"Viewport\" content=\"width=device-width, user-scalable=no\">",
                        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"),
                of(
                        "zoomDisabled",
                        "<meta name=\"viewport\" content=\"maximum-scale=1.0\">",
                        "<meta name=\"viewport\" content=\"maximum-scale=10\">"),
                of("anchorLink", "<a href=\"#more\">x</a>", "<a href=\"#\">x</a>"),
                sheet("generatedContent", "p::before { content: 'x' }", "p.before { color: red }"),
                sheet("generatedContent", "p:after { content: 'x' }", "p:after-all { color: red }"),
                sheet("largeStyle", "p { color: red }".repeat(1_200), "p { color: red }".repeat(900)),
                of("styleInBody", "<style>p { color: red }</style>", "<p>style</p>"),
                sheet(
                        "nestedAtRule",
                        "@media print { @font-face { src: url(a) } }",
                        "@media print { p { color: red } } @media screen { p { color: red } }"),
                of(
                        "linkedStyleSheet",
                        "<link rel=\"Stylesheet\" href=\"https://example.org/a.css\">",
                        "<link rel=\"icon\" href=\"https://example.org/a.ico\">"),
                sheet("importedStyleSheet", "@import url(\"https://example.org/a;b.css\");", "/* @import 'a'; */"),
                attribute("flexbox", "display: FLEX", "display: block"),
                attribute("flexbox", "display:inline-flex", "flex: 1"),
                attribute("grid", "display: grid", "grid-gap: 1px"),
                attribute("position", "position: absolute", "position: static"),
                attribute("float", "float: left", "float: none"),
                attribute("maxWidth", "max-width: 600px", "max-width: none"),
                of("maxWidth", "<div style=\"max-width: 1px\">x</div>", "<table style=\"max-width: 1px\"></table>"),
                sheet("maxWidth", "table, .box { max-width: 1px }", ".box > table.wide, p img { max-width: 1px }"),
                attribute("autoMargin", "margin: 0 auto", "margin: 0"),
                of(
                        "autoMargin",
                        "<table style=\"margin: 0 auto\"></table>",
                        "<table align=\"center\" style=\"margin: 0 auto\"></table>"),
                attribute("negativeMargin", "margin: 0 -4px", "text-indent: -4px"),
                attribute("negativeMargin", "margin-top:-.5em", "margin-top: 0"),
                of(
                        "padding",
                        "<a style=\"padding: 4px 8px\">x</a>",
                        "<table><tr><td style=\"padding: 4px\">x</td></tr></table>"),
                attribute("padding", "padding-left: 1px", "padding: 0 0px"),
                attribute("transform", "transform: rotate(1deg)", "text-transform: uppercase"),
                attribute("customProperty", "color: var(--brand)", "color: red"),
                sheet("customProperty", ":root { --brand: red }", ":root { color: red }"),
                attribute("calc", "width: calc(100% - 1px)", "content: 'calc(1px)'"),
                attribute("remUnit", "font-size: 1.5rem", "font-family: rem"),
                attribute("viewportUnit", "width: 50vw", "width: 50px"),
                sheet(
                        "mediaQuery",
                        "@media (max-width: 600px) { p { color: red } }",
                        "@media screen { p { color: red } }"),
                sheet("attributeSelector", "td[class] { color: red }", "td.class { color: red }"),
                sheet("childSelector", "td > p { color: red }", "td p[title='>'] { color: red }"),
                sheet("cssNesting", "td { color: red; & p { color: blue } }", "@media print { td { color: red } }"),
                of("missingImageWidth", image.replace("width=\"10\"", "style=\"width: 10px\""), image),
                of("percentImageWidth", image.replace("10", "100%"), "<table width=\"100%\"></table>"),
                attribute("backgroundImage", "background: red url(https://example.org/a.png)", "background: red"),
                sheet("backgroundImage", "p { background-image: url( 'a)b' ) }", "p { list-style-image: url(a) }"),
                attribute("linearGradient", "background: linear-gradient(red, blue)", "background: 'linear-gradient('"),
                sheet("webFont", "@font-face { font-family: x; src: url(a) }", "p { font-family: x }"),
                attribute("borderRadius", "border-radius: 4px", "border-radius: 0"),
                attribute("boxShadow", "box-shadow: 0 1px 2px red", "box-shadow: none"),
                sheet("hoverSelector", "a:hover { color: red }", ".a\\:hover { color: red }"),
                sheet(
                        "colorSchemeQuery",
                        "@media (prefers-color-scheme: dark) { p { color: red } }",
                        "@media (max-width: 9px) { p { color: red } }"),
                attribute("inlineImportant", "color: red !important", "color: red"),
                attribute("inlineImportant", "color: red ! important", "content: '!important'"));
    }
}
