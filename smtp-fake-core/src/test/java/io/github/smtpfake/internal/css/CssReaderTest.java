package io.github.smtpfake.internal.css;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.testing.Gen;
import io.github.smtpfake.testing.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CssReaderTest {

    /** Writes what it visits, one item per entry. */
    private static final class Recorder implements CssVisitor {
        private final List<String> visited = new ArrayList<>();

        @Override
        public void atRule(String name, String prelude, int position, CssContext context) {
            visited.add(position + " @" + name + " " + prelude + in(context));
        }

        @Override
        public void styleRule(CssSelector selector, int position, CssContext context) {
            visited.add(position + " " + selector.outline() + in(context));
        }

        @Override
        public void declaration(CssDeclaration declaration, int position, CssContext context) {
            visited.add(position + " " + declaration.property() + "=" + String.join(" ", declaration.words())
                    + in(context));
        }

        private static String in(CssContext context) {
            return context.atRules() + context.styleRules() == 0
                    ? ""
                    : " in " + context.atRules() + "/" + context.styleRules();
        }
    }

    private static List<String> sheet(String css) {
        Recorder recorder = new Recorder();
        CssReader.readSheet(css, recorder);
        return recorder.visited;
    }

    private static List<String> attribute(String css) {
        Recorder recorder = new Recorder();
        CssReader.readAttribute(css, recorder);
        return recorder.visited;
    }

    @Test
    void readsRulesAndDeclarations() {
        assertThat(sheet("a, B{color:Red;\n  margin : 0 -1PX}c{}"))
                .containsExactly("0 a, b", "5 color=red in 0/1", "18 margin=0 -1px in 0/1", "34 c");
    }

    @Test
    void readsAtRulesWithAndWithoutBlocks() {
        assertThat(sheet("@IMPORT url(a;b);@media (x) and (y){a{b:c}@page{d:e}}f{g:h}"))
                .containsExactly(
                        "0 @import url(a;b)",
                        "17 @media (x) and (y)",
                        "36 a in 1/0",
                        "38 b=c in 1/1",
                        "42 @page  in 1/0",
                        "48 d=e in 2/0",
                        "53 f",
                        "55 g=h in 0/1");
    }

    @Test
    void readsNestedRules() {
        assertThat(sheet("a{b:c;&:hover{d:e}f:g}"))
                .containsExactly("0 a", "2 b=c in 0/1", "6 &:hover in 0/1", "14 d=e in 0/2", "18 f=g in 0/1");
    }

    @Test
    void skipsCommentsAndTheMarksForOldBrowsers() {
        assertThat(sheet("<!--\n/* a{b:c} */ d/* */e{f:/*;*/g}-->h{}"))
                .containsExactly("18 d e", "26 f=g in 0/1", "38 h");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    color:red                     | 0 color=red
                    ;;color:red;                  | 2 color=red
                    a:url(x;y:z);b:c              | 0 a=url(,13 b=c
                    a:url( 'x)y' ) b              | 0 a=url( b
                    a:'x;y' \"z\\\";\" b          | 0 a=b
                    a:'x                          | 0 a=
                    a:calc((1px + 2px)*3)/4,d     | 0 a=calc( ( 1px + 2px *3 4 d
                    a:b!important                 | 0 a=b !important
                    a:b ! IMPORTANT               | 0 a=b ! important
                    a\\;b:c;d:e                   | 7 d=e
                    *a:b;_c:d;e f:g;:h;i          | 5 _c=d
                    --x-Y:1                       | 0 --x-y=1
                    a:(;b:c                       | 0 a=( ;b:c
                    a:);b:c                       | 0 a=,4 b=c
                    a:b}c:d{e:f                   | 0 a=b,4 c=d,8 e=f
                    """)
    void readsStyleAttributes(String css, String expected) {
        assertThat(String.join(",", attribute(css))).isEqualTo(expected);
    }

    @Test
    void endsStringsAtTheEndOfTheLine() {
        assertThat(attribute("a:'x\n;b:c")).containsExactly("0 a=", "6 b=c");
    }

    @Test
    void survivesClosingBracesWithoutOpeningOnes() {
        assertThat(sheet("}}a{b:c}}d{e:f")).containsExactly("2 a", "4 b=c in 0/1", "9 d", "11 e=f in 0/1");
    }

    @Test
    void readsAnyDepthOfBlocks() {
        assertThat(sheet("a{".repeat(100_000) + "}".repeat(100_000) + "b{c:d}"))
                .endsWith("300000 b", "300002 c=d in 0/1");
    }

    @Test
    void cutsLongStatementsAndValues() {
        List<String> visited = attribute("a:" + "b ".repeat(1_000_000) + ";c:d");

        assertThat(visited).hasSize(2).last().isEqualTo("2000003 c=d");
        assertThat(visited.get(0)).hasSizeLessThan(1_100);
    }

    @ParameterizedTest
    @CsvSource({
        "a[b='>'],   true,  false, false, false",
        "a > b,      false, true,  false, false",
        "a:hover b,  false, false, true,  false",
        "a\\:hover,  false, false, false, false",
        "a\\>b,      false, false, false, false",
        "a:hovered,  false, false, false, false",
        "A::Before,  false, false, false, true",
        "a:before,   false, false, false, true",
        "before,     false, false, false, false",
        "a[\"],      true,  false, false, false",
    })
    void readsSelectors(String text, boolean attribute, boolean child, boolean hover, boolean before) {
        CssSelector selector = CssSelector.of(text);

        assertThat(selector.hasAttribute()).isEqualTo(attribute);
        assertThat(selector.hasChildCombinator()).isEqualTo(child);
        assertThat(selector.hasPseudo("hover")).isEqualTo(hover);
        assertThat(selector.hasPseudo("before")).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    table                | true
                    td > TABLE.wide , img| true
                    table[a]:hover       | true
                    table, div           | false
                    .table               | false
                    table td             | false
                    ''                   | false
                    ,                    | false
                    """)
    void knowsWhatSelectorsSelect(String text, boolean onlyTables) {
        assertThat(CssSelector.of(text).selectsOnly(Set.of("table", "img"))).isEqualTo(onlyTables);
    }

    @ParameterizedTest
    @CsvSource({
        "0,       false, false, false",
        "0px 0.0, false, false, false",
        "1px,     false, true,  false",
        ".5rem,   false, true,  true",
        "-1px,    true,  true,  false",
        "-.5em,   true,  true,  false",
        "-webkit, false, false, false",
        "rem,     false, false, false",
        "+2rem,   false, false, true",
        "xrem,    false, false, false",
    })
    void readsNumbers(String value, boolean negative, boolean otherThanZero, boolean rem) {
        CssDeclaration declaration = CssDeclaration.of("a:" + value).orElseThrow();

        assertThat(declaration.hasNegativeNumber()).isEqualTo(negative);
        assertThat(declaration.hasNumberOtherThanZero()).isEqualTo(otherThanZero);
        assertThat(declaration.hasUnit("rem")).isEqualTo(rem);
    }

    /** Positions are within the text, in order, and at the first character of what is visited. */
    @Test
    void namesPositionsOfAnyText() {
        Gen<String> pieces = Gen.of(List.of(
                "a", ":", ";", "{", "}", "(", ")", "[", "]", "'", "\"", "\\", "/*", "*/", "<!--", "-->", "@", "@media",
                "!", "url(", " ", "\n", ",", "/", "-1px", "\u00fc", "\ud83d"));
        Property.tries(2_000).forAll(pieces.lists(0, 30), list -> {
            String css = String.join("", list);
            for (List<String> visited : List.of(sheet(css), attribute(css))) {
                int last = 0;
                for (String item : visited) {
                    int position = Integer.parseInt(item.substring(0, item.indexOf(' ')));
                    assertThat(position).isBetween(last, css.length());
                    last = position;
                }
            }
        });
    }
}
