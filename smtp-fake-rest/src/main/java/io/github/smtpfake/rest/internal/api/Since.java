package io.github.smtpfake.rest.internal.api;

import io.github.smtpfake.inbox.Mark;
import io.github.smtpfake.rest.internal.http.Parameters;
import io.github.smtpfake.store.MessageStore;
import io.github.smtpfake.store.StoreQuery;
import java.time.DateTimeException;
import java.time.OffsetDateTime;

/**
 * The parameter {@code since}: a cursor, a message id, or a time. A cursor is a mark, which excludes messages whose mail
 * transaction began before it. A message or a time selects by arrival alone, so that a client that continues after the last
 * message it has received misses none.
 */
record Since(Mark mark, boolean byArrival) {
    static final String PARAMETER = "since";

    private static final int ID_LENGTH = 22;

    /** Returns the value of the parameter, or the start of the store if the parameter is absent. */
    static Since of(Parameters parameters, MessageStore store) {
        return parameters.single(PARAMETER).map(text -> of(text, store)).orElse(new Since(Mark.START, true));
    }

    private static Since of(String text, MessageStore store) {
        if (Cursor.isCursor(text)) {
            return new Since(ofCursor(text, store), false);
        }
        return new Since(
                text.length() == ID_LENGTH && text.chars().allMatch(Character::isLetterOrDigit)
                        ? ofMessage(text, store)
                        : ofTime(text, store),
                true);
    }

    /** Returns a query that also excludes earlier messages. */
    StoreQuery in(StoreQuery query) {
        return byArrival ? query.after(mark.message()) : query.since(mark);
    }

    /** Rejects the cursor of an earlier run of the server, which could exclude all messages that arrive from now on. */
    private static Mark ofCursor(String text, MessageStore store) {
        Mark now = store.mark();
        return Cursor.parse(text)
                .filter(mark -> mark.message() <= now.message() && mark.session() <= now.session())
                .orElseThrow(() -> Parameters.malformed(
                        PARAMETER, "must be a cursor of this server; this one is malformed or from an earlier run"));
    }

    private static Mark ofMessage(String id, MessageStore store) {
        return store.markOf(id)
                .orElseThrow(() -> Parameters.malformed(
                        PARAMETER,
                        "must be the id of a stored message; no message has this id, or it was deleted or evicted"));
    }

    private static Mark ofTime(String text, MessageStore store) {
        try {
            return store.markAt(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            throw Parameters.malformed(
                    PARAMETER,
                    "must be a cursor, a message id, or a time such as 2026-11-23T10:15:30Z; write + as %2B in a URL");
        }
    }
}
