package io.github.smtpfake.junit5;

import io.github.smtpfake.junit5.ClaimedMail.Unclaimed;
import io.github.smtpfake.message.CapturedMessage;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Reports the mail of a test that nobody has looked at, or fails the test for it. */
final class UnclaimedReport {
    private static final String ENTRY = "smtp-fake-unclaimed-mail";

    private final List<String> reported = new ArrayList<>();
    private final List<String> ofOthers = new ArrayList<>();
    private final List<String> failing = new ArrayList<>();

    private UnclaimedReport() {}

    /** Ends the test for all its servers and returns the report. */
    static UnclaimedReport of(Collection<ServerScope> scopes) {
        UnclaimedReport report = new UnclaimedReport();
        for (ServerScope scope : scopes) {
            Optional<Unclaimed> unclaimed = scope.endClaims();
            if (unclaimed.isPresent()) {
                report.add(unclaimed.get(), scope.declared().settings().unclaimedMail());
            }
        }
        return report;
    }

    private void add(Unclaimed unclaimed, Consequence consequence) {
        String text = text(unclaimed);
        if (!unclaimed.others().isEmpty()) {
            ofOthers.add(text);
        } else if (consequence == Consequence.FAIL) {
            failing.add(text);
        } else {
            reported.add(text);
        }
    }

    private static String text(Unclaimed unclaimed) {
        StringBuilder text = new StringBuilder("No wait or assertion looked at ")
                .append(unclaimed.count() == 1 ? "this message" : "these " + unclaimed.count() + " messages")
                .append(" of this test");
        if (!unclaimed.others().isEmpty()) {
            text.append(" or of those that used the server at the same time (")
                    .append(String.join(", ", unclaimed.others()))
                    .append(')');
        }
        text.append(':');
        for (CapturedMessage message : unclaimed.messages()) {
            text.append("\n  ").append(message);
        }
        if (unclaimed.count() > unclaimed.messages().size()) {
            text.append("\n  … and ")
                    .append(unclaimed.count() - unclaimed.messages().size())
                    .append(" more");
        }
        return text.append((unclaimed.count() == 1 ? "\nWait for it" : "\nWait for them")
                        + ", or set unclaimedMail = Consequence.IGNORE.")
                .toString();
    }

    /** Returns all texts, for a test that has failed anyway. */
    List<String> texts() {
        List<String> all = new ArrayList<>(failing);
        all.addAll(reported);
        all.addAll(ofOthers);
        return all;
    }

    /** Publishes all texts, for a test that has failed because of something else. */
    void publishAll(ExtensionContext context) {
        publish(texts(), context);
    }

    /** Publishes the mail that may be that of other tests, for a test that was aborted. */
    void publishOfOthers(ExtensionContext context) {
        publish(ofOthers, context);
    }

    /** Publishes the mail that does not fail the test, for a test that has passed. */
    void publish(ExtensionContext context) {
        publish(reported, context);
        publish(ofOthers, context);
    }

    private static void publish(List<String> texts, ExtensionContext context) {
        for (String text : texts) {
            context.publishReportEntry(ENTRY, text);
            Logger log = System.getLogger(UnclaimedReport.class.getName());
            log.log(Level.WARNING, ConfigurationErrors.where(context) + ": " + text);
        }
    }

    /**
     * Requires that a test looked at its mail.
     *
     * @throws AssertionError if there is mail that is certainly that of the test, and fails it
     */
    void requireNoneThatFails() {
        if (!failing.isEmpty()) {
            throw new AssertionError(String.join("\n", failing));
        }
    }
}
