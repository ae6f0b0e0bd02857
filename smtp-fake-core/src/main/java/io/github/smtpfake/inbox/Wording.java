package io.github.smtpfake.inbox;

import io.github.smtpfake.internal.text.Printable;
import io.github.smtpfake.message.MessageQuery;
import io.github.smtpfake.session.SessionQuery;
import java.time.Duration;

/** The words of the headlines of failed waits. */
final class Wording {
    /** Limits the length of a query in a failure message, so that the actual events stay on the screen. */
    private static final int QUERY_LENGTH = 200;

    private Wording() {}

    /** Returns a query as it reads after "messages". */
    static String condition(MessageQuery query) {
        return query.size() == 0 ? "" : " " + Printable.line(query.toString(), QUERY_LENGTH);
    }

    /** Returns a query as it reads after "a session". */
    static String condition(SessionQuery query) {
        return query.size() == 0 ? "" : " " + query;
    }

    static String seconds(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }

    static String messages(int count) {
        return count == 1 ? "1 message" : count + " messages";
    }
}
