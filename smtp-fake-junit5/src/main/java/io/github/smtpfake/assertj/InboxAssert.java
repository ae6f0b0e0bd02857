package io.github.smtpfake.assertj;

import io.github.smtpfake.inbox.AwaitFailedError;
import io.github.smtpfake.inbox.AwaitResult;
import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.message.MessageQuery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.AbstractListAssert;
import org.assertj.core.api.ListAssert;
import org.assertj.core.api.ObjectAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on the messages that an {@link Inbox} has at the time of the call. Except for {@link #staysEmptyFor}, they do not
 * wait; {@link Inbox#await} and similar methods do.
 */
public class InboxAssert extends AbstractAssert<InboxAssert, Inbox> {
    private Navigation navigation = Navigation.HARD;

    /** Creates an assert; tests usually call {@link SmtpFakeAssertions#assertThat(Inbox)} instead. */
    public InboxAssert(@Nullable Inbox actual) {
        super(actual, InboxAssert.class);
    }

    final InboxAssert by(Navigation navigation) {
        this.navigation = navigation;
        return this;
    }

    /** Verifies that the inbox has no messages now. {@link #staysEmptyFor} also waits for later ones. */
    public InboxAssert isEmpty() {
        isNotNull();
        AwaitResult result = actual.snapshot();
        if (!result.matches().isEmpty()) {
            throw failure("%s", expected("to be empty", result));
        }
        return this;
    }

    /**
     * Verifies that the inbox has no messages, and that none arrives within the given time. Fails as soon as one arrives. If a
     * transaction is in progress at the end of that time, waits for its end, but no longer than the timeout of the inbox.
     *
     * @param time zero or more
     */
    public InboxAssert staysEmptyFor(Duration time) {
        requireNotNegative(Objects.requireNonNull(time, "time"), "time");
        isNotNull();
        try {
            actual.awaitNoneFor(time);
            return this;
        } catch (AwaitFailedError e) {
            throw failure("%s", e.getMessage());
        }
    }

    private static void requireNotNegative(Duration duration, String name) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException(name + " must not be negative, but is " + duration);
        }
    }

    /**
     * Verifies that the inbox has the given number of messages.
     *
     * @param count zero or more
     */
    public InboxAssert hasMessageCount(int count) {
        Checks.atLeast(0, count, "count");
        isNotNull();
        AwaitResult result = actual.snapshot();
        int found = result.matches().size();
        if (found != count) {
            throw failureWithActualExpected(
                    found, count, "%s", expected("to have " + Failure.count(count, "message"), result));
        }
        return this;
    }

    /** Verifies that at least one message matches the query. */
    public InboxAssert hasMessage(MessageQuery query) {
        Objects.requireNonNull(query, "query");
        isNotNull();
        AwaitResult result = actual.matching(query).snapshot();
        if (result.matches().isEmpty()) {
            throw failure(
                    "%s",
                    actual.matching(query)
                            .report(expected("to have a " + matching("message", query), "none matches") + ".", result));
        }
        return this;
    }

    /** Verifies that at least one message satisfies the requirements. */
    public InboxAssert anySatisfy(Consumer<CapturedMessageAssert> requirements) {
        Objects.requireNonNull(requirements, "requirements");
        messages().anySatisfy(message -> requirements.accept(new CapturedMessageAssert(message)));
        return this;
    }

    /**
     * Verifies that every message satisfies the requirements. As always in AssertJ, this passes if there is no message; call
     * {@link #hasMessageCount} first to rule that out.
     */
    public InboxAssert allSatisfy(Consumer<CapturedMessageAssert> requirements) {
        Objects.requireNonNull(requirements, "requirements");
        messages().allSatisfy(message -> requirements.accept(new CapturedMessageAssert(message)));
        return this;
    }

    /** Verifies that the inbox has at least one message, and that every message matches the query. */
    public InboxAssert hasOnlyMessages(MessageQuery query) {
        Objects.requireNonNull(query, "query");
        isNotNull();
        AwaitResult result = actual.snapshot();
        List<CapturedMessage> messages = result.matches();
        String expectation = "to have only " + matching("messages", query);
        if (messages.isEmpty()) {
            throw failure("%s", expected(expectation, result));
        }
        List<CapturedMessage> others =
                messages.stream().filter(message -> !query.matches(message)).toList();
        if (!others.isEmpty()) {
            String but =
                    others.size() + " of " + messages.size() + (others.size() == 1 ? " does" : " do") + " not match";
            throw failure(
                    "%s",
                    actual.withNotes(
                            expected(expectation, but) + ":\n"
                                    + Failure.lines(
                                            others,
                                            message -> message + "\n      "
                                                    + String.join("\n      ", query.mismatches(message))),
                            result));
        }
        return this;
    }

    /** Verifies that no message matches the query. */
    public InboxAssert hasNoMessage(MessageQuery query) {
        Objects.requireNonNull(query, "query");
        isNotNull();
        AwaitResult result = actual.matching(query).snapshot();
        if (!result.matches().isEmpty()) {
            throw failure("%s", expected("to have no " + matching("message", query), result));
        }
        return this;
    }

    /**
     * Verifies that the inbox has as many messages as there are queries, and that each message, in order of arrival, matches
     * the query at the same position.
     *
     * @param queries the queries; if none are given, the inbox must be empty
     */
    public InboxAssert hasMessagesInOrder(MessageQuery... queries) {
        List<MessageQuery> expected = Checks.elements("queries", queries);
        isNotNull();
        List<CapturedMessage> messages = actual.messages();
        List<String> lines = new ArrayList<>();
        boolean differs = messages.size() != expected.size();
        for (int i = 0; i < Math.max(messages.size(), expected.size()); i++) {
            List<String> mismatches = i < messages.size() && i < expected.size()
                    ? expected.get(i).mismatches(messages.get(i))
                    : List.of(i < expected.size() ? "expected: " + matching("message", expected.get(i)) : "unexpected");
            differs |= !mismatches.isEmpty();
            lines.add((i + 1) + ". " + (i < messages.size() ? messages.get(i) : "(no message)")
                    + (mismatches.isEmpty() ? " matches" : "\n      " + String.join("\n      ", mismatches)));
        }
        if (differs) {
            throw failure(
                    "%s",
                    withNotes(expected(
                                    "to have " + Failure.count(expected.size(), "message") + " in the given order",
                                    "found " + messages.size())
                            + ":\n" + Failure.lines(lines, line -> line)));
        }
        return this;
    }

    /**
     * Verifies that no message was sent twice: no two messages have the same Message-ID, or different Message-IDs, but the
     * same envelope and the same {@linkplain io.github.smtpfake.message.MimeContent#normalized() normalized} content. An
     * empty inbox passes, like an empty list in AssertJ.
     */
    public InboxAssert hasNoDuplicates() {
        isNotNull();
        Duplicates duplicates = Duplicates.among(actual.messages());
        if (!duplicates.isEmpty()) {
            String inbox = actual.toString().equals("inbox of all messages") ? "inbox" : actual.toString();
            throw failure(
                    "%s",
                    withNotes("Expected no duplicate messages in the " + inbox + ", but found " + duplicates.summary()
                            + ":\n" + duplicates.describe()));
        }
        return this;
    }

    /** Verifies that the inbox has exactly one message, and navigates to it. */
    public CapturedMessageAssert singleMessage() {
        return message("only message", () -> {
            hasMessageCount(1);
            return actual.messages().get(0);
        });
    }

    /** Verifies that a message matches the query, and navigates to the first one. */
    public CapturedMessageAssert firstMessage(MessageQuery query) {
        Objects.requireNonNull(query, "query");
        return message(matching("message", query), () -> {
            hasMessage(query);
            return actual.matching(query).messages().get(0);
        });
    }

    /** Verifies that a message matches the query, and that the first one satisfies the requirements. */
    public final InboxAssert firstMessage(MessageQuery query, Consumer<CapturedMessageAssert> requirements) {
        Objects.requireNonNull(requirements, "requirements").accept(firstMessage(query));
        return this;
    }

    private CapturedMessageAssert message(String what, Supplier<CapturedMessage> message) {
        Navigation.Step<CapturedMessageAssert> step =
                navigation.to(CapturedMessageAssert.class, CapturedMessage.class, CapturedMessageAssert::new, message);
        return step.assertion().by(step.navigation()).of(this, what + " of " + actual);
    }

    /**
     * Navigates to the list of messages in order of arrival. As always in AssertJ, an assertion on all elements passes for an
     * empty list; call {@code isNotEmpty()} first to rule that out.
     */
    public ListAssert<CapturedMessage> messages() {
        return navigation
                .toList(() -> {
                    isNotNull();
                    return actual.messages();
                })
                .as("messages of the %s", actual);
    }

    /** Navigates to the list of the values that a function extracts from each message, in order of arrival. */
    public final <V> AbstractListAssert<?, List<? extends V>, V, ObjectAssert<V>> extracting(
            Function<? super CapturedMessage, V> value) {
        Objects.requireNonNull(value, "value");
        return messages().extracting(value::apply);
    }

    /**
     * Verifies that clients made the given number of attempts to deliver. Each of the {@linkplain Inbox#sessions() sessions}
     * is an attempt, whether it delivered a message or not.
     *
     * @param count zero or more
     */
    public InboxAssert hasAttempts(int count) {
        Checks.atLeast(0, count, "count");
        isNotNull();
        Attempts attempts = new Attempts(actual.sessions());
        if (attempts.count() != count) {
            throw failureWithActualExpected(
                    attempts.count(),
                    count,
                    "%s",
                    "Expected " + actual + " to have " + Failure.count(count, "attempt") + ", but " + attempts.found());
        }
        return this;
    }

    /**
     * Verifies that clients paused for at least the given times between their attempts: the first pause is from the end of the
     * first attempt to the start of the second, and so on. There can be more attempts than the pauses require, but not fewer.
     *
     * @param pauses at least one pause; none negative
     * @throws IllegalArgumentException if there is no pause or a negative one
     */
    public InboxAssert hasPausesOfAtLeast(Duration... pauses) {
        List<Duration> expected = Checks.elements("pauses", pauses);
        if (expected.isEmpty()) {
            throw new IllegalArgumentException("pauses must not be empty");
        }
        expected.forEach(pause -> requireNotNegative(pause, "pauses"));
        isNotNull();
        Attempts attempts = new Attempts(actual.sessions());
        if (!attempts.havePausesOfAtLeast(expected)) {
            throw failure(
                    "%s",
                    "Expected " + actual + " to have attempts with pauses of at least " + expected + ", but "
                            + attempts.found());
        }
        return this;
    }

    private static String matching(String noun, MessageQuery query) {
        return query.size() == 0 ? noun : noun + " " + query;
    }

    private String withNotes(String message) {
        return actual.withNotes(message, actual.snapshot());
    }

    private String expected(String expectation, AwaitResult result) {
        int found = result.matches().size();
        String but = found == 0 ? "it is empty" : "it has " + Failure.count(found, "message");
        return actual.report(expected(expectation, but) + ".", result);
    }

    private String expected(String expectation, String but) {
        return "Expected " + actual + " " + expectation + ", but " + but;
    }
}
