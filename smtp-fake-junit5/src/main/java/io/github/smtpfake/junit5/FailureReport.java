package io.github.smtpfake.junit5;

import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.rules.Rule;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Adds to the report of a failed test what its servers have seen since it began, and to its failure where that is. */
final class FailureReport {
    private static final int MESSAGES = 100;

    private final ExtensionContext context;
    private final Throwable failure;
    private final List<String> notes = new ArrayList<>();
    private final ReportPublisher publisher;

    FailureReport(ExtensionContext context, Throwable failure) {
        this.context = context;
        this.failure = failure;
        this.publisher = ReportPublisher.of(context);
    }

    void on(Collection<ServerUse> uses) {
        for (ServerUse use : uses) {
            if (use.declared().settings().unusedRules() != UnusedRules.IGNORE) {
                use.unusedRules().forEach(this::noteUnused);
            }
            try {
                publish(use);
            } catch (RuntimeException e) {
                // The failure of the test is what its reader wants to see first.
                failure.addSuppressed(e);
            }
        }
        if (!notes.isEmpty()) {
            failure.addSuppressed(new FailureNote(String.join("\n", notes)));
        }
    }

    private void noteUnused(Rule rule) {
        notes.add("this rule never fired: " + rule);
    }

    private void publish(ServerUse use) {
        SessionsSince sessions = SessionsSince.of(use);
        List<CapturedMessage> messages = use.inbox().messages();
        if (messages.isEmpty() && sessions.isEmpty() && use.server().rules().isEmpty()) {
            notes.add("nobody has connected to " + use.server() + " since " + Misuse.where(context) + " began");
            return;
        }
        String label = use.declared().settings().label();
        List<CapturedMessage> shown = messages.subList(0, Math.min(messages.size(), MESSAGES));
        for (int i = 0; i < shown.size(); i++) {
            publisher.publish(
                    label + "-" + (i + 1) + ".eml",
                    "message/rfc822",
                    shown.get(i).raw());
        }
        publisher.publish(label + "-transcript.txt", ReportPublisher.TEXT, bytes(sessions.transcript()));
        String place = publisher.publish(
                label + "-summary.txt", ReportPublisher.TEXT, bytes(Summary.of(use, messages, shown.size(), sessions)));
        notes.add("transcript and messages are in " + place);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
