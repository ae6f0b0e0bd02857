package io.github.smtpfake.junit5;

import io.github.smtpfake.session.SmtpSession;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** The sessions of a server in which something was said since a point in time. */
record SessionsSince(List<SmtpSession> sessions) {
    private static final int MOST = 100;

    static SessionsSince of(ServerUse use) {
        return since(use.since(), use.server().store().sessions());
    }

    static SessionsSince since(Instant beginning, List<SmtpSession> all) {
        return new SessionsSince(all.stream()
                .filter(session -> !session.info().startedAt().isBefore(beginning)
                        || session.transcript().stream()
                                .anyMatch(line -> !line.at().isBefore(beginning)))
                .toList());
    }

    boolean isEmpty() {
        return sessions.isEmpty();
    }

    String transcript() {
        String left = sessions.size() > MOST ? "\n\n… and " + (sessions.size() - MOST) + " more sessions" : "";
        return sessions.stream().limit(MOST).map(SessionsSince::transcript).collect(Collectors.joining("\n\n")) + left
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
