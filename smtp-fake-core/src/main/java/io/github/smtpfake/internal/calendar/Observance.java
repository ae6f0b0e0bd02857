package io.github.smtpfake.internal.calendar;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The standard time or the daylight saving time of a time zone that a calendar defines (RFC 5545, 3.6.5). It begins at certain
 * times, by a rule, or both.
 *
 * @param first when it begins first, by the clock of the time before
 * @param dates when else it begins
 */
record Observance(
        LocalDateTime first,
        ZoneOffset before,
        ZoneOffset offset,
        Optional<YearlyRule> rule,
        List<LocalDateTime> dates) {
    private static final Pattern OFFSET = Pattern.compile("([+-])([0-9]{2})([0-9]{2})([0-9]{2})?");
    private static final int MAX_SECONDS = 18 * 3_600;
    /** More than any zone needs. */
    private static final int MAX_DATES = 200;

    /** Reads an observance; empty if it is malformed, or has a rule of another kind than calendars have for time zones. */
    static Optional<Observance> of(Component component) {
        Optional<LocalDateTime> first = component.first("DTSTART").flatMap(line -> DateTimeValue.local(line.value()));
        Optional<ZoneOffset> before = component.first("TZOFFSETFROM").flatMap(line -> offset(line.value()));
        Optional<ZoneOffset> offset = component.first("TZOFFSETTO").flatMap(line -> offset(line.value()));
        if (first.isEmpty() || before.isEmpty() || offset.isEmpty()) {
            return Optional.empty();
        }
        Optional<ContentLine> line = component.first("RRULE");
        Optional<YearlyRule> rule =
                line.flatMap(text -> YearlyRule.of(text.value().strip(), first.get(), before.get()));
        return line.isPresent() && rule.isEmpty()
                ? Optional.empty()
                : Optional.of(new Observance(first.get(), before.get(), offset.get(), rule, dates(component)));
    }

    private static List<LocalDateTime> dates(Component component) {
        List<LocalDateTime> dates = new ArrayList<>();
        for (ContentLine line : component.all("RDATE")) {
            for (String date : line.value().split(",", MAX_DATES)) {
                if (dates.size() < MAX_DATES) {
                    DateTimeValue.local(date).ifPresent(dates::add);
                }
            }
        }
        return List.copyOf(dates);
    }

    private static Optional<ZoneOffset> offset(String text) {
        Matcher matcher = OFFSET.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int seconds = Integer.parseInt(matcher.group(2)) * 3_600
                + Integer.parseInt(matcher.group(3)) * 60
                + (matcher.group(4) == null ? 0 : Integer.parseInt(matcher.group(4)));
        return seconds > MAX_SECONDS
                ? Optional.empty()
                : Optional.of(ZoneOffset.ofTotalSeconds(matcher.group(1).equals("-") ? -seconds : seconds));
    }

    /** Returns when it begins last before or at the given time; empty if it begins later. */
    Optional<LocalDateTime> lastBeginning(LocalDateTime time) {
        LocalDateTime last = first;
        for (LocalDateTime date : dates) {
            last = later(last, date, time);
        }
        if (rule.isPresent()) {
            for (LocalDateTime date : rule.get().lastBeginnings(time)) {
                last = later(last, date, time);
            }
        }
        return last.isAfter(time) ? Optional.empty() : Optional.of(last);
    }

    /** Returns the second time if it is later than the first but not after the limit. */
    private static LocalDateTime later(LocalDateTime last, LocalDateTime other, LocalDateTime limit) {
        return other.isAfter(limit) || !other.isAfter(last) ? last : other;
    }
}
