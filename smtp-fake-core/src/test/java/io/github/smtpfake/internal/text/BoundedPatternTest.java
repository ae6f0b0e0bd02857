package io.github.smtpfake.internal.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A search is bounded by its steps, so these tests end without a clock, or not at all. */
class BoundedPatternTest {
    private static final String LONG_LINE = "a".repeat(100_000);

    private static List<String> find(String regex, String text) {
        return BoundedPattern.compile(regex).findAll(text);
    }

    @Test
    void findsGroup1OrTheWholeMatchInOrderAndOnce() {
        String text = "Code: 222222, PIN 1111, code: 222222, code: 333333";

        assertThat(find("(?i)code: (\\d{6})", text)).containsExactly("222222", "333333");
        assertThat(find("\\d{4,6}", text)).containsExactly("222222", "1111", "333333");
    }

    @Test
    void skipsEmptyMatchesAndGroupsThatDidNotMatch() {
        assertThat(find("\\d*", "a1b")).containsExactly("1");
        assertThat(find("code (\\d+)|pin \\d+", "pin 1, code 2")).containsExactly("2");
        assertThat(find("a", "")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(?:[Cc]ode|PIN)[: ]+(\\d{3}) ?(\\d{3})",
                "(?<=code: )\\d+(?!\\d)",
                "(?<!\\S)\\d+$",
                "(?<=(?:code|(?:CO)(?:DE)): )\\d+",
                "(?m)^(?<code>\\w+)$",
                "^\\bYour|\\d{2}\\b|\\z",
                "(?>\\d+)",
                "(?i:CODE)(?-i)[^\\d\\]\\[]+(\\d++)",
                "\\Q(1|2)\\E|[\\Q]x\\E]|\\(|\\|",
                "(?s)code.*?(\\d+)|(a|)+?b",
                "\\p{Lu}\\p{IsAlphabetic}+\\x{20}\\u0063",
                "(\\d{3}|[a-z]{4}){2}",
            })
    void findsWhatTheMatcherOfTheJdkFinds(String regex) {
        String text = "Your code: 123 456\ncode: 42\nCODE é]x (1|2) abcdefgh aab\n99";
        Matcher matcher = Pattern.compile(regex).matcher(text);
        int group = Math.min(1, matcher.groupCount());
        List<String> expected = matcher.results()
                .map(match -> match.group(group))
                .filter(found -> found != null && !found.isEmpty())
                .distinct()
                .toList();

        assertThat(find(regex, text)).isEqualTo(expected);
    }

    @Test
    void keepsTheFlagsOfAPattern() {
        assertThat(BoundedPattern.of(Pattern.compile("CODE (\\d)", Pattern.CASE_INSENSITIVE))
                        .findAll("code 1"))
                .containsExactly("1");
        assertThat(BoundedPattern.of(Pattern.compile("(a|b)", Pattern.LITERAL)).findAll("(a|b)"))
                .containsExactly("(a|b)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(a+)+$",
                "(a*)*b",
                "(a|aa)+$",
                "(a|a?)+b",
                "(.*)(.*)(.*)(.*)(.*)[^a]",
                ".*.*.*x",
                "(?:a?){2000000000}b",
                "(){2000000000}",
                "((){2000000000}){2000000000}",
                "(?:(?=a)){2000000000}",
                "^{2000000000}a",
                "(?:\\G{2000000000}){2000000000}",
                "${2000000000}",
                "(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(?=x)",
                "(?:|){60}(?=x)",
                "(?:|){60}\\z",
                "(?:|){60}(?<=x)\\z",
                "(?:^|^){60}x",
                "(?=(a+)+b)a",
                "(?<!(?:a|aa)(?:a|aa)(?:a|aa)(?:a|aa)(?:a|aa)(?:a|aa)(?:a|aa)(?:a|aa)b)a",
                "(?<=a{0,100000})(?:b|c)",
                "(a{1000}){1000}",
                "a{0,2000000000}b",
            })
    void endsForEveryPattern(String regex) {
        BoundedPattern pattern = BoundedPattern.compile(regex);

        for (String text : List.of("", "a", "a".repeat(40), "a".repeat(40) + "!", LONG_LINE)) {
            try {
                pattern.findAll(text, 200_000);
            } catch (PatternLimitException e) {
                assertThat(e).hasMessageStartingWith("The pattern \"" + regex + "\" takes ");
            }
        }
    }

    @Test
    void namesThePatternAndTheFixIfASearchTakesTooManySteps() {
        assertThatExceptionOfType(PatternLimitException.class)
                .isThrownBy(() -> find(".*.*x", LONG_LINE))
                .withMessage("The pattern \".*.*x\" takes more than 10000000 steps to search the text. Make it more"
                        + " specific: bound repetitions, as in [^\\n]{0,40} instead of .*, and do not nest them, as in"
                        + " (a+)+");
    }

    @Test
    void survivesPatternsThatNeedTooMuchStack() {
        assertThatExceptionOfType(PatternLimitException.class)
                .isThrownBy(() -> find("(a|b|cd?)*x", "ab".repeat(500_000)))
                .withMessageContaining("\"(a|b|cd?)*x\" takes ");
    }

    @Test
    void searchesALongTextWithAnOrdinaryPattern() {
        String text = "Lorem ipsum dolor sit amet, 12345 consectetur.\n".repeat(2_000) + "Your code is 654321.";

        assertThat(find("(?i)(?:code|pin|otp)(?: is|:) (\\d{6})\\b", text)).containsExactly("654321");
        assertThat(find(".*code is (\\d+)", text)).containsExactly("654321");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(a)\\1",
                "(?<n>a)\\k<n>",
                "(?x) a # (",
                "(?x:a)",
                "[a[b]]",
                "[a&&b]",
                "[]a]",
                "[^]a]",
                "\\ca",
                "[\\c]]",
                "\\b{g}",
            })
    void rejectsConstructsThatHideWhereGroupsStart(String regex) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BoundedPattern.compile(regex))
                .withMessageStartingWith("The pattern \"" + regex + "\" contains ")
                .withMessageEndingWith(", which is not supported");
    }

    @Test
    void rejectsFlagsThatChangeTheSyntax() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BoundedPattern.of(Pattern.compile("a", Pattern.COMMENTS)))
                .withMessage("The pattern \"a\" contains comments (flag x), which is not supported");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BoundedPattern.of(Pattern.compile("a", Pattern.CANON_EQ)))
                .withMessageContaining("CANON_EQ");
    }

    @Test
    void namesWhatIsWrongWithAnInvalidPattern() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BoundedPattern.compile("(a"))
                .withMessage("Invalid pattern \"(a\": Unclosed group");
    }
}
