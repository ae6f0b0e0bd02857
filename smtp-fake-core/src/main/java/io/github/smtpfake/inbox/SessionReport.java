package io.github.smtpfake.inbox;

import io.github.smtpfake.internal.text.Ascii;
import io.github.smtpfake.internal.text.Printable;
import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.session.RejectedCommand;
import io.github.smtpfake.session.SessionEnd;
import io.github.smtpfake.session.SmtpSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Describes a session in one line, followed by one line for each reason why a message was not delivered. */
final class SessionReport {
    private static final int SHOWN = 3;
    /** The maximum number of sessions whose transcripts are read only to sort them. */
    private static final int EXAMINED = 100;

    private static final int LONGEST_RULE = 200;
    private static final String START_TLS_OFFER = "tls(TlsMode.STARTTLS) (--tls starttls)";
    private static final String AUTH_OFFER = "remove disable(SmtpExtension.AUTH) (--disable AUTH)";
    private static final String LEFT_BEFORE_REPLY =
            "The client left before the reply. Give it a longer timeout, or change the rule.";
    private static final String DELIVERED_NOTHING = ": delivered nothing, ";
    /** How a rule describes its delay. */
    private static final Pattern DELAY = Pattern.compile("-> delay (\\d{1,10}) ms");

    private final SmtpSession session;
    private final Optional<Duration> waited;
    private final SessionClues clues;
    private final List<String> lines = new ArrayList<>();
    private final List<String> advice = new ArrayList<>();

    private SessionReport(SmtpSession session, Optional<Duration> waited) {
        this.session = session;
        this.waited = waited;
        this.clues = new SessionClues(session);
    }

    /**
     * Returns the lines: the session, what is known about it, and last what to do.
     *
     * @param waited how long the caller has waited; empty if it did not wait
     */
    static List<String> of(SmtpSession session, Optional<Duration> waited) {
        SessionReport report = new SessionReport(session, waited);
        report.lines.add(session.describe());
        report.rejected();
        report.ignoredRecipients();
        report.rules();
        report.leftAfterEhlo().ifPresent(report::add);
        session.openTransaction().ifPresent(envelope -> report.lines.add(report.transaction(envelope)));
        report.lines.addAll(report.advice);
        return report.lines;
    }

    /** Returns the same lines for a list of sessions that failed or delivered nothing, without saying that again. */
    static List<String> ofFailed(SmtpSession session, Optional<Duration> waited) {
        List<String> lines = of(session, waited);
        String first = lines.get(0);
        int at = first.lastIndexOf(DELIVERED_NOTHING);
        if (at >= 0) {
            lines.set(0, first.substring(0, at) + ": " + first.substring(at + DELIVERED_NOTHING.length()));
        }
        return lines;
    }

    /** Returns the sessions, those first of which the server rejected a command, then those whose report gives another reason. */
    static List<SmtpSession> reasonsFirst(List<SmtpSession> sessions) {
        List<SmtpSession> rejected = new ArrayList<>();
        List<SmtpSession> first = new ArrayList<>();
        List<SmtpSession> others = new ArrayList<>();
        int examined = 0;
        for (SmtpSession session : sessions) {
            if (!session.rejectedCommands().isEmpty()) {
                rejected.add(session);
                continue;
            }
            boolean hasReason = session.openTransaction().isPresent()
                    || examined++ < EXAMINED && of(session, Optional.empty()).size() > 1;
            (hasReason ? first : others).add(session);
        }
        rejected.addAll(first);
        rejected.addAll(others);
        return rejected;
    }

    private void rejected() {
        List<RejectedCommand> rejected = session.rejectedCommands();
        if (RejectionAdvice.isTlsOnPlainPort(session)) {
            add(RejectionAdvice.ofTlsOnPlainPort(session));
            return;
        }
        rejected.stream().limit(SHOWN).forEach(command -> lines.add("rejected: " + command));
        if (rejected.size() > SHOWN) {
            lines.add("… and " + (rejected.size() - SHOWN) + " more rejected commands");
        }
        rejected.stream()
                .flatMap(command -> RejectionAdvice.of(command, session).stream())
                .findFirst()
                .ifPresent(this::add);
    }

    private void ignoredRecipients() {
        if (clues.hasIgnoredRecipient()) {
            add(RejectionAdvice.OF_IGNORED_RECIPIENT);
        }
    }

    /** Adds a fact and the lines of an advice on it; a text of one line is an advice. */
    private void add(String factAndAdvice) {
        List<String> all = factAndAdvice.lines().toList();
        int facts = all.size() > 1 ? 1 : 0;
        lines.addAll(all.subList(0, facts));
        advice.addAll(all.subList(facts, all.size()));
    }

