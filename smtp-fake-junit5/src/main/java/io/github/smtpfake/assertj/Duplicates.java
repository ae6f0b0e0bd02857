package io.github.smtpfake.assertj;

import io.github.smtpfake.message.CapturedMessage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Messages that arrived more than once, in groups of at least two. */
final class Duplicates {
    private final List<Group> groups = new ArrayList<>();

    private record Group(String inCommon, List<CapturedMessage> messages) {
        @Override
        public String toString() {
            return inCommon + "\n" + Failure.lines(messages, Duplicates::delivery);
        }
    }

    private Duplicates() {}

    static Duplicates among(List<CapturedMessage> messages) {
        Duplicates found = new Duplicates();
        if (messages.size() > 1) {
            List<CapturedMessage> others = new ArrayList<>(messages);
            groupBy(messages, message -> message.content().messageId()).forEach((id, same) -> {
                boolean isEqual =
                        same.stream().map(Duplicates::content).distinct().count() == 1;
                found.groups.add(new Group(
                        "Message-ID <" + id + ">, with " + (isEqual ? "the same" : "different") + " content:", same));
                others.removeAll(same);
            });
            for (List<CapturedMessage> similar :
                    groupBy(others, Duplicates::envelopeAndSubject).values()) {
                groupBy(similar, message -> Optional.of(content(message)))
                        .values()
                        .forEach(same -> found.groups.add(new Group(
                                "The same envelope, subject and content, with different Message-IDs:", same)));
            }
        }
        return found;
    }

    private static Map<String, List<CapturedMessage>> groupBy(
            List<CapturedMessage> messages, Function<CapturedMessage, Optional<String>> key) {
        Map<String, List<CapturedMessage>> groups = new LinkedHashMap<>();
        for (CapturedMessage message : messages) {
            key.apply(message)
                    .ifPresent(value -> groups.computeIfAbsent(value, any -> new ArrayList<>())
                            .add(message));
        }
        groups.values().removeIf(same -> same.size() < 2);
        return groups;
    }

    /** Returns what is known without parsing the message. */
    private static Optional<String> envelopeAndSubject(CapturedMessage message) {
        return Optional.of(message.envelope() + "\n" + message.subject().orElse(""));
    }

    /** Returns the envelope and what remains of a message without the values that each sending changes. */
    private static String content(CapturedMessage message) {
        return message.envelope() + "\n" + message.content().normalized();
    }

    boolean isEmpty() {
        return groups.isEmpty();
    }

    String describe() {
        return Failure.lines(groups, Group::toString);
    }

    private static String delivery(CapturedMessage message) {
        return "  " + message + " from client " + message.session().client() + " at " + message.receivedAt();
    }
}
