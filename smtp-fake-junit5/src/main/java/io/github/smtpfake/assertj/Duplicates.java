package io.github.smtpfake.assertj;

import io.github.smtpfake.message.CapturedMessage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Messages that arrived more than once, in groups of at least two. */
final class Duplicates {
    private static final int SHOWN = 5;

    private final List<Group> groups = new ArrayList<>();

    /** What makes messages duplicates. */
    private enum Kind {
        SENT_AGAIN("copies of one message", ": the message was sent %s", true),
        CREATED_AGAIN(
                "messages with the same content", ": the application probably created and sent this message %s", true),
        SAME_ID("messages with the same Message-ID", "", false);

        private final String plural;
        /** What it means that the messages were sent the given number of times. */
        private final String meaning;

        private final boolean areCopies;

        Kind(String plural, String meaning, boolean areCopies) {
            this.plural = plural;
            this.meaning = meaning;
            this.areCopies = areCopies;
        }
    }

    private record Group(Kind kind, String inCommon, List<CapturedMessage> messages) {
        @Override
        public String toString() {
            int count = messages.size();
            return Failure.lines(messages, Duplicates::delivery) + "\n"
                    + (count == 2 ? "Both" : "All " + count) + " have " + inCommon
                    + kind.meaning.replace("%s", count == 2 ? "twice" : count + " times")
                    + ". They arrived "
                    + sessions() + ".";
        }

        private String sessions() {
            long count = messages.stream()
                    .map(message -> message.session().id())
                    .distinct()
                    .count();
            return count == 1 ? "in one session" : count == 2 ? "in two sessions" : "in " + count + " sessions";
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
                        isEqual ? Kind.SENT_AGAIN : Kind.SAME_ID,
                        "the same Message-ID <" + id + ">"
                                + (isEqual ? " and the same content" : ", but different content"),
                        same));
                others.removeAll(same);
            });
            for (List<CapturedMessage> similar :
                    groupBy(others, Duplicates::envelopeAndSubject).values()) {
                groupBy(similar, message -> Optional.of(content(message)))
                        .values()
                        .forEach(same -> found.groups.add(new Group(
                                Kind.CREATED_AGAIN,
                                "the same envelope, subject and content, but different Message-IDs",
                                same)));
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

    /** Returns how many duplicates there are, as it reads after "but found". */
    String summary() {
        if (groups.size() > 1) {
            return groups.size() + " groups of duplicates";
        }
        Group only = groups.get(0);
        return only.messages().size() + " " + only.kind().plural;
    }

    /** Returns the copies, what they have in common, and what to do. */
    String describe() {
        int more = groups.size() - SHOWN;
        return groups.stream().limit(SHOWN).map(Group::toString).collect(Collectors.joining("\n"))
                + (more > 0 ? "\n… and " + more + " more groups" : "")
                + (groups.stream().anyMatch(group -> group.kind().areCopies)
                        ? "\nLook for a second send call or a retry in the application."
                        : "\nUse a new Message-ID for each message.");
    }

    private static String delivery(CapturedMessage message) {
        return message
                + message.content()
                        .messageId()
                        .map(id -> ", Message-ID <" + id + ">")
                        .orElse("") + ", from client "
                + message.session().client() + " at " + message.receivedAt();
    }
}
