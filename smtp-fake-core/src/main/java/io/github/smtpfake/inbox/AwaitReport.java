package io.github.smtpfake.inbox;

import io.github.smtpfake.internal.text.Printable;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.session.SessionQuery;
import io.github.smtpfake.session.SmtpSession;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Writes the message of a failed wait: the expectation, the messages that arrived, and the sessions that failed. It
 * fits on one screen.
 */
final class AwaitReport {
    private static final int WIDTH = 200;
    private static final int SHOWN = 5;
    private static final int REASONS = 4;
    /** The maximum number of lines of a list, except that the first item is always shown in full. */
    private static final int LINES_OF_A_LIST = 14;

    private final StringBuilder text = new StringBuilder();

    private AwaitReport() {}

    /**
     * Returns the text of a failed wait for messages.
     *
     * @param remark returns what to add to the line of a message
     */
    static String of(String headline, AwaitResult result, Function<CapturedMessage, Optional<String>> remark) {
        AwaitReport report = new AwaitReport();
        report.headline(headline);
        report.list("Matching:", result.matches(), message -> message(message, remark));
        report.repeated(result.matches());
        report.list("Received, but not matching:", result.nearMisses(), miss -> nearMiss(miss, remark));
        report.list(
                "Received late, because its MAIL command arrived before this inbox began:",
                result.late(),
                message -> message(message, remark));
        List<SmtpSession> reasonsFirst = result.sessions().stream()
                .sorted(Comparator.comparing(session -> !SessionReport.givesReason(session)))
                .toList();
        report.list("Sessions that failed or delivered nothing:", reasonsFirst, SessionReport::of);
        if (result.evicted() > 0) {
            report.line(0, evicted(result.evicted()));
        } else if (result.matches().isEmpty()
                && result.nearMisses().isEmpty()
                && result.late().isEmpty()
                && result.sessions().isEmpty()) {
            report.line(0, result.clients() == 0 ? noClient(result) : deleted(result.clients()));
        }
        return report.text.toString().stripTrailing();
    }

    /**
     * Returns the text of a failed wait for a session.
     *
     * @param sessions the active sessions, none of which matches
     * @param now the messages and sessions of the source at the end of the wait
     */
    static String ofSessions(String headline, SessionQuery query, List<SmtpSession> sessions, AwaitResult now) {
        AwaitReport report = new AwaitReport();
        report.headline(headline);
        List<SmtpSession> nearestFirst = sessions.stream()
                .sorted(Comparator.comparingInt(
                        session -> query.mismatches(session).size()))
                .toList();
        report.list("Sessions that do not match:", nearestFirst, session -> {
            List<String> lines = SessionReport.of(session);
            lines.addAll(1, reasons(query.mismatches(session)));
            return lines;
        });
        if (sessions.isEmpty()) {
            report.line(0, now.clients() == 0 ? noClient(now) : idle(now.clients()));
        }
        return report.text.toString().stripTrailing();
    }

    /** Returns the text with further facts, one or more lines each, at its end. */
    static String withNotes(String text, List<String> notes) {
        StringBuilder all = new StringBuilder(text);
        for (String note : notes) {
            note.lines().forEach(line -> all.append('\n').append(Printable.line(line, 2 * WIDTH)));
        }
        return all.toString();
    }

    /** Shortens each line, so that a long expectation does not push the actual events off the screen. */
    private void headline(String headline) {
        headline.lines()
                .forEach(line -> text.append(Printable.line(line, 2 * WIDTH)).append('\n'));
    }

    private static String evicted(long count) {
        return (count == 1 ? "1 message was" : count + " messages were")
                + " evicted because the store was full. Raise storedMessages or storedBytes of the Limits.";
    }

    private static String noClient(AwaitResult result) {
        return "No client connected. Check that the application uses this server's host and port"
                + result.server().map(server -> ", " + server).orElse("") + ".";
    }

    private static String deleted(long clients) {
        return clients(clients) + " connected, but " + (clients == 1 ? "its" : "their")
                + " messages have since been deleted.";
    }

    private static String idle(long clients) {
        return clients(clients) + (clients == 1 ? " was" : " were") + " connected, but did nothing.";
    }

    private static String clients(long count) {
        return count == 1 ? "1 client" : count + " clients";
    }

    private <T> void list(String title, List<T> items, Function<T, List<String>> show) {
        if (items.isEmpty()) {
            return;
        }
        line(0, title);
        int shown = 0;
        int lines = 0;
        for (T item : items) {
            List<String> itsLines = show.apply(item);
            lines += itsLines.size();
            if (shown == SHOWN || shown > 0 && lines > LINES_OF_A_LIST) {
                line(2, "… and " + (items.size() - shown) + " more");
                return;
            }
            line(2, itsLines.get(0));
            itsLines.stream().skip(1).forEach(line -> line(6, line));
            shown++;
        }
    }

    private static List<String> message(CapturedMessage message, Function<CapturedMessage, Optional<String>> remark) {
        return List.of(
                message + remark.apply(message).map(text -> " (" + text + ")").orElse(""));
    }

    private static List<String> nearMiss(NearMiss miss, Function<CapturedMessage, Optional<String>> remark) {
        List<String> lines = new ArrayList<>(message(miss.message(), remark));
        lines.addAll(reasons(miss.reasons()));
        return lines;
    }

    private static List<String> reasons(List<String> all) {
        if (all.size() <= REASONS) {
            return all;
        }
        List<String> first = new ArrayList<>(all.subList(0, REASONS));
        first.add("… and " + (all.size() - REASONS) + " more conditions");
        return first;
    }

    /** Reports messages that the client sent more than once, which only their Message-ID reveals. */
    private void repeated(List<CapturedMessage> messages) {
        Map<String, Long> counts = messages.stream()
                .flatMap(message -> message.content().messageId().stream())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        counts.entrySet().stream()
                .filter(entry -> entry.getValue() > 1)
                .limit(SHOWN)
                .forEach(entry -> line(
                        0,
                        entry.getValue() + " of them have the same Message-ID <" + entry.getKey()
                                + ">: the client sent one message more than once."));
    }

    private void line(int indent, String line) {
        text.append(" ".repeat(indent)).append(Printable.line(line, WIDTH)).append('\n');
    }
}
