package io.github.smtpfake.rest.internal.preview;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Changes HTML for a frame, so that nothing in it opens a connection or replaces the frame. The policy of the response forbids
 * both, but browsers look up names and connect for some elements whatever the policy says.
 */
final class FramedHtml {
    /** The tags that load, connect, navigate or change how addresses are resolved. After the name, HTML allows only these. */
    private static final Pattern DISARMED = Pattern.compile(
            "(?i)<(/?)(?=(?:link|script|base|meta|iframe|frame|frameset|object|embed|applet|portal|fencedframe)(?:[\\s/>]|$))");

    /** A meta element that has a name and a content, and therefore no {@code http-equiv}, which could navigate. */
    private static final Pattern HARMLESS_META = Pattern.compile("(?i)<x-(meta\\s+name="
            + "(?:\"(?:color-scheme|supported-color-schemes|viewport)\"|(?:color-scheme|supported-color-schemes|viewport))"
            + "\\s+content=(?:\"[\\w\\s,=.-]{0,200}\"|[\\w,=.-]{1,200})\\s*/?>)");

    private static final Pattern DOCTYPE = Pattern.compile("(?i)^\\s{0,100}<!doctype[^>]{0,500}>");
    private static final String NEW_TAB = "<base target=\"_blank\">";

    private FramedHtml() {}

    /** Returns the HTML with its dangerous elements renamed, and with links that open in a new tab. */
    static String of(String html) {
        String disarmed = DISARMED.matcher(html).replaceAll("<$1x-");
        String withMeta = HARMLESS_META.matcher(disarmed).replaceAll("<$1");
        String withTargets = LinkTargets.removedFrom(withMeta);
        Matcher doctype = DOCTYPE.matcher(withTargets);
        // Before the doctype, the element would change how the browser lays out the page.
        int start = doctype.find() ? doctype.end() : 0;
        return withTargets.substring(0, start) + NEW_TAB + withTargets.substring(start);
    }
}
