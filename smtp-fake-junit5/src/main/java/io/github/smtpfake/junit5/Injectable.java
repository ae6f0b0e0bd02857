package io.github.smtpfake.junit5;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.inbox.Inbox;

/** What parameters and fields can be given. */
final class Injectable {

    private Injectable() {}

    static boolean isPossible(Class<?> type) {
        return type == SmtpFakeServer.class || type == Inbox.class;
    }

    static Object of(Class<?> type, ServerUse use) {
        return type == SmtpFakeServer.class ? use.server() : use.inbox();
    }
}
