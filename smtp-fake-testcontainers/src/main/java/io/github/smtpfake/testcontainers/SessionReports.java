package io.github.smtpfake.testcontainers;

import io.github.smtpfake.client.SmtpFakeClient;
import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.session.SmtpSession;
import io.github.smtpfake.testcontainers.internal.TestObserver;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;

/** Adds the transcripts of the last sessions since a test began to its failure, and logs them. Thread-safe. */
final class SessionReports implements TestObserver {
    private static final int MAX_SESSIONS = 100;

    private final Supplier<SmtpFakeClient> client;
    private final Logger log;
    private final Map<String, Inbox> tests = new ConcurrentHashMap<>();

    SessionReports(Supplier<SmtpFakeClient> client, Logger log) {
        this.client = client;
        this.log = log;
    }

    /** Records when a test began. A server that cannot be asked must not fail the test before it has begun. */
    @Override
    public void begin(String test) {
        try {
            tests.put(test, client.get().inbox().sinceNow());
        } catch (RuntimeException e) {
            log.warn("If the test {} fails, the transcripts of its sessions will be missing", test, e);
        }
    }

    /** Reports the sessions of a test if it has failed. */
    @Override
    public void end(String test, Optional<Throwable> failure) {
        Inbox inbox = tests.remove(test);
        if (inbox != null && failure.isPresent()) {
            report(test, inbox, failure.get());
        }
    }

    private void report(String test, Inbox inbox, Throwable failure) {
        try {
            String transcripts = transcripts(inbox.sessions());
            log.error("SMTP sessions of the failed test {}\n{}", test, transcripts);
            failure.addSuppressed(new Transcripts(transcripts));
        } catch (RuntimeException e) {
            // The reader must see the failure of the test first.
            failure.addSuppressed(e);
        }
    }

    static String transcripts(List<SmtpSession> sessions) {
        if (sessions.isEmpty()) {
            return "no client connected to the server during the test";
        }
        int earlier = Math.max(0, sessions.size() - MAX_SESSIONS);
        return sessions.stream().skip(earlier).map(SessionReports::transcript).collect(Collectors.joining("\n\n"))
                + (earlier > 0 ? "\n\n… and " + earlier + " earlier sessions" : "");
    }

    private static String transcript(SmtpSession session) {
        return "session " + session.id() + ": " + session.describe() + "\n"
                + session.transcript().stream()
                        .map(line -> line.at() + " " + line)
                        .collect(Collectors.joining("\n"));
    }

    /** Carries the transcripts to the failure of a test, as a suppressed exception without a stack trace. */
    private static final class Transcripts extends Exception {
        private static final long serialVersionUID = 1L;

        Transcripts(String message) {
            super(message, null, false, false);
        }

        @Override
        @SuppressWarnings("OverrideThrowableToString") // Stack traces show this instead of the name of the class.
        public String toString() {
            return "smtp-fake: " + getMessage();
        }
    }
}
