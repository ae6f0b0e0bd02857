package io.github.smtpfake.message;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the links in plain text as mail clients do. */
final class TextLinks {
    /** In angle brackets an address may span lines (RFC 3986, appendix C); elsewhere white space ends it. */
    private static final Pattern ADDRESS = Pattern.compile(
            "<((?:https?|ftp)://[^<>\"]{1,4000})>|\\b((?:https?|ftp)://[^\\s<>\"]++|mailto:[^\\s<>\"@]{1,64}+@[^\\s<>\"]++)",
            Pattern.CASE_INSENSITIVE);

    private static final String BRACKETS = "()[]{}";
    private static final String PUNCTUATION = ".,;:!?'*_…’”»";

    private TextLinks() {}

    static List<Link> of(String text) {
        List<Link> links = new ArrayList<>();
        Matcher address = ADDRESS.matcher(text);
        while (address.find()) {
            String href = address.group(1) != null
                    ? address.group(1).replaceAll("\\s", "")
                    : withoutPunctuation(address.group(2));
            links.add(new Link(href, href));
        }
        return links;
    }

    /**
     * Removes trailing characters of the surrounding sentence: punctuation, or a bracket that the address does not
     * open.
     */
    private static String withoutPunctuation(String address) {
        int[] balance = new int[BRACKETS.length() / 2];
        for (int i = 0; i < address.length(); i++) {
            int bracket = BRACKETS.indexOf(address.charAt(i));
            if (bracket >= 0) {
                balance[bracket / 2] += bracket % 2 == 0 ? 1 : -1;
            }
        }
        int end = address.length();
        for (; end > 0; end--) {
            char last = address.charAt(end - 1);
            int bracket = BRACKETS.indexOf(last);
            if (bracket % 2 == 1 && balance[bracket / 2] < 0) {
                balance[bracket / 2]++;
            } else if (PUNCTUATION.indexOf(last) < 0) {
                break;
            }
        }
        return address.substring(0, end);
    }
}
