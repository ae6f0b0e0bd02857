package io.github.smtpfake.message;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds placeholders that a template engine did not replace, and the text it inserts for missing values. */
final class Placeholders {
    /** Each alternative is bounded and possessive, so that the search of hostile text needs only linear time. */
    private static final Pattern MARKS = Pattern.compile("\\$\\{[^{}\\n]{1,100}+}"
            + "|\\{\\{[^{}\\n]{1,100}+}}"
            + "|\\{%[^{}%\\n]{1,100}+%}"
            + "|<%[^<>%\\n]{1,100}+%>"
            + "|(?<![\\w%$])%(?:\\d\\$)?[sd](?![\\w%])"
            + "|\\[object Object]");

    /** Matches a word for a missing value in a place where a value is expected. */
    private static final Pattern MISSING = Pattern.compile(
            "(?im)(?:^|\\b(?:dear|hello|hi|hey|welcome|hallo|liebe[r]?|bonjour|hola|ciao|for|to|from|by|mr|mrs|ms|of)\\.?,? "
                    + "|[:=]\\h?)(?-i:(null|undefined))(?=\\h*(?:$|[,.!?;]))");

    /** Matches a word for a missing value in a link, between these delimiters or at its end. */
    private static final Pattern MISSING_IN_LINK = Pattern.compile("[/=](null|undefined)(?=[/?&#]|$)");

    private Placeholders() {}

    /** Returns the placeholders in order and without duplicates. */
    static Set<String> in(List<String> texts, List<Link> links) {
        Set<String> found = new LinkedHashSet<>();
        for (String text : texts) {
            addAll(MARKS, 0, text, found);
            addAll(MISSING, 1, text, found);
        }
        for (Link link : links) {
            addAll(MARKS, 0, link.href(), found);
            addAll(MISSING_IN_LINK, 1, link.href(), found);
        }
        return found;
    }

    private static void addAll(Pattern pattern, int group, String text, Set<String> found) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(group));
        }
    }
}
