package io.github.smtpfake.message;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds placeholders that a template engine did not replace, and the text it inserts for missing values. */
final class Placeholders {
    /**
     * Each alternative is bounded and possessive, so that the search of hostile text needs only linear time. They are tried only at
     * the characters with which they begin.
     */
    private static final Pattern MARKS = Pattern.compile("(?=[$%*?#<{\\[])(?:\\$\\{[^{}\\n]{1,100}+}"
            + "|\\{\\{[^{}\\n]{1,100}+}}"
            + "|\\{%[^{}%\\n]{1,100}+%}"
            + "|<%[^<>%\\n]{1,100}+%>"
            + "|(?<![\\w%$])%(?:\\d\\$)?[sd](?![\\w%])"
            + "|\\[object(?: |%20)Object]"
            // Spring, JSF and Ruby.
            + "|#\\{[^{}\\n]{1,100}+}"
            // Bulk mail services.
            + "|(?<!\\*)\\*\\|[A-Za-z0-9_:+. -]{1,100}+\\|\\*(?!\\*)"
            + "|(?<![\\w%])%%[A-Za-z_](?:[\\w.-]| (?=\\w)){0,60}+%%(?![\\w%])"
            // Java and Thymeleaf, for a message that no resource bundle has.
            + "|(?<![\\w?])\\?\\?\\?[A-Za-z][\\w.-]{0,100}+\\?\\?\\?(?![\\w?])"
            + "|(?<![\\w?])\\?\\?[A-Za-z][\\w.-]{0,100}?_[a-z]{2}(?:_[A-Z]{2})?\\?\\?(?![\\w?]))");

    /** The text of an object that is not meant for readers: that of Java's Optional, of any Java object, of an invalid date. */
    private static final Pattern OBJECTS =
            Pattern.compile("(?m)\\bOptional(?:Int|Long|Double)?(?:\\[[^\\]\\n]{0,100}+]|\\.empty\\b(?!\\())"
                    + "|(?<![\\w.@$/:])(?:\\[[BCDFIJSZ]|\\[L[\\w.$]{1,100}+;|(?:[a-z]\\w{0,30}+\\.){0,10}+[A-Z][\\w$]{0,100}+)"
                    // A hash code has digits and letters; a name after an at sign hardly has both.
                    + "@(?=[a-f]{0,8}+\\d)(?=\\d{0,8}+[a-f])[0-9a-f]{5,8}+(?!\\w|[.@-]\\w)"
                    + "|(?<!\\w)Invalid Date(?=\\h*(?:$|[,.!?;)|]))");

    /** Matches a word for a missing value in a place where a value is expected. */
    private static final Pattern MISSING = Pattern.compile(
            "(?im)(?:^|\\b(?:dear|hello|hi|hey|welcome|hallo|liebe[r]?|bonjour|hola|ciao|for|to|from|by|mr|mrs|ms|of)\\.?,? "
                    + "|[:=]\\h?)(?-i:(null|undefined|NaN))(?=\\h*(?:$|[,.!?;%€$£]))");

    /** Matches a number that could not be computed, before or after its unit. */
    private static final Pattern MISSING_NUMBER = Pattern.compile(
            "(?:[$€£]|\\b(?:EUR|USD|GBP|CHF) )(NaN)\\b|(?<![\\w-])(NaN)(?= ?(?:[%€$£]|(?i:EUR|USD|GBP|CHF|items?|days?|hours?|minutes?|points?)\\b))");

    /** Matches a word for a missing value in a link, between these delimiters or at its end. */
    private static final Pattern MISSING_IN_LINK =
            Pattern.compile("[/=](null|undefined|NaN|Invalid(?:%20|\\+)Date)(?=[/?&#]|$)");

    private Placeholders() {}

    /** Returns the placeholders in order and without duplicates. */
    static Set<String> in(List<String> texts, List<Link> links) {
        Set<String> found = new LinkedHashSet<>();
        for (String text : texts) {
            addAll(MARKS, 0, text, found);
            addAll(OBJECTS, 0, text, found);
            addAll(MISSING, 1, text, found);
            if (text.contains("NaN")) {
                addAll(MISSING_NUMBER, 0, text, found);
            }
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
