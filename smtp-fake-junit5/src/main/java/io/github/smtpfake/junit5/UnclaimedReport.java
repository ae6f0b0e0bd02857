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
        boolean isItsMail = unclaimed.others().isEmpty();
        (isItsMail && consequence == Consequence.FAIL ? failing : reported).add(text(unclaimed));
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
        return all;
    }

    /**
     * Publishes the report of a test that has passed.
     *
     * @throws AssertionError if the mail is certainly that of the test, and fails it
     */
    void publish(ExtensionContext context) {
        for (String text : reported) {
            context.publishReportEntry(ENTRY, text);
            Logger log = System.getLogger(UnclaimedReport.class.getName());
            log.log(Level.WARNING, ConfigurationErrors.where(context) + ": " + text);
        }
        if (!failing.isEmpty()) {
            throw new AssertionError(String.join("\n", failing));
        }
    }
}
