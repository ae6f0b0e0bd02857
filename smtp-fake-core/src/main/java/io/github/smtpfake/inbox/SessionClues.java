package io.github.smtpfake.inbox;

import io.github.smtpfake.internal.delivery.SessionRemark;
import io.github.smtpfake.internal.text.Ascii;
import io.github.smtpfake.session.SessionEnd;
import io.github.smtpfake.session.SmtpSession;
import io.github.smtpfake.session.TranscriptLine;
import io.github.smtpfake.session.TranscriptLine.Speaker;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the transcript of a session shows about the reason why it did not deliver a message. */
final class SessionClues {
    private static final String EHLO = "EHLO ";
    private static final String REPLY = "250";
    private static final int KEYWORD = "250-".length();

    private final SmtpSession session;
    private final List<TranscriptLine> transcript;

    SessionClues(SmtpSession session) {
        this.session = session;
        this.transcript = session.transcript();
    }

    /** Returns the rules that have fired, each once. */
    Set<String> rules() {
        Set<String> rules = new LinkedHashSet<>();
        transcript.forEach(line -> SessionRemark.rule(line).ifPresent(rules::add));
        return rules;
    }

    /** Returns the rule after which the client has received nothing; empty if there is none. */
    Optional<String> pendingRule() {
        return SessionRemark.lastRule(session);
    }

    /** Returns whether the server accepted a recipient but ignored it. */
    boolean hasIgnoredRecipient() {
        return transcript.stream()
                .anyMatch(line -> !isClient(line) && line.line().equals(SessionRemark.IGNORED_RECIPIENT));
    }

    /**
     * A login that failed.
     *
     * @param user the user, if the server knows it
     */
    record LoginFailure(SessionRemark reason, Optional<String> user) {}

    /** Returns why the last login failed; empty if none failed. */
    Optional<LoginFailure> loginFailure() {
        Optional<LoginFailure> last = Optional.empty();
        for (TranscriptLine line : transcript) {
            for (SessionRemark remark : SessionRemark.values()) {
                if (remark.is(line)) {
                    last = Optional.of(new LoginFailure(remark, remark.user(line)));
                }
            }
        }
        return last;
    }

    /**
     * Returns the keywords of the extensions with which the server answered EHLO, if the client then left without another
     * command; empty if it is still connected or sent something else.
     */
    Optional<Set<String>> offeredBeforeItLeft() {
        boolean left = session.end().equals(Optional.of(SessionEnd.QUIT))
                || session.end().equals(Optional.of(SessionEnd.DISCONNECTED));
        if (!left || session.info().helo().isEmpty()) {
            return Optional.empty();
        }
        int ehlo = transcript.size() - 1;
        while (ehlo >= 0 && !(isClient(transcript.get(ehlo)) && !isQuit(transcript.get(ehlo)))) {
            ehlo--;
        }
        if (ehlo < 0 || !startsWith(transcript.get(ehlo), EHLO)) {
            return Optional.empty();
        }
        List<String> reply = transcript.subList(ehlo + 1, transcript.size()).stream()
                .filter(line -> !isClient(line) && line.line().startsWith(REPLY))
                .map(line -> line.line().substring(Math.min(KEYWORD, line.line().length())))
                .toList();
        // The first line is the name of the server.
        return reply.isEmpty()
                ? Optional.empty()
                : Optional.of(reply.stream()
                        .skip(1)
                        .map(line -> line.split(" ", 2)[0])
                        .collect(Collectors.toCollection(LinkedHashSet::new)));
    }

    private static boolean isClient(TranscriptLine line) {
        return line.speaker() == Speaker.CLIENT;
    }

    private static boolean isQuit(TranscriptLine line) {
        return startsWith(line, "QUIT");
    }

    private static boolean startsWith(TranscriptLine line, String command) {
        return Ascii.upperCase(line.line()).startsWith(command);
    }
}
