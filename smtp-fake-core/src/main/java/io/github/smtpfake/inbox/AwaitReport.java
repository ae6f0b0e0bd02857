package io.github.smtpfake.inbox;

import io.github.smtpfake.internal.text.Printable;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.message.MessageQuery;
import io.github.smtpfake.message.Refusal;
import io.github.smtpfake.message.SmtpSession;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** The text of a failed wait: what was expected, what came, and what went wrong on the way. No longer than a screen. */
final class AwaitReport {
    private static final int SHOWN = 5;
    private static final int WIDTH = 200;

    private final StringBuilder text = new StringBuilder();

    private AwaitReport() {}

    static String of(String expected, MessageQuery query, Duration timeout, AwaitResult result) {
        AwaitReport report = new AwaitReport();
        // A long query must not push what came out of sight.
        String with = query.size() == 0 ? "" : " with " + Printable.line(query.toString(), WIDTH);
        report.text.append("Expected " + expected + with + " within " + seconds(timeout) + ", but "
                + came(result.matches().size()) + ".\n");
        report.list("These match:", result.matches(), report::message);
        report.list("These came and do not match:", result.nearMisses(), report::nearMiss);
        report.list("These sessions did not, or not only, deliver mail:", result.sessions(), report::session);
        if (result.evicted() > 0) {
            report.line(
                    0,
                    "The store was full: " + result.evicted()
                            + " of the messages since the mark were evicted. Raise Limits.storedMessages or storedBytes.");
        }
        if (result.matches().isEmpty()
                && result.nearMisses().isEmpty()
                && result.sessions().isEmpty()
                && result.evicted() == 0) {
            report.line(0, "No client has connected since. Does the application use host and port of this server?");
        }
        return report.text.toString().stripTrailing();
    }

    private static String came(int count) {
        return switch (count) {
            case 0 -> "none came";
            case 1 -> "1 came";
            default -> count + " came";
        };
    }

    private static String seconds(Duration timeout) {
        return timeout.toMillis() % 1000 == 0 ? timeout.toSeconds() + " s" : timeout.toMillis() + " ms";
    }

    private <T> void list(String title, List<T> items, Consumer<T> show) {
        if (items.isEmpty()) {
            return;
        }
        line(0, title);
        items.stream().limit(SHOWN).forEach(show);
        if (items.size() > SHOWN) {
            line(2, "… and " + (items.size() - SHOWN) + " more");
        }
    }

    private void message(CapturedMessage message) {
        line(2, message.toString());
    }

    private void nearMiss(NearMiss miss) {
        message(miss.message());
        miss.reasons().forEach(reason -> line(6, reason));
    }

    private void session(SmtpSession session) {
        line(
                2,
                session.info().client()
                        + session.info().helo().map(name -> ", EHLO " + name).orElse(", no EHLO")
                        + session.end()
                                .map(end -> ", ended: " + end.name().toLowerCase(Locale.ROOT))
                                .orElse(", still open")
                        + ", messages: " + session.messageIds().size());
        List<Refusal> refusals = session.refusals();
        refusals.stream().limit(SHOWN).forEach(refusal -> line(6, "refused: " + refusal));
        if (refusals.size() > SHOWN) {
            line(6, "… and " + (refusals.size() - SHOWN) + " more refusals");
        }
        session.openTransaction().ifPresent(envelope -> line(6, "not ended: mail " + envelope));
    }

    private void line(int indent, String line) {
        text.append(" ".repeat(indent)).append(Printable.line(line, WIDTH)).append('\n');
    }
}
