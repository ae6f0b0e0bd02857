package io.github.smtpfake.inbox;

import io.github.smtpfake.message.CapturedMessage;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Finds messages that a client sent more than once, or that an application created more than once. */
final class RepeatedMessages {
    private static final int EXAMINED = 100;
    private static final int SHOWN = 3;

    private final List<CapturedMessage> messages;
    private final boolean isWithAdvice;
    private final List<String> findings = new ArrayList<>();

    private RepeatedMessages(List<CapturedMessage> messages, boolean isWithAdvice) {
        this.messages = messages.subList(0, Math.min(messages.size(), EXAMINED));
        this.isWithAdvice = isWithAdvice;
    }

    /**
     * Returns a few lines for each message that arrived more than once, and at most three such texts.
     *
     * @param isWithAdvice whether to say what to do; false if another advice follows
     */
    static List<String> of(List<CapturedMessage> messages, boolean isWithAdvice) {
        RepeatedMessages repeated = new RepeatedMessages(messages, isWithAdvice);
        if (messages.size() > 1) {
            List<CapturedMessage> explained = repeated.sameId();
            repeated.sameContent(explained);
        }
        return repeated.findings.stream().limit(SHOWN).toList();
    }

    private List<CapturedMessage> sameId() {
        List<CapturedMessage> explained = new ArrayList<>();
        groups(messages, message -> message.content().messageId()).forEach((id, same) -> {
            boolean isEqual =
                    same.stream().map(RepeatedMessages::content).distinct().count() == 1;
            findings.add(which(same) + " have the same Message-ID <" + id + ">"
                    + (isEqual
                            ? " and the same content: the message was sent " + timesSent(same) + "."
                            : ", but different content: several messages got one Message-ID.")
                    + times(same, isEqual));
            explained.addAll(same);
        });
        return explained;
    }

    private void sameContent(List<CapturedMessage> explained) {
        List<CapturedMessage> others = messages.stream()
                .filter(message -> !explained.contains(message))
                .toList();
        groups(others, RepeatedMessages::envelopeAndSubject).values().stream()
                .flatMap(similar -> groups(similar, message -> Optional.of(content(message))).values().stream())
                .forEach(same -> findings.add(
                        which(same) + " have the same envelope, subject and content, but different Message-IDs:"
                                + " the application probably created and sent this message " + timesSent(same) + "."
                                + times(same, true)));
    }

    private String which(List<CapturedMessage> same) {
        if (same.size() < messages.size()) {
            return same.size() + " of them";
        }
        return same.size() == 2 ? "Both" : "All " + same.size();
    }

    private static String timesSent(List<CapturedMessage> same) {
        return same.size() == 2 ? "twice" : same.size() + " times";
    }

    /** Returns what is known without parsing the message. */
    private static Optional<String> envelopeAndSubject(CapturedMessage message) {
        return Optional.of(message.envelope() + "\n" + message.subject().orElse(""));
    }

    /** Returns the groups of at least two messages. */
    private static Map<String, List<CapturedMessage>> groups(
            List<CapturedMessage> messages, Function<CapturedMessage, Optional<String>> key) {
        Map<String, List<CapturedMessage>> groups = new LinkedHashMap<>();
        messages.forEach(message -> key.apply(message)
                .ifPresent(value ->
                        groups.computeIfAbsent(value, any -> new ArrayList<>()).add(message)));
        groups.values().removeIf(same -> same.size() < 2);
        return groups;
    }

    /** Returns the envelope and what remains of a message without the values that each sending changes. */
    private static String content(CapturedMessage message) {
        return message.envelope() + "\n" + message.content().normalized();
    }

    /** Returns when the messages arrived, and in how many sessions. */
    private String times(List<CapturedMessage> same, boolean areCopies) {
        long sessions =
                same.stream().map(message -> message.session().id()).distinct().count();
        String later = IntStream.range(1, Math.min(same.size(), SHOWN))
                .mapToObj(i ->
                        Duration.between(same.get(0).receivedAt(), same.get(i).receivedAt())
                                        .toMillis()
                                + " ms later")
                .collect(Collectors.joining(" and "));
        return "\nThey arrived at " + same.get(0).receivedAt().truncatedTo(ChronoUnit.MILLIS) + " and " + later + ", "
                + sessions(sessions) + "."
                + (isWithAdvice
                        ? (areCopies
                                        ? "\nLook for a second send call or a retry."
                                        : "\nUse a new Message-ID for each message.")
                                + " If this is intended, expect " + same.size() + " messages."
                        : "");
    }

    private static String sessions(long count) {
        return count == 1 ? "in one session" : count == 2 ? "in two sessions" : "in " + count + " sessions";
    }
}
