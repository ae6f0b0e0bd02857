package io.github.smtpfake.junit5;

import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.rules.Rule;
import io.github.smtpfake.session.RejectedCommand;
import io.github.smtpfake.session.SmtpSession;
import java.util.List;

/** Summarizes the messages, sessions and rules of a server since a test began, including those of concurrent tests. */
final class Summary {

    private Summary() {}

    /**
     * Returns the summary.
     *
     * @param published the number of messages that are published as files with the summary
     */
    static String of(ServerScope scope, List<CapturedMessage> messages, int published, ActiveSessions sessions) {
        String label = scope.declared().settings().label();
        StringBuilder text = new StringBuilder(scope.server() + " since " + scope.since() + "\n");
        text.append("\nmessages: ").append(messages.size()).append('\n');
        for (int i = 0; i < published; i++) {
            text.append("  ")
                    .append(fileName(label, i))
                    .append("  ")
                    .append(messages.get(i))
                    .append('\n');
        }
        if (messages.size() > published) {
            text.append("  … and ").append(messages.size() - published).append(" more without a file\n");
        }
        text.append("\nsessions: ").append(sessions.sessions().size()).append('\n');
        for (SmtpSession session : sessions.sessions()) {
            text.append("  ").append(ActiveSessions.describe(session)).append('\n');
            for (RejectedCommand rejected : session.rejectedCommands()) {
                text.append("    rejected: ").append(rejected).append('\n');
            }
        }
        List<Rule> rules = scope.server().rules();
        text.append("\nrules: ").append(rules.size()).append('\n');
        for (Rule rule : rules) {
            text.append("  ")
                    .append(rule)
                    .append(": ")
                    .append(timesFired(rule.timesFired()))
                    .append('\n');
        }
        return text.toString();
    }

    /** Returns the name of the file that has the message with this index. */
    static String fileName(String label, int index) {
        return label + "-" + (index + 1) + ".eml";
    }

    private static String timesFired(int times) {
        return times == 0 ? "never fired" : times == 1 ? "fired once" : "fired " + times + " times";
    }
}
