package io.github.smtpfake.inbox;

import io.github.smtpfake.internal.text.Printable;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.session.SessionQuery;
import io.github.smtpfake.session.SmtpSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

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

    private static final String CHECK_CODE = "Check that the sending code of the application ran.";
    private static final String WAIT_LONGER = " If it sends later, wait longer.";

    private final StringBuilder text = new StringBuilder();

    private final Context context;

    /**
     * What the caller of a wait knows about it.
     *
     * @param since the mark that the wait began with; empty if it is unknown
     * @param waited how long the wait lasted; empty if there was none
     * @param remark what to add to the line of a message
     * @param late says which of the messages were late for an earlier wait
     */
    record Context(
            Optional<Mark> since,
            Optional<Duration> waited,
            Function<CapturedMessage, Optional<String>> remark,
            Function<List<CapturedMessage>, List<String>> late) {
        /** Nothing is known. */
        static final Context NONE =
                new Context(Optional.empty(), Optional.empty(), message -> Optional.empty(), messages -> List.of());
    }

    private AwaitReport(Context context) {
        this.context = context;
    }

    static String of(String headline, AwaitResult result, Context context) {
        AwaitReport report = new AwaitReport(context);
        report.headline(headline);
        report.list("Matching:", result.matches(), report::message);
        List<String> late = context.late()
                .apply(Stream.concat(
                                result.matches().stream(),
                                result.nearMisses().stream().limit(SHOWN).map(NearMiss::message))
                        .toList());
        RepeatedMessages.of(result.matches(), late.isEmpty()).stream()
                .flatMap(String::lines)
                .forEach(line -> report.line(0, line));
        boolean isRejected = result.sessions().stream()
                .anyMatch(session -> !session.rejectedCommands().isEmpty());
        if (isRejected) {
            report.sessions(result);
        }
        report.list("Received, but not matching:", result.nearMisses(), report::nearMiss);
        late.forEach(line -> report.line(0, line, 2 * WIDTH));
        report.list(
                "Received late, because its MAIL command arrived before this inbox began:",
                result.late(),
                report::message);
        if (!isRejected) {
            report.sessions(result);
        }
        if (result.evicted() > 0) {
            report.line(0, evicted(result.evicted()));
        } else if (result.matches().isEmpty()
                && result.nearMisses().isEmpty()
                && result.late().isEmpty()
                && result.sessions().isEmpty()) {
            report.noTrace(result);
        }
        return report.text.toString().stripTrailing();
    }

    /**
     * Returns the text of a failed wait for a session.
     *
     * @param sessions the active sessions; no session matches
     * @param now the messages and sessions of the source at the end of the wait
     */
    static String ofSessions(
            String headline, SessionQuery query, List<SmtpSession> sessions, AwaitResult now, Context context) {
        AwaitReport report = new AwaitReport(context);
        report.headline(headline);
        List<SmtpSession> nearestFirst = sessions.stream()
                .sorted(Comparator.comparingInt(
                        session -> query.mismatches(session).size()))
                .toList();
        report.list("Sessions that do not match:", nearestFirst, session -> {
            List<String> lines = SessionReport.of(session, context.waited());
            lines.addAll(1, reasons(query.mismatches(session)));
            return lines;
        });
        if (sessions.isEmpty() && now.clients() == 0) {
            report.nobody(now);
        } else if (sessions.isEmpty()) {
            report.line(0, idle(now.clients()));
        }
        return report.text.toString().stripTrailing();
    }

    /** Lists the sessions: before the messages that do not match if one was rejected, because that is the likelier cause. */
    private void sessions(AwaitResult result) {
        list(
                "Sessions that failed or delivered nothing:",
                SessionReport.reasonsFirst(result.sessions()),
                session -> SessionReport.ofFailed(session, context.waited()));
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
                + " evicted because the store was full. Raise storedMessages or storedBytes of the Limits"
                + " (--max-messages, --max-store-size).";
    }

    /** Explains that there is neither a message nor a session that failed. */
    private void noTrace(AwaitResult result) {
        long arrived = context.since()
                .map(mark -> result.mark().message() - mark.message())
                .orElse(0L);
        if (result.clients() == 0) {
            nobody(result);
        } else if (arrived > 0) {
            line(
                    0,
                    arrived == 1
                            ? "1 message arrived, but has since been deleted. Read it before it is deleted."
                            : arrived
                                    + " messages arrived, but have since been deleted. Read them before they are deleted.");
        } else {
            line(
                    0,
                    connected(result.clients())
                            + (context.since().isPresent()
                                    ? ", but delivered no message."
                                    : ", but no message is stored: none was delivered, or all have been deleted."));
            line(0, CHECK_CODE + WAIT_LONGER);
        }
    }

    private void nobody(AwaitResult result) {
        boolean isKnown = result.server().isPresent();
        line(
                0,
                (context.waited().isPresent() ? "Nobody connected" : "Nobody has connected")
                        + result.server().map(server -> " to " + server).orElse("") + when() + ".");
        line(
                0,
                (isKnown
                                ? "Check that the application sends to this host and port, and that its sending code ran."
                                : "Check the host and port that the application sends to, and that its sending code ran.")
                        + WAIT_LONGER);
    }

    /** Returns when nobody connected; empty for the time since the server was started. */
    private String when() {
        if (context.waited().isPresent()) {
            return " within " + Wording.seconds(context.waited().get());
        }
        boolean isKnown = context.since().isPresent() && !context.since().get().equals(Mark.START);
        return isKnown ? " since the inbox began" : "";
    }

    private static String idle(long clients) {
        return connected(clients) + ", but did nothing.";
    }

    private static String connected(long clients) {
        return clients == 1 ? "1 client was connected" : clients + " clients were connected";
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
            // The remark of a message follows its shortened line.
            line(2, itsLines.get(0), 2 * WIDTH);
            itsLines.stream().skip(1).forEach(line -> line(6, line, 2 * WIDTH));
            shown++;
        }
    }

    private List<String> message(CapturedMessage message) {
        return List.of(Printable.line(message.toString(), WIDTH)
                + context.remark().apply(message).map(text -> " (" + text + ")").orElse(""));
    }

    private List<String> nearMiss(NearMiss miss) {
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

    private void line(int indent, String line) {
        line(indent, line, WIDTH);
    }

    private void line(int indent, String line, int width) {
        text.append(" ".repeat(indent)).append(Printable.line(line, width)).append('\n');
    }
}
