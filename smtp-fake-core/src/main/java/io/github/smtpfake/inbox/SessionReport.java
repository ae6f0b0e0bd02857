package io.github.smtpfake.inbox;

import io.github.smtpfake.internal.text.Printable;
import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.session.RejectedCommand;
import io.github.smtpfake.session.SmtpSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Describes a session in one line, followed by one line for each reason why a message was not delivered. */
final class SessionReport {
    private static final int SHOWN = 3;
    /** The maximum number of sessions whose transcripts are read only to sort them. */
    private static final int EXAMINED = 100;

    private static final int LONGEST_RULE = 200;
    private static final String STARTTLS = "tls(TlsMode.STARTTLS) (--tls starttls)";
    private static final String AUTH = "without disable(SmtpExtension.AUTH) (--disable AUTH)";

    private final SmtpSession session;
    private final SessionClues clues;
    private final List<String> lines = new ArrayList<>();

    private SessionReport(SmtpSession session) {
        this.session = session;
        this.clues = new SessionClues(session);
    }

    static List<String> of(SmtpSession session) {
        SessionReport report = new SessionReport(session);
        report.lines.add(session.describe());
        report.rejected();
        report.rules();
        report.leftAfterEhlo().ifPresent(report::add);
        session.openTransaction().ifPresent(envelope -> report.lines.add(report.unfinished(envelope)));
        return report.lines;
    }

    /** Returns the sessions, those first whose report gives a reason and not only that they delivered nothing. */
    static List<SmtpSession> reasonsFirst(List<SmtpSession> sessions) {
        List<SmtpSession> first = new ArrayList<>();
        List<SmtpSession> others = new ArrayList<>();
        int examined = 0;
        for (SmtpSession session : sessions) {
            boolean hasReason = !session.rejectedCommands().isEmpty()
                    || session.openTransaction().isPresent()
                    || examined++ < EXAMINED && of(session).size() > 1;
            (hasReason ? first : others).add(session);
        }
        first.addAll(others);
        return first;
    }

    private void rejected() {
        List<RejectedCommand> rejected = session.rejectedCommands();
        rejected.stream().limit(SHOWN).forEach(command -> lines.add("rejected: " + command));
        if (rejected.size() > SHOWN) {
            lines.add("… and " + (rejected.size() - SHOWN) + " more rejected commands");
        }
        rejected.stream()
                .flatMap(command -> RejectionAdvice.of(command, session).stream())
                .findFirst()
                .ifPresent(this::add);
    }

    private void add(String advice) {
        advice.lines().forEach(lines::add);
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
            lines.add(
                    session.end().isEmpty()
                            ? "Wait longer, or change the rule."
                            : "The client left before the reply. Give it a longer timeout, or change the rule.");
        });
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
        String left = "The client left after the reply to EHLO, which offers ";
        boolean lacksTls = session.info().tls().isEmpty() && !offered.contains("STARTTLS");
        if (offered.contains("AUTH")) {
            return lacksTls
                    ? left + "no STARTTLS.\nIf the client requires STARTTLS, start the server with " + STARTTLS
                            + ", or do not require it."
                    : left + String.join(", ", offered) + ".\nIf it requires another extension, do not require that.";
        }
        if (offered.contains("STARTTLS")) {
            return left + "STARTTLS, but no AUTH before it.\nIf the client must log in, enable STARTTLS in the client.";
        }
        return left
                + (lacksTls
                        ? "neither STARTTLS nor AUTH.\nIf the client requires one of them, start the server with "
                                + STARTTLS + " or " + AUTH + "."
                        : "no AUTH.\nIf the client must log in, start the server " + AUTH + ".");
    }

    private String unfinished(Envelope envelope) {
        if (!session.awaitsEndOfData()) {
            return "unfinished: " + envelope;
        }
        return "unfinished: " + envelope
                + (session.end().isPresent() ? "; the end of DATA never arrived" : "; waiting for the end of DATA");
    }
}
