package io.github.smtpfake.message;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds what a template engine should have replaced, and what it puts in for a value that is missing. */
final class Placeholders {
    /** Each bounded, and without a way to read the same text twice, so that garbage takes linear time. */
    private static final Pattern MARKS = Pattern.compile("\\$\\{[^{}\\n]{1,100}+}"
            + "|\\{\\{[^{}\\n]{1,100}+}}"
            + "|\\{%[^{}%\\n]{1,100}+%}"
            + "|<%[^<>%\\n]{1,100}+%>"
            + "|(?<![\\w%$])%(?:\\d\\$)?[sd](?![\\w%])"
            + "|\\[object Object]");

    /** What stands for a missing value only where a value is expected. */
    private static final Pattern MISSING = Pattern.compile(
            "(?im)(?:^|\\b(?:dear|hello|hi|hey|welcome|hallo|liebe[r]?|bonjour|hola|ciao|for|to|from|by|mr|mrs|ms|of)\\.?,? "
                    + "|[:=]\\h?)(?-i:(null|undefined))(?=\\h*(?:$|[,.!?;]))");

    /** In a link a value stands behind one of these, and before another or the end. */
    private static final Pattern MISSING_IN_LINK = Pattern.compile("[/=](null|undefined)(?=[/?&#]|$)");

    private Placeholders() {}

    /** Returns them in order and without repetitions. */
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
