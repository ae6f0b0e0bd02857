package io.github.smtpfake.assertj;

import io.github.smtpfake.session.SmtpSession;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The attempts of clients to deliver mail, one for each session. */
final class Attempts {
    private final List<SmtpSession> sessions;

    Attempts(List<SmtpSession> sessions) {
        this.sessions = sessions;
    }

    int count() {
        return sessions.size();
    }

    boolean havePausesOfAtLeast(List<Duration> pauses) {
        if (sessions.size() <= pauses.size()) {
            return false;
        }
        for (int i = 0; i < pauses.size(); i++) {
            if (pauseBefore(i + 1).compareTo(pauses.get(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns the time from the end of the previous attempt, or from its start if it is still open, to the start of the
     * attempt.
     */
    private Duration pauseBefore(int index) {
        SmtpSession previous = sessions.get(index - 1);
        Instant from = previous.endedAt().orElse(previous.info().startedAt());
        return Duration.between(from, sessions.get(index).info().startedAt());
    }

    /** Returns the text of a failure after "but": the number of attempts, then a line for each. */
    String found() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < sessions.size(); i++) {
            SmtpSession session = sessions.get(i);
            lines.add(session.info().startedAt()
                    + (i == 0 ? "" : ", after " + pauseBefore(i).toMillis() + " ms")
                    + ": " + session.describe()
                    + session.rejectedCommands().stream()
                            .findFirst()
                            .map(rejected -> ", rejected " + rejected)
                            .orElse(""));
        }
        return lines.isEmpty() ? "there was none." : "found " + count() + ":\n" + Failure.lines(lines, line -> line);
    }
}
