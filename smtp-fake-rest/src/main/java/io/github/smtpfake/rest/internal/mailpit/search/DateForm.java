package io.github.smtpfake.rest.internal.mailpit.search;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The forms of a date without a time, in upper case. To add a form, add a constant. */
enum DateForm {
    /** The separators are the same, so that the end of a time is no part of a date. */
    YEAR_MONTH_DAY("(?<y>\\d{4})(?<s>[-/.:])(?<m>\\d{1,2})\\k<s>(?<d>\\d{1,2})"),
    YEAR_NAME_DAY("(?<y>\\d{4})-(?<name>[A-Z]{3,9})-(?<d>\\d{1,2})"),
    DAY_NAME_YEAR("(?<d>\\d{1,2})(?:ST|ND|RD|TH)?[-/ ](?<name>[A-Z]{3,9})\\.?[-/ ](?<y>\\d{4}|\\d{2})"),
    MONTH_DAY_YEAR("(?<m>\\d{1,2})(?<s>[/.:])(?<d>\\d{1,2})\\k<s>(?<y>\\d{4}|\\d{2})"),
    NAME_DAY_YEAR("(?<name>[A-Z]{3,9})\\.? (?<d>\\d{1,2})(?:ST|ND|RD|TH)? (?<y>\\d{4}|'?\\d{2})"),
    CHINESE("(?<y>\\d{4})年(?<m>\\d{1,2})月(?<d>\\d{1,2})日"),
    YEAR_DAY_OF_YEAR("(?<y>\\d{4})-(?<n>\\d{3})"),
    YEAR_MONTH("(?<y>\\d{4})[-/.](?<m>\\d{1,2})"),
    COMPACT("(?<y>\\d{4})(?<m>\\d{2})(?<d>\\d{2})"),
    /** Only before a time; otherwise it may be any number. */
    COMPACT_SHORT("(?<y>\\d{2})(?<m>\\d{2})(?<d>\\d{2})(?= )"),
    YEAR("(?<y>\\d{4})");

    private static final List<String> MONTHS =
            List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
    private static final List<String> FULL_MONTHS = List.of(
            "JANUARY",
            "FEBRUARY",
            "MARCH",
            "APRIL",
            "MAY",
            "JUNE",
            "JULY",
            "AUGUST",
            "SEPTEMBER",
            "OCTOBER",
            "NOVEMBER",
            "DECEMBER");
    /** Two digits mean a year from 1969 to 2068. */
    private static final int FIRST_SHORT_YEAR = 69;

    private final Pattern pattern;
    private final String groups;

    DateForm(String form) {
        // No digit may follow, because the number would have another meaning.
        this.pattern = Pattern.compile(form + "(?!\\d)");
        this.groups = form;
    }

    /**
     * The date at the start of a text.
     *
     * @param rest the text after it
     */
    record Found(LocalDate date, String rest) {}

    /**
     * Returns the date at the start of a text, or empty if it does not have this form.
     *
     * @throws java.time.DateTimeException if there is no such day
     */
    Optional<Found> find(String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.lookingAt()) {
            return Optional.empty();
        }
        int month = has("name") ? month(matcher.group("name")) : number(matcher, "m");
        if (month == 0) {
            return Optional.empty();
        }
        int year = year(matcher.group("y"));
        LocalDate date = has("n")
                ? LocalDate.ofYearDay(year, number(matcher, "n"))
                : LocalDate.of(year, month, number(matcher, "d"));
        return Optional.of(new Found(date, text.substring(matcher.end())));
    }

    private boolean has(String group) {
        return groups.contains("<" + group + ">");
    }

    private int number(Matcher matcher, String group) {
        return has(group) ? Integer.parseInt(matcher.group(group)) : 1;
    }

    /** Returns the number of a month; 0 if there is no such month. */
    private static int month(String name) {
        int full = FULL_MONTHS.indexOf(name);
        return 1 + (full >= 0 ? full : MONTHS.indexOf(name.equals("SEPT") ? "SEP" : name));
    }

    private static int year(String digits) {
        int year = Integer.parseInt(digits.replace("'", ""));
        return digits.length() == 4 ? year : year + (year < FIRST_SHORT_YEAR ? 2000 : 1900);
    }
}
