package io.github.smtpfake.message;

import io.github.smtpfake.message.HtmlFinding.Impact;
import java.util.List;
import java.util.Locale;

/**
 * The rules of {@link HtmlCheck}, in the order of the findings. {@code docs/html-compatibility.md} says what each rule reports, and
 * when its source was last read.
 */
enum HtmlRule {
    LARGE_HTML(
            Impact.CONTENT,
            "Gmail shows only the first 102 KB of the HTML, and a link to the rest.",
            "https://github.com/hteumeuleu/email-bugs/issues/41",
            MailClient.GMAIL),
    MISSING_INLINE_PART(
            Impact.CONTENT,
            "An address with cid: refers to a part that the message does not contain, so nothing is shown.",
            "https://www.rfc-editor.org/rfc/rfc2392#section-2",
            MailClient.ALL),
    RELATIVE_URL(
            Impact.CONTENT,
            "An address without a scheme leads nowhere, because mail has no base address.",
            "https://www.rfc-editor.org/rfc/rfc2557#section-5",
            MailClient.ALL),
    BASE_ELEMENT(
            Impact.CONTENT,
            "These clients remove or change the base element, so relative addresses may lead elsewhere.",
            HtmlRule.feature("html-base"),
            MailClient.GMAIL,
            MailClient.OUTLOOK_MAC,
            MailClient.OUTLOOK_COM,
            MailClient.OUTLOOK_MOBILE,
            MailClient.YAHOO,
            MailClient.PROTON),
    SCRIPT(
            Impact.CONTENT,
            "Mail clients do not run scripts, because these could read or change mail.",
            "https://www.rfc-editor.org/rfc/rfc8621#section-9.2",
            MailClient.ALL),
    IFRAME(
            Impact.CONTENT,
            "The engine of Microsoft Word does not show frames.",
            "https://learn.microsoft.com/en-us/previous-versions/office/developer/office-2007/aa338201(v=office.12)",
            MailClient.OUTLOOK_WINDOWS),
    EMBEDDED_OBJECT(
            Impact.CONTENT,
            "These clients do not show embedded objects.",
            HtmlRule.feature("html-object"),
            MailClient.GMAIL,
            MailClient.OUTLOOK_WINDOWS,
            MailClient.OUTLOOK_MAC,
            MailClient.OUTLOOK_COM,
            MailClient.OUTLOOK_MOBILE,
            MailClient.YAHOO,
            MailClient.PROTON),
    VIDEO(
            Impact.CONTENT,
            "These clients show no video, or do not play it.",
            HtmlRule.feature("html-video"),
            MailClient.GMAIL,
            MailClient.OUTLOOK_WINDOWS,
            MailClient.OUTLOOK_COM,
            MailClient.OUTLOOK_MOBILE,
            MailClient.YAHOO,
            MailClient.PROTON),
    AUDIO(
            Impact.CONTENT,
            "These clients play no audio.",
            HtmlRule.feature("html-audio"),
            MailClient.GMAIL,
            MailClient.OUTLOOK_WINDOWS,
            MailClient.OUTLOOK_MAC,
            MailClient.OUTLOOK_COM,
            MailClient.OUTLOOK_MOBILE,
            MailClient.YAHOO,
            MailClient.PROTON),
    FORM(
            Impact.CONTENT,
            "These clients show no form, or do not submit it.",
            HtmlRule.feature("html-form"),
            MailClient.OUTLOOK_WINDOWS,
            MailClient.OUTLOOK_MAC,
            MailClient.OUTLOOK_COM,
            MailClient.PROTON),
    DATA_URI_IMAGE(
            Impact.CONTENT,
            "Gmail does not show images in data: addresses.",
            HtmlRule.feature("image-base64"),
            MailClient.GMAIL),
    INLINE_SVG(
            Impact.CONTENT,
            "These clients do not show svg elements.",
            HtmlRule.feature("html-svg"),
            MailClient.GMAIL,
            MailClient.OUTLOOK_WINDOWS,
            MailClient.OUTLOOK_MAC,
            MailClient.OUTLOOK_COM,
            MailClient.OUTLOOK_MOBILE,
            MailClient.YAHOO),
    WEBP_IMAGE(
            Impact.CONTENT,
            "The engine of Microsoft Word does not show WebP images.",
            HtmlRule.feature("image-webp"),
            MailClient.OUTLOOK_WINDOWS),
    AVIF_IMAGE(
            Impact.CONTENT,
            "The engine of Microsoft Word does not show AVIF images.",
            HtmlRule.feature("image-avif"),
            MailClient.OUTLOOK_WINDOWS),
    MISSING_ALT(
            Impact.CONTENT,
            "An image without an alt attribute says nothing to readers who do not see it.",
            "https://www.w3.org/WAI/WCAG22/Understanding/non-text-content.html",
            MailClient.SCREEN_READERS),
    MISSING_LANG(
            Impact.CONTENT,
            "Without a lang attribute on the html element, screen readers may pronounce the text in another language.",
            "https://www.w3.org/WAI/WCAG22/Understanding/language-of-page.html",
            MailClient.SCREEN_READERS),
    ZOOM_DISABLED(
            Impact.CONTENT,
            "The viewport prevents readers with low vision from enlarging the text.",
            "https://www.w3.org/WAI/standards-guidelines/act/rules/b4f0c3/",
            MailClient.MOBILE),
    ANCHOR_LINK(
            Impact.CONTENT,
            "A link to a place within the message does nothing.",
            HtmlRule.feature("html-anchor-links"),
            MailClient.GMAIL_IOS,
            MailClient.SAMSUNG),
    GENERATED_CONTENT(
            Impact.CONTENT,
            "These clients show no content of ::before and ::after.",
            HtmlRule.feature("css-pseudo-element-before"),
            MailClient.GMAIL,
            MailClient.OUTLOOK_WINDOWS,
            MailClient.YAHOO,
            MailClient.PROTON),
    LARGE_STYLE(
            Impact.LAYOUT,
            "Gmail removes the style elements with which all style sheets together exceed 16 KB.",
            "https://github.com/hteumeuleu/email-bugs/issues/90",
            MailClient.GMAIL),
    STYLE_IN_BODY(
            Impact.LAYOUT,
            "Gmail ignores style elements in the body.",
            HtmlRule.feature("html-style"),
            MailClient.GMAIL),
    NESTED_AT_RULE(
            Impact.LAYOUT,
            "Gmail removes a style element with an at-rule within another.",
            "https://github.com/hteumeuleu/email-bugs/issues/21",
            MailClient.GMAIL),
    LINKED_STYLE_SHEET(
            Impact.LAYOUT,
            "These clients do not load style sheets.",
            HtmlRule.feature("html-link"),
            MailClient.GMAIL,
            MailClient.OUTLOOK_MAC,
            MailClient.OUTLOOK_COM,
            MailClient.OUTLOOK_MOBILE,
            MailClient.YAHOO,
            MailClient.THUNDERBIRD,
            MailClient.SAMSUNG,
            MailClient.PROTON),
    IMPORTED_STYLE_SHEET(
            Impact.LAYOUT,
            "These clients do not load style sheets.",
            HtmlRule.feature("css-at-import"),
            MailClient.GMAIL,
            MailClient.OUTLOOK_MAC,
            MailClient.OUTLOOK_COM,
            MailClient.OUTLOOK_MOBILE,
            MailClient.YAHOO,
            MailClient.THUNDERBIRD,
            MailClient.SAMSUNG,
            MailClient.PROTON),
    MISSING_DOCTYPE(
            Impact.LAYOUT,
            "Without <!DOCTYPE html>, clients that respect it use the layout of very old browsers.",
            HtmlRule.feature("html-doctype"),
            MailClient.APPLE),
    FLEXBOX(
            Impact.LAYOUT,
            "These clients ignore display: flex, so the boxes are below each other.",
            HtmlRule.feature("css-display-flex"),
            MailClient.OUTLOOK_WINDOWS,
            MailClient.GMAIL_OTHER_ACCOUNTS),
    GRID(
            Impact.LAYOUT,
            "These clients ignore display: grid, so the boxes are below each other.",
            HtmlRule.feature("css-display-grid"),
            MailClient.OUTLOOK_WINDOWS,
            MailClient.GMAIL_OTHER_ACCOUNTS),
    POSITION(
            Impact.LAYOUT,
            "These clients ignore position, or some of its values.",
            HtmlRule.feature("css-position"),
            MailClient.GMAIL,
            MailClient.OUTLOOK_WINDOWS,
            MailClient.OUTLOOK_COM,
            MailClient.OUTLOOK_MOBILE,
            MailClient.YAHOO),
    FLOAT(
            Impact.LAYOUT,
            "The engine of Microsoft Word ignores float. Tables and images can use the align attribute.",
            HtmlRule.feature("css-float"),
            MailClient.OUTLOOK_WINDOWS),
    MAX_WIDTH(
            Impact.LAYOUT,
            "The engine of Microsoft Word respects max-width only on tables.",
            HtmlRule.feature("css-max-width"),
            MailClient.OUTLOOK_WINDOWS),
    AUTO_MARGIN(
            Impact.LAYOUT,
            "The engine of Microsoft Word does not center with margin: auto. Use the align attribute.",
            HtmlRule.feature("css-margin"),
            MailClient.OUTLOOK_WINDOWS),
    NEGATIVE_MARGIN(
            Impact.LAYOUT,
            "These clients ignore negative margins.",
            HtmlRule.feature("css-margin"),
            MailClient.GMAIL,
            MailClient.OUTLOOK_WINDOWS,
            MailClient.OUTLOOK_MAC,
            MailClient.OUTLOOK_COM,
            MailClient.OUTLOOK_MOBILE,
            MailClient.YAHOO),
    PADDING(
            Impact.LAYOUT,
            "The engine of Microsoft Word respects padding only on table cells.",
            HtmlRule.feature("css-padding"),
            MailClient.OUTLOOK_WINDOWS),
    TRANSFORM(
            Impact.LAYOUT,
            "These clients ignore transform.",
            HtmlRule.feature("css-transform"),
            MailClient.GMAIL,
            MailClient.OUTLOOK_WINDOWS,
            MailClient.OUTLOOK_MAC,
            MailClient.OUTLOOK_COM,
            MailClient.OUTLOOK_MOBILE,
            MailClient.YAHOO),
    CUSTOM_PROPERTY(
            Impact.LAYOUT,
            "These clients do not support CSS variables, so the declarations have no effect.",
            HtmlRule.feature("css-variables"),
            MailClient.GMAIL,
            MailClient.OUTLOOK_WINDOWS,
            MailClient.OUTLOOK_MAC,
            MailClient.OUTLOOK_COM,
            MailClient.OUTLOOK_MOBILE,
            MailClient.YAHOO),
    CALC(
            Impact.LAYOUT,
            "These clients do not support calc().",
            HtmlRule.feature("css-unit-calc"),
            MailClient.OUTLOOK_WINDOWS,
            MailClient.OUTLOOK_MAC,
            MailClient.OUTLOOK_COM,
            MailClient.OUTLOOK_MOBILE,
            MailClient.YAHOO,
            MailClient.GMAIL_OTHER_ACCOUNTS),
    REM_UNIT(
            Impact.LAYOUT,
            "These clients do not support the unit rem.",
            HtmlRule.feature("css-unit-rem"),
            MailClient.OUTLOOK_WINDOWS,
            MailClient.YAHOO),
    VIEWPORT_UNIT(
            Impact.LAYOUT,
            "The engine of Microsoft Word does not support the units vw and vh. Webmail applies them to the whole window.",
            HtmlRule.feature("css-unit-vw"),
            MailClient.OUTLOOK_WINDOWS),
    MEDIA_QUERY(
            Impact.LAYOUT,
            "These clients ignore @media.",
            HtmlRule.feature("css-at-media"),
            MailClient.OUTLOOK_WINDOWS,
            MailClient.THUNDERBIRD,
            MailClient.GMAIL_OTHER_ACCOUNTS),
    ATTRIBUTE_SELECTOR(
            Impact.LAYOUT,
            "These clients support no attribute selectors, or only some.",
            HtmlRule.feature("css-selector-attribute"),
            MailClient.GMAIL,
            MailClient.OUTLOOK_WINDOWS,
            MailClient.OUTLOOK_MAC,
            MailClient.OUTLOOK_COM,
            MailClient.OUTLOOK_MOBILE,
            MailClient.YAHOO,
            MailClient.PROTON),
    CHILD_SELECTOR(
            Impact.LAYOUT,
            "These clients ignore rules with the selector >.",
            HtmlRule.feature("css-selector-child"),
            MailClient.OUTLOOK_WINDOWS,
            MailClient.GMAIL_OTHER_ACCOUNTS,
            MailClient.PROTON),
    CSS_NESTING(
            Impact.LAYOUT,
            "These clients ignore rules within rules, or apply them to other elements.",
            HtmlRule.feature("css-nesting"),
            MailClient.GMAIL,
            MailClient.OUTLOOK_WINDOWS,
            MailClient.OUTLOOK_MAC,
            MailClient.OUTLOOK_COM,
            MailClient.OUTLOOK_MOBILE,
            MailClient.YAHOO),
    MISSING_IMAGE_WIDTH(
            Impact.LAYOUT,
            "The engine of Microsoft Word ignores the CSS width of images. Without a width attribute, it shows them in their own size.",
            HtmlRule.feature("css-width"),
            MailClient.OUTLOOK_WINDOWS),
    PERCENT_IMAGE_WIDTH(
            Impact.LAYOUT,
            "The engine of Microsoft Word calculates percentages from the image's own width.",
            HtmlRule.feature("html-width"),
            MailClient.OUTLOOK_WINDOWS),
    BACKGROUND_IMAGE(
            Impact.APPEARANCE,
            "The engine of Microsoft Word shows no background images of CSS.",
            HtmlRule.feature("css-background-image"),
            MailClient.OUTLOOK_WINDOWS),
    LINEAR_GRADIENT(
            Impact.APPEARANCE,
            "These clients show no gradients.",
            HtmlRule.feature("css-linear-gradient"),
            MailClient.OUTLOOK_WINDOWS,
            MailClient.OUTLOOK_MAC,
            MailClient.OUTLOOK_COM,
            MailClient.OUTLOOK_MOBILE,
            MailClient.YAHOO),
    WEB_FONT(
            Impact.APPEARANCE,
            "These clients do not load fonts.",
            HtmlRule.feature("css-at-font-face"),
            MailClient.GMAIL,
            MailClient.OUTLOOK_WINDOWS,
            MailClient.OUTLOOK_MAC,
            MailClient.OUTLOOK_COM,
            MailClient.OUTLOOK_MOBILE,
            MailClient.YAHOO,
            MailClient.PROTON),
    BORDER_RADIUS(
            Impact.APPEARANCE,
            "The engine of Microsoft Word shows angular corners.",
            HtmlRule.feature("css-border-radius"),
            MailClient.OUTLOOK_WINDOWS),
    BOX_SHADOW(
            Impact.APPEARANCE,
            "These clients show no shadows.",
            HtmlRule.feature("css-box-shadow"),
            MailClient.GMAIL,
            MailClient.OUTLOOK_WINDOWS,
            MailClient.YAHOO),
    HOVER_SELECTOR(
            Impact.APPEARANCE,
            "These clients support no :hover, or only for some selectors.",
            HtmlRule.feature("css-pseudo-class-hover"),
            MailClient.GMAIL_IOS,
            MailClient.OUTLOOK_WINDOWS,
            MailClient.OUTLOOK_MAC,
            MailClient.OUTLOOK_COM,
            MailClient.OUTLOOK_MOBILE),
    COLOR_SCHEME_QUERY(
            Impact.APPEARANCE,
            "These clients ignore prefers-color-scheme, so the styles for dark mode have no effect.",
            HtmlRule.feature("css-at-media-prefers-color-scheme"),
            MailClient.GMAIL,
            MailClient.OUTLOOK_WINDOWS,
            MailClient.YAHOO,
            MailClient.THUNDERBIRD,
            MailClient.PROTON),
    INLINE_IMPORTANT(
            Impact.APPEARANCE,
            "The engine of Microsoft Word does not support !important in style attributes.",
            HtmlRule.feature("css-important"),
            MailClient.OUTLOOK_WINDOWS);

    private final Impact impact;
    private final String explanation;
    private final String source;
    private final List<MailClient> clients;

    HtmlRule(Impact impact, String explanation, String source, MailClient... clients) {
        this.impact = impact;
        this.explanation = explanation;
        this.source = source;
        this.clients = List.of(clients);
    }

    /** Returns the page of a feature with the results of its tests in many clients. */
    private static String feature(String name) {
        return "https://www.caniemail.com/features/" + name + "/";
    }

    /** Returns the name of the rule in camel case, such as {@code missingAlt}. */
    String id() {
        StringBuilder id = new StringBuilder();
        for (String word : name().split("_")) {
            String lower = word.toLowerCase(Locale.ROOT);
            id.append(id.isEmpty() ? lower : word.charAt(0) + lower.substring(1));
        }
        return id.toString();
    }

    /** Returns whether the rule concerns nothing but the engine of Microsoft Word. */
    boolean isOnlyAboutWord() {
        return clients.equals(List.of(MailClient.OUTLOOK_WINDOWS));
    }

    HtmlFinding finding(int count, List<HtmlFinding.Place> places) {
        List<String> labels = clients.stream().map(MailClient::label).toList();
        return new HtmlFinding(id(), impact, explanation, labels, source, count, places);
    }
}
