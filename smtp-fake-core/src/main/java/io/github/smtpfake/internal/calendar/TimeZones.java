package io.github.smtpfake.internal.calendar;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the time zones to which the times of a calendar refer: by a name of the time zone database, by a name of Windows, which
 * Outlook sends, or by the definition in the calendar.
 */
final class TimeZones {
    private static final Set<String> NAMES = ZoneId.getAvailableZoneIds();
    private static final int LONGEST_NAME = 200;
    /** More than any zone needs, even for a century. */
    private static final int MAX_OBSERVANCES = 60;

    private final Map<String, Definition> definitions = new HashMap<>();
    private final Defects defects;

    /** A zone as the calendar defines it. */
    private record Definition(Optional<String> location, List<Observance> observances) {
        static Definition of(Component component) {
            List<Optional<Observance>> observances = component.children().stream()
                    .limit(MAX_OBSERVANCES)
                    .map(Observance::of)
                    .toList();
            // One that cannot be read makes the others wrong for its time of the year.
            boolean isComplete = observances.stream().allMatch(Optional::isPresent);
            return new Definition(
                    component.text("X-LIC-LOCATION"),
                    isComplete ? observances.stream().flatMap(Optional::stream).toList() : List.of());
        }

        /** Returns the offset at the given time; empty if the definition has none. */
        Optional<ZoneOffset> offset(LocalDateTime time) {
            Optional<LocalDateTime> latest = Optional.empty();
            Optional<ZoneOffset> offset = observances.stream()
                    .min(Comparator.comparing(Observance::first))
                    .map(Observance::before);
            for (Observance observance : observances) {
                Optional<LocalDateTime> beginning = observance.lastBeginning(time);
                if (beginning.isPresent()
                        && latest.filter(known -> !beginning.get().isAfter(known))
                                .isEmpty()) {
                    latest = beginning;
                    offset = Optional.of(observance.offset());
                }
            }
            return offset;
        }
    }

    /** Creates the zones of a calendar with its definitions. */
    TimeZones(Component calendar, Defects defects) {
        this.defects = defects;
        for (Component definition : calendar.children("VTIMEZONE")) {
            definition
                    .text("TZID")
                    .ifPresent(id -> definitions.computeIfAbsent(id.strip(), name -> Definition.of(definition)));
        }
    }

    /** Returns the zone with an identifier. If only the definition describes it, returns its offset at the given time. */
    Optional<ZoneId> find(String id, LocalDateTime time) {
        Definition definition = definitions.get(id.strip());
        Optional<ZoneId> zone = named(id.strip())
                .or(() -> Optional.ofNullable(definition)
                        .flatMap(Definition::location)
                        .flatMap(TimeZones::named))
                .or(() -> Optional.ofNullable(definition).flatMap(known -> known.offset(time)));
        if (definition == null && !id.startsWith("/")) {
            defects.undefinedTimeZone(
                    zone.isPresent()
                            ? "A time refers to a time zone without a VTIMEZONE, which some calendars require"
                            : "A time refers to a time zone that is unknown and has no VTIMEZONE",
                    id);
        } else if (zone.isEmpty()) {
            defects.malformed("The definition of a time zone cannot be read", id, "3.6.5");
        }
        return zone;
    }

    /**
     * Returns the zone with a name, or with the end of a name, because some programs put their own name and version before it:
     * {@code /freeassociation.sourceforge.net/Europe/Berlin}.
     */
    private static Optional<ZoneId> named(String id) {
        String windows = WindowsZones.zone(id);
        String first = windows == null ? id : windows;
        for (String name = first.length() > LONGEST_NAME ? "" : first; !name.isEmpty(); name = afterSlash(name)) {
            if (NAMES.contains(name)) {
                return Optional.of(isUtc(name) ? ZoneOffset.UTC : ZoneId.of(name));
            }
        }
        return Optional.empty();
    }

    private static boolean isUtc(String name) {
        return name.equals("UTC") || name.equals("Etc/UTC") || name.equals("Z");
    }

    private static String afterSlash(String name) {
        int slash = name.indexOf('/');
        return slash < 0 ? "" : name.substring(slash + 1);
    }
}
