package io.github.smtpfake.assertj;

import io.github.smtpfake.session.SmtpSession;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The times at which clients have tried to deliver. */
final class Attempts {
    private final List<SmtpSession> sessions;

    Attempts(List<SmtpSession> sessions) {
        this.sessions = sessions;
    }

    int count() {
        return sessions.size();
    }

    boolean haveBetweenThem(Duration... pauses) {
        if (sessions.size() <= pauses.length) {
            return false;
        }
        for (int i = 0; i < pauses.length; i++) {
            if (pauseBefore(i + 1).compareTo(pauses[i]) < 0) {
                return false;
            }
        }
        return true;
    }

    /** From the end of an attempt, or its start while it has not ended, to the start of the next. */
    private Duration pauseBefore(int index) {
        SmtpSession previous = sessions.get(index - 1);
        Instant from = previous.endedAt().orElse(previous.info().startedAt());
        return Duration.between(from, sessions.get(index).info().startedAt());
    }

    @Override
    public String toString() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < sessions.size(); i++) {
            SmtpSession session = sessions.get(i);
            lines.add(session.info().startedAt()
                    + (i == 0 ? "" : ", " + pauseBefore(i).toMillis() + " ms later")
                    + ": " + session.describe()
                    + session.rejectedCommands().stream()
                            .findFirst()
                            .map(refusal -> ", rejected: " + refusal)
                            .orElse(""));
        }
        return lines.isEmpty() ? "" : ":\n" + Failure.lines(lines, line -> line);
    }
}
