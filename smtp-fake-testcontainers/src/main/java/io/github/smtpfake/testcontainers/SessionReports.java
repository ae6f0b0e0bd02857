package io.github.smtpfake.testcontainers;

import io.github.smtpfake.client.SmtpFakeClient;
import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.session.SmtpSession;
import io.github.smtpfake.store.StoreUnavailableException;
import io.github.smtpfake.testcontainers.internal.TestObserver;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;

/**
 * Adds the transcripts of the last sessions since a test began to its failure, and logs them. Asks the server for its mark when a
 * test begins, and for its sessions only if the test has failed. Thread-safe.
 */
final class SessionReports implements TestObserver {
    private static final int MAX_SESSIONS = 100;

    /** How long a test waits for a server that does not answer, for example because its container is paused. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Supplier<SmtpFakeClient> client;
    private final Logger log;
    private final Duration patience;
    private final Map<String, Inbox> tests = new ConcurrentHashMap<>();
    /** The last request that was not answered in time. */
    private volatile CompletableFuture<?> late = CompletableFuture.completedFuture("");

    SessionReports(Supplier<SmtpFakeClient> client, Logger log) {
        this(client, log, PATIENCE);
    }

    /** @param patience how long a test waits for an answer of the server */
    SessionReports(Supplier<SmtpFakeClient> client, Logger log, Duration patience) {
        this.client = client;
        this.log = log;
        this.patience = patience;
    }

    /** Records when a test began. A server that cannot be asked must not fail the test before it has begun. */
    @Override
    public void begin(String test) {
        try {
            tests.put(test, soon(() -> client.get().inbox().sinceNow()));
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
            String transcripts = soon(() -> transcripts(inbox.sessions()));
            log.error("SMTP sessions of the failed test {}\n{}", test, transcripts);
            failure.addSuppressed(new Transcripts(transcripts));
        } catch (RuntimeException e) {
            // The reader must see the failure of the test first.
            failure.addSuppressed(e);
        }
    }

    /**
     * Returns the answer of the server, for which it waits even if the thread has been interrupted.
     *
     * @throws StoreUnavailableException if the server does not answer in time, or has not answered an earlier request yet
     */
    private <T> T soon(Supplier<T> request) {
        if (!late.isDone()) {
            throw new StoreUnavailableException("The server has not yet answered an earlier request", null);
        }
        CompletableFuture<T> answer = CompletableFuture.supplyAsync(request, SessionReports::startThread);
        try {
            return answer.copy()
                    .orTimeout(patience.toNanos(), TimeUnit.NANOSECONDS)
                    .join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof TimeoutException) {
                late = answer;
                throw new StoreUnavailableException(
                        "The server did not answer within " + patience.toSeconds() + " s", e);
            }
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    private static void startThread(Runnable task) {
        Thread thread = new Thread(task, "smtp-fake-session-reports");
        thread.setDaemon(true);
        thread.start();
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
