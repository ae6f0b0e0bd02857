package io.github.smtpfake.message;

import io.github.smtpfake.internal.css.CssContext;
import io.github.smtpfake.internal.css.CssDeclaration;
import io.github.smtpfake.internal.css.CssReader;
import io.github.smtpfake.internal.css.CssSelector;
import io.github.smtpfake.internal.css.CssVisitor;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Element;

/** Applies the rules about CSS to a style sheet or style attribute. */
final class StyleCheck implements CssVisitor {
    private static final Set<String> CELLS = Set.of("td", "th");
    private static final Set<String> WITH_MAX_WIDTH = Set.of("table", "img");
    private static final Set<String> NOT_POSITIONED = Set.of("static", "inherit", "initial", "unset", "revert");
    private static final Set<String> NOT_FLOATING = Set.of("none", "inherit", "initial", "unset", "revert");

    private final Report report;
    private final Optional<Element> element;

    /** Receives the places, as indexes of the text that is read. */
    interface Report {
        void add(HtmlRule rule, int position);
    }

    private StyleCheck(Optional<Element> element, Report report) {
        this.element = element;
        this.report = report;
    }

    static void checkSheet(String css, Report report) {
        CssReader.readSheet(css, new StyleCheck(Optional.empty(), report));
    }

    static void checkAttribute(String css, Element element, Report report) {
        CssReader.readAttribute(css, new StyleCheck(Optional.of(element), report));
    }

    @Override
    public void atRule(String name, String prelude, int position, CssContext context) {
        if (context.atRules() > 0) {
            report.add(HtmlRule.NESTED_AT_RULE, position);
        }
        switch (name) {
            case "import" -> report.add(HtmlRule.IMPORTED_STYLE_SHEET, position);
            case "font-face" -> report.add(HtmlRule.WEB_FONT, position);
            case "media" -> checkMedia(prelude.toLowerCase(Locale.ROOT), position);
            default -> {
                // No rule is about it.
            }
        }
    }

    private void checkMedia(String prelude, int position) {
        if (prelude.contains("prefers-color-scheme")) {
            report.add(HtmlRule.COLOR_SCHEME_QUERY, position);
        } else if (prelude.contains("(")) {
            report.add(HtmlRule.MEDIA_QUERY, position);
        }
    }

    @Override
    public void styleRule(CssSelector selector, int position, CssContext context) {
        report(context.styleRules() > 0, HtmlRule.CSS_NESTING, position, context);
        report(selector.hasAttribute(), HtmlRule.ATTRIBUTE_SELECTOR, position, context);
        report(selector.hasChildCombinator(), HtmlRule.CHILD_SELECTOR, position, context);
        report(selector.hasPseudo("hover"), HtmlRule.HOVER_SELECTOR, position, context);
        report(
                selector.hasPseudo("before") || selector.hasPseudo("after"),
                HtmlRule.GENERATED_CONTENT,
                position,
                context);
    }

    /** Word ignores at-rules such as {@code @media}, so that what they contain changes nothing there. */
    private void report(boolean applies, HtmlRule rule, int position, CssContext context) {
        if (applies && !(context.atRules() > 0 && rule.isOnlyAboutWord())) {
            report.add(rule, position);
        }
    }

    @Override
    public void declaration(CssDeclaration declaration, int position, CssContext context) {
        if (element.isEmpty() && context.styleRules() == 0) {
            return;
        }
        String property = declaration.property();
        report(property.startsWith("--") || declaration.has("var("), HtmlRule.CUSTOM_PROPERTY, position, context);
        report(declaration.has("calc("), HtmlRule.CALC, position, context);
        report(declaration.hasUnit("rem"), HtmlRule.REM_UNIT, position, context);
        report(declaration.hasUnit("vw") || declaration.hasUnit("vh"), HtmlRule.VIEWPORT_UNIT, position, context);
        report(declaration.has("linear-gradient("), HtmlRule.LINEAR_GRADIENT, position, context);
        report(element.isPresent() && declaration.isImportant(), HtmlRule.INLINE_IMPORTANT, position, context);
        rule(property, declaration, context).ifPresent(rule -> report(true, rule, position, context));
    }

    private Optional<HtmlRule> rule(String property, CssDeclaration declaration, CssContext context) {
        return switch (property) {
            case "display" -> display(declaration);
            case "position" -> when(!declaration.hasAny(NOT_POSITIONED::contains), HtmlRule.POSITION);
            case "float" -> when(!declaration.hasAny(NOT_FLOATING::contains), HtmlRule.FLOAT);
            case "background", "background-image" -> when(declaration.has("url("), HtmlRule.BACKGROUND_IMAGE);
            case "max-width" -> when(!declaration.has("none") && isMaxWidthIgnored(context), HtmlRule.MAX_WIDTH);
            case "transform" -> when(!declaration.has("none"), HtmlRule.TRANSFORM);
            case "box-shadow" -> when(!declaration.has("none"), HtmlRule.BOX_SHADOW);
            case "border-radius" -> when(declaration.hasNumberOtherThanZero(), HtmlRule.BORDER_RADIUS);
            default -> margin(property, declaration);
        };
    }

    private static Optional<HtmlRule> when(boolean applies, HtmlRule rule) {
        return applies ? Optional.of(rule) : Optional.empty();
    }

    private static Optional<HtmlRule> display(CssDeclaration declaration) {
        return when(declaration.has("flex") || declaration.has("inline-flex"), HtmlRule.FLEXBOX)
                .or(() -> when(declaration.has("grid") || declaration.has("inline-grid"), HtmlRule.GRID));
    }

    private boolean isMaxWidthIgnored(CssContext context) {
        return element.isPresent()
                ? !WITH_MAX_WIDTH.contains(element.get().normalName())
                : !context.selector().selectsOnly(WITH_MAX_WIDTH);
    }

    private Optional<HtmlRule> margin(String property, CssDeclaration declaration) {
        if (property.startsWith("margin")) {
            return when(declaration.hasNegativeNumber(), HtmlRule.NEGATIVE_MARGIN)
                    .or(() -> when(declaration.has("auto") && !isAligned(), HtmlRule.AUTO_MARGIN));
        }
        boolean isBox = element.isPresent() && !CELLS.contains(element.get().normalName());
        return when(isBox && property.startsWith("padding") && declaration.hasNumberOtherThanZero(), HtmlRule.PADDING);
    }

    private boolean isAligned() {
        return element.filter(aligned -> aligned.hasAttr("align")).isPresent();
    }
}
