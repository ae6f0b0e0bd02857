package io.github.smtpfake.internal.calendar;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects what is wrong with a calendar: the first defects of each kind. Not thread-safe. */
final class Defects {
    private static final int MAX = 20;

    private final List<CalendarDefect> defects = new ArrayList<>();

    /**
     * Adds a defect of the syntax.
     *
     * @param section the section of RFC 5545
     */
    void malformed(String what, String found, String section) {
        add(new CalendarDefect(CalendarDefect.Kind.MALFORMED, what, Optional.of(found), section));
    }

    /** Adds something that an event must have. */
    void missing(String what, String section) {
        add(new CalendarDefect(CalendarDefect.Kind.MALFORMED, what, Optional.empty(), section));
    }

    void undefinedTimeZone(String what, String found) {
        add(new CalendarDefect(CalendarDefect.Kind.UNDEFINED_TIME_ZONE, what, Optional.of(found), "3.2.19"));
    }

    private void add(CalendarDefect defect) {
        long known =
                defects.stream().filter(other -> other.kind() == defect.kind()).count();
        if (known < MAX && !defects.contains(defect)) {
            defects.add(defect);
        }
    }

    List<CalendarDefect> all() {
        return List.copyOf(defects);
    }
}
