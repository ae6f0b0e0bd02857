package io.github.smtpfake.session;

import io.github.smtpfake.internal.text.Printable;

/** Describes a session in one line for reports, logs and failure messages. */
final class SessionDescription {
    private static final int LONGEST_NAME = 256;

    private SessionDescription() {}

    static String of(SmtpSession session) {
        return client(session.info()) + ": " + delivered(session) + ", " + end(session);
    }

    private static String client(SessionInfo info) {
        return info.client()
                + info.helo().map(name -> ", EHLO " + printable(name)).orElse(", no EHLO")
                + info.authentication()
                        .map(who -> ", user " + printable(who.user()))
                        .orElse("")
                + info.tls().map(tls -> ", " + tls.protocol()).orElse("");
    }

    private static String printable(String name) {
        return Printable.line(name, LONGEST_NAME);
    }

    /** Returns what a session delivered, as it reads after "a session that". */
    static String delivered(SmtpSession session) {
        int messages = session.messageIds().size();
        return switch (messages) {
            case 0 -> "delivered nothing";
            case 1 -> "delivered 1 message";
            default -> "delivered " + messages + " messages";
        };
    }

    /** Returns how a session ended, as it reads after "a session that". */
    static String end(SmtpSession session) {
        return session.end().map(SessionEnd::clause).orElse("is still open");
    }
}