    /** Names the rules that rejected nothing, but may have delayed, discarded or changed something. */
    private void rules() {
        List<String> others = clues.rules().stream()
                .map(rule -> Printable.line(rule, LONGEST_RULE))
                .filter(rule -> session.rejectedCommands().stream()
                        .noneMatch(command -> command.rule().equals(Optional.of(rule))))
                .toList();
        Optional<String> pending = clues.pendingRule()
                .map(rule -> Printable.line(rule, LONGEST_RULE))
                .filter(others::contains);
        others.stream()
                .filter(rule -> !pending.equals(Optional.of(rule)))
                .limit(SHOWN)
                .forEach(rule -> lines.add("a rule fired: " + rule));
        pending.ifPresent(rule -> {
            lines.add("held up by a rule: " + rule);
            advice.add(session.end().isEmpty() ? adviceOnDelay(rule) : LEFT_BEFORE_REPLY);
        });
    }

    private String adviceOnDelay(String rule) {
        Matcher delay = DELAY.matcher(rule);
        if (!delay.find()) {
            return rule.endsWith("stall")
                    ? "The rule never lets the server reply. Change it."
                    : "Wait longer, or change the rule.";
        }
        Duration time = Duration.ofMillis(Long.parseLong(delay.group(1)));
        String delays = "The rule delays for " + Wording.seconds(time);
        return waited.filter(shorter -> shorter.compareTo(time) < 0)
                .map(shorter -> delays + ", but the wait lasted " + Wording.seconds(shorter) + ": wait longer than "
                        + Wording.seconds(time) + ", or shorten the delay.")
                .orElse(delays + ". Wait longer, or shorten the delay.");
    }

    /** Returns what a client may have missed that left as soon as it knew the extensions of the server. */
    private Optional<String> leftAfterEhlo() {
        if (!session.rejectedCommands().isEmpty()
                || !session.messageIds().isEmpty()
                || session.openTransaction().isPresent()) {
            return Optional.empty();
        }
        return clues.offeredBeforeItLeft().map(this::missing);
    }

    private String missing(Set<String> offered) {
        String left = (session.end().equals(Optional.of(SessionEnd.QUIT))
                        ? "The client sent QUIT right after the reply to EHLO, "
                        : "The client disconnected right after the reply to EHLO, ")
                + "which ";
        boolean lacksTls = session.info().tls().isEmpty() && !offered.contains("STARTTLS");
        boolean lacksAuth = !offered.contains("AUTH");
        if (lacksAuth && offered.contains("STARTTLS")) {
            return left + "offers STARTTLS, but not AUTH before it.\nIf it must log in, enable STARTTLS in the client.";
        }
        if (lacksTls && lacksAuth) {
            return left + "offers neither STARTTLS nor AUTH.\nIf it requires STARTTLS, start the server with "
                    + START_TLS_OFFER + ".\nIf it must log in, " + AUTH_OFFER + ".";
        }
        if (lacksTls) {
            return left + "does not offer STARTTLS.\nIf it requires STARTTLS, start the server with " + START_TLS_OFFER
                    + ", or turn off the requirement in the client.";
        }
        return lacksAuth
                ? left + "does not offer AUTH.\nIf it must log in, " + AUTH_OFFER + "."
                : left + "offers " + String.join(", ", offered)
                        + ".\nIf it requires another extension, turn off that requirement in the client.";
    }

    /** Returns how far an unfinished mail transaction has come. */
    private String transaction(Envelope envelope) {
        boolean isOpen = session.end().isEmpty();
        boolean isRejected = envelope.recipients().isEmpty()
                && session.rejectedCommands().stream()
                        .anyMatch(command -> Ascii.upperCase(command.command()).startsWith("RCPT"));
        if (!isOpen) {
            return "unfinished: "
                    + (isRejected ? "<" + envelope.sender() + "> -> (no recipient accepted)" : envelope)
                    + (session.awaitsEndOfData() ? "; the end of DATA never arrived" : "");
        }
        StringBuilder far = new StringBuilder("so far: MAIL FROM:<" + envelope.sender() + ">");
        if (envelope.recipients().isEmpty()) {
            return far.append(isRejected ? ", no recipient accepted" : ", no RCPT TO yet")
                    .toString();
        }
        envelope.recipients().stream()
                .limit(SHOWN)
                .forEach(
                        recipient -> far.append(", RCPT TO:<").append(recipient).append('>'));
        if (envelope.recipients().size() > SHOWN) {
            far.append(" and ").append(envelope.recipients().size() - SHOWN).append(" more");
        }
        return far.append(session.awaitsEndOfData() ? "; message not complete yet" : "; no message yet")
                .toString();
    }
}
