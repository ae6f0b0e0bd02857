package io.github.smtpfake.rest.internal.api;

import io.github.smtpfake.inbox.Mark;
import io.github.smtpfake.rest.internal.http.Parameters;
import io.github.smtpfake.store.MessageStore;
import java.time.DateTimeException;
import java.time.OffsetDateTime;

/** The parameter {@code since}: a cursor, the id of a message, or a time. */
final class Since {
    static final String PARAMETER = "since";

    private static final int ID_LENGTH = 22;

    private Since() {}

    static Mark mark(Parameters parameters, MessageStore store) {
        return parameters.single(PARAMETER).map(text -> mark(text, store)).orElse(Mark.START);
    }

    private static Mark mark(String text, MessageStore store) {
        if (Cursor.isCursor(text)) {
            return ofCursor(text, store);
        }
        return text.length() == ID_LENGTH && text.chars().allMatch(Character::isLetterOrDigit)
                ? ofMessage(text, store)
                : ofTime(text, store);
    }

    /** A cursor of an earlier run of the server would hide everything that comes. */
    private static Mark ofCursor(String text, MessageStore store) {
        Mark now = store.mark();
        return Cursor.parse(text)
                .filter(mark -> mark.message() <= now.message() && mark.session() <= now.session())
                .orElseThrow(() -> Parameters.malformed(PARAMETER, "is no cursor that this server has given"));
    }

    private static Mark ofMessage(String id, MessageStore store) {
        return store.markOf(id)
                .orElseThrow(() -> Parameters.malformed(PARAMETER, "is the id of no message that is there"));
    }

    private static Mark ofTime(String text, MessageStore store) {
        try {
            return store.markAt(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            throw Parameters.malformed(
                    PARAMETER,
                    "must be a cursor, the id of a message, or a time such as 2026-11-23T10:15:30Z (in a URL write + as"
                            + " %2B)");
        }
    }
}
