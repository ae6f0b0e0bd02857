package io.github.smtpfake.inbox;

import io.github.smtpfake.internal.text.Printable;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.session.SessionQuery;
import io.github.smtpfake.session.SmtpSession;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The text of a failure: what was expected, what came, and what went wrong on the way. No longer than a screen. */
final class AwaitReport {
    private static final int WIDTH = 200;
    private static final int SHOWN = 5;
    private static final int REASONS = 4;
    /** How many lines the items of a list may take, the first of them excepted. */
    private static final int LINES_OF_A_LIST = 14;

    private static final String NOBODY =
            "No client has connected since. Does the application use host and port of this server?";

    private final StringBuilder text = new StringBuilder();

    private AwaitReport() {}

    static String of(String headline, AwaitResult result) {
        AwaitReport report = new AwaitReport();
        report.headline(headline);
        report.list("These match:", result.matches(), AwaitReport::message);
        report.repeated(result.matches());
        report.list("These came and do not match:", result.nearMisses(), AwaitReport::nearMiss);
        List<SmtpSession> tellingFirst = result.sessions().stream()
                .sorted(Comparator.comparingInt(session -> SessionReport.tellsWhy(session) ? 0 : 1))
                .toList();
        report.list("These sessions did not, or not only, deliver mail:", tellingFirst, SessionReport::of);
        if (result.evicted() > 0) {
            report.line(
                    0,
                    "The store was full: " + result.evicted()
                            + " of the messages since the mark were evicted. Raise Limits.storedMessages or storedBytes.");
        } else if (result.matches().isEmpty()
                && result.nearMisses().isEmpty()
                && result.sessions().isEmpty()) {
            report.line(0, nothing(result.clients()));
        }
        return report.text.toString().stripTrailing();
    }

    /** The text of a failed wait for a session, of which others came instead. */
    static String ofSessions(String headline, SessionQuery query, List<SmtpSession> sessions) {
        AwaitReport report = new AwaitReport();
        report.headline(headline);
        List<SmtpSession> nearestFirst = sessions.stream()
                .sorted(Comparator.comparingInt(
                        session -> query.mismatches(session).size()))
                .toList();
        report.list("These came and do not match:", nearestFirst, session -> {
            List<String> lines = SessionReport.of(session);
            lines.addAll(1, reasons(query.mismatches(session)));
            return lines;
        });
        if (sessions.isEmpty()) {
            report.line(0, NOBODY);
        }
        return report.text.toString().stripTrailing();
    }

    /** What was expected must not push what came out of sight. */
    private void headline(String headline) {
        headline.lines()
                .forEach(line -> text.append(Printable.line(line, 2 * WIDTH)).append('\n'));
    }

    private static String nothing(long clients) {
        return clients == 0
                ? NOBODY
                : "Clients were connected (" + clients
                        + "), but nothing that they delivered since is there: it was deleted.";
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

    private static List<String> message(CapturedMessage message) {
        return List.of(message.toString());
    }

    private static List<String> nearMiss(NearMiss miss) {
        List<String> lines = new ArrayList<>(message(miss.message()));
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

    /** A mail that was sent twice looks like two, unless one looks at its Message-ID. */
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
                                + ">: the same mail was sent again."));
    }

    private void line(int indent, String line) {
        text.append(" ".repeat(indent)).append(Printable.line(line, WIDTH)).append('\n');
    }
}
