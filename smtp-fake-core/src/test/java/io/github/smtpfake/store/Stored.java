package io.github.smtpfake.store;

import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.session.SessionQuery;
import io.github.smtpfake.session.SmtpSession;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The content of a small store as lists, oldest first. */
public final class Stored {

    private Stored() {}

    public static List<CapturedMessage> messages(MessageStore store) {
        return store.next(StoreQuery.all(), Integer.MAX_VALUE).stream()
                .map(StoredMessage::message)
                .toList();
    }

    public static List<SmtpSession> sessions(MessageStore store) {
        List<SmtpSession> sessions = new ArrayList<>(
                store.sessions(SessionQuery.any(), 0, Integer.MAX_VALUE).sessions());
        Collections.reverse(sessions);
        return sessions;
    }
}
