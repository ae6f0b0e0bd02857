package io.github.smtpfake.internal.calendar;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The standard time or the daylight saving time of a time zone that a calendar defines (RFC 5545, 3.6.5). It begins once, or
 * every year by a rule that names a month and a day in it: calendars have no other rules for time zones.
 *
 * @param first when it begins first, by the clock of the time before
 * @param rule the parts of the recurrence rule; empty if it begins once
 */
record Observance(LocalDateTime first, ZoneOffset before, ZoneOffset offset, Map<String, String> rule) {
    private static final Pattern OFFSET = Pattern.compile("([+-])([0-9]{2})([0-9]{2})([0-9]{2})?");
    private static final Pattern DAY = Pattern.compile("([+-]?[1-5])(MO|TU|WE|TH|FR|SA|SU)");
    /** The length of a time without the letter Z, which means UTC. */
    private static final int LOCAL_LENGTH = 15;

    private static final List<String> DAYS = List.of("MO", "TU", "WE", "TH", "FR", "SA", "SU");

    static Optional<Observance> of(Component component) {
        Optional<LocalDateTime> first =
                component.first("DTSTART").flatMap(line -> CalendarTimes.dateTime(line.value()));
        Optional<ZoneOffset> before = component.first("TZOFFSETFROM").flatMap(line -> offset(line.value()));
        Optional<ZoneOffset> offset = component.first("TZOFFSETTO").flatMap(line -> offset(line.value()));
        if (first.isEmpty() || before.isEmpty() || offset.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> rule = new TreeMap<>();
        for (String part :
                component.first("RRULE").map(ContentLine::value).orElse("").split(";")) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                rule.put(part.substring(0, equals).toUpperCase(Locale.ROOT), part.substring(equals + 1));
            }
        }
        return Optional.of(new Observance(first.get(), before.get(), offset.get(), Map.copyOf(rule)));
    }

    private static Optional<ZoneOffset> offset(String text) {
        Matcher matcher = OFFSET.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int seconds = Integer.parseInt(matcher.group(2)) * 3_600
                + Integer.parseInt(matcher.group(3)) * 60
                + (matcher.group(4) == null ? 0 : Integer.parseInt(matcher.group(4)));
        return seconds > 18 * 3_600
                ? Optional.empty()
                : Optional.of(ZoneOffset.ofTotalSeconds(matcher.group(1).equals("-") ? -seconds : seconds));
    }

    /** Returns when it begins last before or at the given time; empty if it begins later. */
    Optional<LocalDateTime> lastBeginning(LocalDateTime time) {
        if (first.isAfter(time)) {
            return Optional.empty();
        }
        LocalDateTime last = first;
        for (int year = time.getYear() - 1; year <= time.getYear(); year++) {
            LocalDateTime beginning = beginning(year).orElse(first);
            if (beginning.isAfter(last) && !beginning.isAfter(time) && !isOver(beginning)) {
                last = beginning;
            }
        }
        return Optional.of(last);
    }

    private boolean isOver(LocalDateTime beginning) {
        String until = rule.getOrDefault("UNTIL", "");
        return CalendarTimes.dateTime(until.replaceFirst("[Zz]$", ""))
                .filter(end -> beginning.isAfter(
                        until.length() > LOCAL_LENGTH ? end.plusSeconds(before.getTotalSeconds()) : end))
                .isPresent();
    }

    private Optional<LocalDateTime> beginning(int year) {
        if (!rule.getOrDefault("FREQ", "").equalsIgnoreCase("YEARLY")) {
            return Optional.empty();
        }
        try {
            int month = Integer.parseInt(rule.getOrDefault("BYMONTH", "" + first.getMonthValue()));
            LocalDate day = LocalDate.of(year, month, 1);
            Matcher weekday = DAY.matcher(rule.getOrDefault("BYDAY", ""));
            if (weekday.matches()) {
                day = day.with(TemporalAdjusters.dayOfWeekInMonth(
                        Integer.parseInt(weekday.group(1)), DayOfWeek.of(DAYS.indexOf(weekday.group(2)) + 1)));
            } else if (!rule.containsKey("BYDAY")) {
                day = day.withDayOfMonth(Integer.parseInt(rule.getOrDefault("BYMONTHDAY", "" + first.getDayOfMonth())));
            } else {
                return Optional.empty();
            }
            return Optional.of(day.atTime(first.toLocalTime()));
        } catch (DateTimeException | NumberFormatException e) {
            // Another kind of rule, or no rule.
            return Optional.empty();
        }
    }
}
