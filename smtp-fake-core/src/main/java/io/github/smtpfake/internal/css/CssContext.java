package io.github.smtpfake.internal.css;

/**
 * The blocks around a part of a style sheet.
 *
 * @param selector the selector of the innermost style rule; {@link CssSelector#NONE} outside of style rules
 * @param styleRules the number of style rules
 * @param atRules the number of at-rules, such as {@code @media}
 */
public record CssContext(CssSelector selector, int styleRules, int atRules) {
    static final CssContext TOP = new CssContext(CssSelector.NONE, 0, 0);

    CssContext in(CssSelector innermost) {
        return new CssContext(innermost, styleRules + 1, atRules);
    }

    CssContext inAtRule() {
        return new CssContext(selector, styleRules, atRules + 1);
    }
}
