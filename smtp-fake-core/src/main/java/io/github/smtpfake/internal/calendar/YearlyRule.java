package io.github.smtpfake.internal.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rule by which a time begins every year (RFC 5545, 3.3.10), in the forms that occur in definitions of time zones: a day of a
 * month, such as 1 April; a weekday, such as the last Sunday; or the only one of several days that is a certain weekday.
 *
 * @param weekday the weekday, if the rule names one
 * @param ordinal which of these weekdays in the month; negative from the end of the month; 0 if the days decide
 * @param days the days of the month; empty if the ordinal decides
 * @param end when the rule ends, by the clock of the time before
 */
record YearlyRule(
        int month,
        Optional<DayOfWeek> weekday,
        int ordinal,
        List<Integer> days,
        LocalTime time,
        Optional<LocalDateTime> end) {
    private static final int LONGEST = 200;
    private static final Pattern WEEKDAY = Pattern.compile("([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)");
    private static final Pattern NUMBERS = Pattern.compile("[0-9]{1,2}(?:,[0-9]{1,2})*");
    private static final List<String> WEEKDAYS = List.of("MO", "TU", "WE", "TH", "FR", "SA", "SU");

    /** The parts of a rule. Not thread-safe. */
    private static final class Parts {
        private String frequency = "";
        private List<Integer> months = List.of();
        private List<Integer> days = List.of();
        private Optional<DayOfWeek> weekday = Optional.empty();
        private int ordinal;
        private Optional<LocalDateTime> end = Optional.empty();
        private boolean isKnown = true;

        void read(String name, String value, ZoneOffset before) {
            switch (name) {
                case "FREQ" -> frequency = value;
                case "BYMONTH" -> months = numbers(value);
                case "BYMONTHDAY" -> days = numbers(value);
                case "BYDAY" -> readWeekday(value);
                case "UNTIL" -> end = end(value, before);
                case "INTERVAL" -> isKnown &= value.equals("1");
                case "WKST" -> {
                    // Where a week begins makes no difference within a month.
                }
                default -> isKnown = false;
            }
        }

        private List<Integer> numbers(String value) {
            isKnown &= NUMBERS.matcher(value).matches();
            List<Integer> numbers = new ArrayList<>();
            for (String number : isKnown ? value.split(",") : new String[0]) {
                numbers.add(Integer.valueOf(number));
            }
            return numbers;
        }

        private void readWeekday(String value) {
            Matcher matcher = WEEKDAY.matcher(value);
            isKnown &= matcher.matches();
            if (isKnown) {
                weekday = Optional.of(DayOfWeek.of(WEEKDAYS.indexOf(matcher.group(2)) + 1));
                ordinal = matcher.group(1) == null ? 0 : Integer.parseInt(matcher.group(1));
            }
        }

        private Optional<LocalDateTime> end(String value, ZoneOffset before) {
            boolean isUtc = value.endsWith("Z");
            Optional<LocalDateTime> read = DateTimeValue.local(isUtc ? value.substring(0, value.length() - 1) : value);
            isKnown &= read.isPresent();
            return isUtc ? read.map(utc -> utc.plusSeconds(before.getTotalSeconds())) : read;
        }
    }

    /**
     * Reads a rule; empty if it has another form.
     *
     * @param first when the time begins first, from which the rule takes what it does not name
     * @param before the offset before the time begins
     */
    static Optional<YearlyRule> of(String text, LocalDateTime first, ZoneOffset before) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        Parts parts = new Parts();
        for (String part : text.toUpperCase(Locale.ROOT).split(";")) {
            int equals = part.indexOf('=');
            parts.read(part.substring(0, Math.max(0, equals)), part.substring(equals + 1), before);
        }
        List<Integer> days = parts.days.isEmpty() && parts.weekday.isEmpty()
                ? List.of(first.getDayOfMonth())
                : List.copyOf(parts.days);
        boolean isDecided = (parts.ordinal != 0) == days.isEmpty();
        if (!parts.isKnown || !isDecided || !parts.frequency.equals("YEARLY") || parts.months.size() > 1) {
            return Optional.empty();
        }
        int month = parts.months.isEmpty() ? first.getMonthValue() : parts.months.get(0);
        return month < 1 || month > 12
                ? Optional.empty()
                : Optional.of(
                        new YearlyRule(month, parts.weekday, parts.ordinal, days, first.toLocalTime(), parts.end));
    }

    /** Returns the beginnings of the last two years until the given time that the rule has, in no certain order. */
    List<LocalDateTime> lastBeginnings(LocalDateTime until) {
        int lastYear = Math.min(until.getYear(), end.map(LocalDateTime::getYear).orElse(until.getYear()));
        List<LocalDateTime> beginnings = new ArrayList<>(2);
        for (int year = lastYear - 1; year <= lastYear; year++) {
            beginning(year)
                    .filter(beginning -> end.filter(beginning::isAfter).isEmpty())
                    .ifPresent(beginnings::add);
        }
        return beginnings;
    }

    private Optional<LocalDateTime> beginning(int year) {
        LocalDate start = LocalDate.of(year, month, 1);
        if (ordinal != 0) {
            return weekday.map(day ->
                    start.with(TemporalAdjusters.dayOfWeekInMonth(ordinal, day)).atTime(time));
        }
        return days.stream()
                .filter(day -> day >= 1 && day <= start.lengthOfMonth())
                .map(start::withDayOfMonth)
                .filter(date -> weekday.isEmpty() || weekday.get() == date.getDayOfWeek())
                .findFirst()
                .map(date -> date.atTime(time));
    }
}
