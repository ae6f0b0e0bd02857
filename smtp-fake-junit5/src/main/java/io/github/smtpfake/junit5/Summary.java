package io.github.smtpfake.junit5;

import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.rules.Rule;
import io.github.smtpfake.session.SmtpSession;
import java.util.List;

/** On a page: what a server has seen since a test began, that of tests included that ran at the same time. */
final class Summary {

    private Summary() {}

    /** @param shown how many of the messages are files beside the summary */
    static String of(ServerUse use, List<CapturedMessage> messages, int shown, SessionsSince sessions) {
        StringBuilder text = new StringBuilder(use.server() + " since " + use.since() + "\n");
        text.append("\nmessages: ").append(messages.size()).append('\n');
        for (int i = 0; i < shown; i++) {
            text.append("  ")
                    .append(i + 1)
                    .append(".eml  ")
                    .append(messages.get(i))
                    .append('\n');
        }
        if (messages.size() > shown) {
            text.append("  … and ").append(messages.size() - shown).append(" more, of which there is no file\n");
        }
        text.append("\nsessions: ").append(sessions.sessions().size()).append('\n');
        for (SmtpSession session : sessions.sessions()) {
            text.append("  ").append(SessionsSince.describe(session)).append('\n');
            session.rejectedCommands()
                    .forEach(refusal ->
                            text.append("    rejected: ").append(refusal).append('\n'));
        }
        text.append("\nrules: ").append(use.server().rules().size()).append('\n');
        for (Rule rule : use.server().rules()) {
            text.append("  ")
                    .append(rule)
                    .append(": fired ")
                    .append(rule.timesFired())
                    .append('\n');
        }
        return text.toString();
    }
}
