package io.github.smtpfake.junit5;

import io.github.smtpfake.session.SmtpSession;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** The sessions of a server that were active at or after a point in time. */
record ActiveSessions(List<SmtpSession> sessions) {
    private static final int MAX_TRANSCRIPTS = 100;

    static ActiveSessions since(Instant beginning, List<SmtpSession> all) {
        return new ActiveSessions(all.stream()
                .filter(session -> !session.info().startedAt().isBefore(beginning)
                        || session.transcript().stream()
                                .anyMatch(line -> !line.at().isBefore(beginning)))
                .toList());
    }

    boolean isEmpty() {
        return sessions.isEmpty();
    }

    String transcript() {
        int omitted = sessions.size() - MAX_TRANSCRIPTS;
        return sessions.stream()
                        .limit(MAX_TRANSCRIPTS)
                        .map(ActiveSessions::transcript)
                        .collect(Collectors.joining("\n\n"))
                + (omitted > 0 ? "\n\n… and " + omitted + " more sessions" : "")
                + "\n";
    }

    static String transcript(SmtpSession session) {
        return describe(session) + "\n" + lines(session);
    }

    private static String lines(SmtpSession session) {
        return session.transcript().stream().map(line -> line.at() + " " + line).collect(Collectors.joining("\n"));
    }

    static String describe(SmtpSession session) {
        return "session " + session.id() + ": " + session.describe();
    }
}
