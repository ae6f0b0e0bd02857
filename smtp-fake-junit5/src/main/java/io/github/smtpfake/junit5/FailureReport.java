package io.github.smtpfake.junit5;

import io.github.smtpfake.inbox.AwaitFailedError;
import io.github.smtpfake.internal.TestServer;
import io.github.smtpfake.message.CapturedMessage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Publishes the messages and transcripts since a failed test began in the report of the test, and adds their location to its
 * failure.
 */
final class FailureReport {
    private static final int MAX_MESSAGES = 100;

    private final ExtensionContext context;
    private final Throwable failure;
    private final MailRelation relation;
    private final List<String> notes = new ArrayList<>();
    private final ReportPublisher publisher;

    FailureReport(ExtensionContext context, Throwable failure) {
        this.context = context;
        this.failure = failure;
        this.relation = MailRelation.of(failure);
        this.publisher = ReportPublisher.of(context);
    }

    void add(Collection<ServerScope> scopes) {
        addOrSuppress(() -> addUnclaimedMail(scopes));
        for (ServerScope scope : scopes) {
            addOrSuppress(() -> addUnusedRules(scope));
            addOrSuppress(() -> publish(scope));
        }
        if (!notes.isEmpty()) {
            failure.addSuppressed(new Note(String.join("\n", notes)));
        }
    }

    /** The reader must see the failure of the test first, even if the server does not answer. */
    private void addOrSuppress(Runnable addition) {
        try {
            addition.run();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    private void addUnusedRules(ServerScope scope) {
        if (scope.declared().settings().unusedRules() != Consequence.IGNORE) {
            scope.unusedRules()
                    .forEach(rule -> notes.add("this rule never fired: " + rule
                            + rule.lastMiss().map(reason -> ". " + reason).orElse("")));
        }
    }

    /** Adds the mail that nobody looked at, or publishes it if the failure has nothing to do with mail. */
    private void addUnclaimedMail(Collection<ServerScope> scopes) {
        UnclaimedReport unclaimed = UnclaimedReport.of(scopes);
        if (scopes.stream().anyMatch(this::isAboutMail)) {
            notes.addAll(unclaimed.texts());
        } else {
            unclaimed.publishAll(context);
        }
    }

    /** Returns whether the failure is about mail, or the test has looked at its messages or has added rules. */
    private boolean isAboutMail(ServerScope scope) {
        return relation.isFailureOfMail()
                || scope.hasReadInbox()
                || !scope.server().rules().isEmpty();
    }

    private void publish(ServerScope scope) {
        // A failed wait has said so already.
        if (isAboutMail(scope) && relation.failedWait().isEmpty()) {
            scope.declared().settings().source().url().ifPresent(url -> notes.add(url.note()));
        }
        ActiveSessions sessions =
                ActiveSessions.since(scope.since(), scope.server().store(), scope.mark());
        List<CapturedMessage> messages = scope.messages();
        if (messages.isEmpty() && sessions.isEmpty() && scope.server().rules().isEmpty()) {
            // A failed wait has said so already.
            if (isAboutMail(scope) && relation.failedWait().isEmpty()) {
                notes.add("possible cause: nobody connected to " + address(scope) + " during "
                        + ConfigurationErrors.where(context)
                        + ". Check that the application sends to this host and port, and that its sending code ran.");
            }
            return;
        }
        relation.failedWait().ifPresent(wait -> addLateMessages(scope, wait));
        String label = scope.declared().settings().label();
        List<CapturedMessage> published = messages.subList(0, Math.min(messages.size(), MAX_MESSAGES));
        for (int i = 0; i < published.size(); i++) {
            publisher.publish(
                    Summary.fileName(label, i),
                    "message/rfc822",
                    published.get(i).raw());
        }
        publisher.publish(label + "-transcript.txt", ReportPublisher.TEXT, bytes(sessions.transcript()));
        String place = publisher.publish(
                label + "-summary.txt",
                ReportPublisher.TEXT,
                bytes(Summary.of(scope, messages, published.size(), sessions)));
        if (isAboutMail(scope)) {
            notes.add("transcript and messages are in " + place
                    + scope.server()
                            .endpoint()
                            .httpUri()
                            .map(uri -> ", and until the server stops at " + uri)
                            .orElse(""));
        }
    }

    private static String address(ServerScope scope) {
        TestServer server = scope.server();
        return server.isRunning() ? server.host() + ":" + server.port() : server.toString();
    }

    /** Adds that mail arrived between the failure of a wait and the end of the test. */
    private void addLateMessages(ServerScope scope, AwaitFailedError wait) {
        List<CapturedMessage> late = scope.messagesAfter(wait, MAX_MESSAGES);
        if (!late.isEmpty()) {
            notes.add((late.size() == 1 ? "1 message" : late.size() + " messages")
                    + " arrived after the wait had failed: " + late.get(0) + (late.size() == 1 ? "" : " …")
                    + ". Raise the timeout of the wait.");
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Carries the notes to the failure of a test, as a suppressed exception without a stack trace. */
    private static final class Note extends Exception {
        private static final long serialVersionUID = 1L;

        Note(String message) {
            super(message, null, false, false);
        }

        @Override
        @SuppressWarnings("OverrideThrowableToString") // Stack traces show this instead of the name of the class.
        public String toString() {
            return "smtp-fake: " + getMessage();
        }
    }
}
