package io.github.smtpfake.message;

import io.github.smtpfake.calendar.CalendarEvent;
import io.github.smtpfake.internal.calendar.CalendarDefect;
import io.github.smtpfake.internal.calendar.CalendarReader;
import io.github.smtpfake.internal.mime.Charsets;
import io.github.smtpfake.internal.mime.LineEnds;
import io.github.smtpfake.internal.mime.TextDecoder;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The calendars of a message: its parts with a calendar, and what they contain. Immutable. */
final class Calendars {
    private final List<Calendar> calendars;

    private final boolean complete;

    /** A part with a calendar. */
    private record Calendar(MimePart part, CalendarReader content) {}

    private Calendars(List<Calendar> calendars, boolean complete) {
        this.calendars = calendars;
        this.complete = complete;
    }

    static Calendars of(ParsedMessage message) {
        List<Calendar> calendars = new ArrayList<>();
        int remaining = message.limits().examinedText();
        for (MimePart part : parts(message)) {
            byte[] folded = part.body().beginning(remaining);
            if (folded.length == remaining) {
                calendars.add(new Calendar(
                        part, CalendarReader.read(text(part, folded)).withoutDefects()));
                return new Calendars(List.copyOf(calendars), false);
            }
            calendars.add(new Calendar(part, CalendarReader.read(text(part, folded))));
            remaining -= folded.length;
        }
        return new Calendars(List.copyOf(calendars), true);
    }

    /** Returns whether all calendars were read to their end. */
    boolean isComplete() {
        return complete;
    }

    /** Returns how many bytes of calendars are read at most. */
    static long examinedSize(ParsedMessage message) {
        long size = parts(message).stream()
                .mapToLong(part -> part.body().encodedSize())
                .sum();
        return Math.min(size, message.limits().examinedText());
    }

    /** Returns the parts that are calendars by their type, or files with the extension of one. */
    static List<MimePart> parts(ParsedMessage message) {
        return message.parts().stream().filter(Calendars::isCalendar).toList();
    }

    private static boolean isCalendar(MimePart part) {
        return part.mediaType().equals("text/calendar")
                || part.mediaType().equals("application/ics")
                || part.fileName()
                        .filter(name -> name.toLowerCase(Locale.ROOT).endsWith(".ics"))
                        .isPresent();
    }

    /** Decodes the bytes of a part only after unfolding, because a fold may be within a character (RFC 5545, 3.1). */
    private static String text(MimePart part, byte[] folded) {
        String label = part.charset().isEmpty() ? "utf-8" : part.charset();
        return Charsets.includesAscii(label)
                ? LineEnds.unified(TextDecoder.decodeText(unfolded(folded), label))
                : LineEnds.unified(TextDecoder.decodeText(folded, label)).replaceAll("\\n[ \\t]", "");
    }

    private static byte[] unfolded(byte[] folded) {
        ByteArrayOutputStream unfolded = new ByteArrayOutputStream(folded.length);
        for (int i = 0; i < folded.length; i++) {
            int lineFeed = folded[i] == '\r' && i + 1 < folded.length && folded[i + 1] == '\n' ? i + 1 : i;
            if (folded[lineFeed] == '\n'
                    && lineFeed + 1 < folded.length
                    && (folded[lineFeed + 1] == ' ' || folded[lineFeed + 1] == '\t')) {
                i = lineFeed + 1;
            } else {
                unfolded.write(folded[i]);
            }
        }
        return unfolded.toByteArray();
    }

    /** Returns the events without repetitions: many senders attach the calendar as a file, too. */
    List<CalendarEvent> events() {
        return calendars.stream()
                .flatMap(calendar -> calendar.content().events().stream())
                .distinct()
                .toList();
    }

    void check(Findings findings) {
        for (Calendar calendar : calendars) {
            calendar.content().defects().forEach(defect -> report(defect, findings));
            checkMethod(calendar, findings);
        }
    }

    private static void report(CalendarDefect defect, Findings findings) {
        String detail = "Calendar: " + defect.what()
                + defect.found().map(text -> ": " + Findings.quoted(text)).orElse("");
        String id = switch (defect.kind()) {
            case MALFORMED -> "malformedCalendar";
            case UNDEFINED_TIME_ZONE -> "undefinedTimeZone";
        };
        findings.violation(id, detail, "RFC 5545, " + defect.section());
    }

    private static void checkMethod(Calendar calendar, Findings findings) {
        Optional<String> declared = calendar.part().contentType().parameter("method");
        List<String> methods = calendar.content().methods();
        if (declared.isPresent()
                && !methods.isEmpty()
                && !methods.contains(declared.get().toUpperCase(Locale.ROOT))) {
            findings.violation(
                    "calendarMethodMismatch",
                    "The Content-Type header of a calendar has the method " + Findings.quoted(declared.get())
                            + ", but its METHOD is " + Findings.quoted(methods.get(0)),
                    "RFC 6047, 2.4");
        }
    }
}
