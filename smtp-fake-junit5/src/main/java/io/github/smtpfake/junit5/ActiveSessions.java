package io.github.smtpfake.junit5;

import io.github.smtpfake.inbox.Mark;
import io.github.smtpfake.session.SmtpSession;
import io.github.smtpfake.store.MessageStore;
import io.github.smtpfake.store.MessageStore.SessionActivity;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** The sessions of a server that were active at or after a point in time. */
record ActiveSessions(List<SmtpSession> sessions) {
    private static final int MAX_TRANSCRIPTS = 100;

    /**
     * Returns the sessions of a store that were active since a point in time.
     *
     * @param mark a mark of the store at that time or before; open sessions are included regardless of it
     */
    static ActiveSessions since(Instant beginning, MessageStore store, Mark mark) {
        return new ActiveSessions(store.activityAfter(mark).stream()
                .<SmtpSession>map(SessionActivity::session)
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
