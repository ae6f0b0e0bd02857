package io.github.smtpfake.assertj;

import io.github.smtpfake.inbox.AwaitFailedError;
import io.github.smtpfake.inbox.AwaitResult;
import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.message.MessageQuery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.AbstractListAssert;
import org.assertj.core.api.ListAssert;
import org.assertj.core.api.ObjectAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on the messages that an {@link Inbox} has when they are called. They do not wait, {@link #staysEmptyFor}
 * excepted: {@link Inbox#await} and its likes do.
 */
public class InboxAssert extends AbstractAssert<InboxAssert, Inbox> {
    private Navigation navigation = Navigation.HARD;

    /** Makes an assert; {@link SmtpFakeAssertions#assertThat(Inbox)} reads better. */
    public InboxAssert(@Nullable Inbox actual) {
        super(actual, InboxAssert.class);
    }

    final InboxAssert by(Navigation navigation) {
        this.navigation = navigation;
        return this;
    }

    /** There is no message now; {@link #staysEmptyFor} tells of those to come. */
    public InboxAssert isEmpty() {
        isNotNull();
        AwaitResult result = actual.snapshot();
        if (!result.matches().isEmpty()) {
            throw failed("to be empty, but it has " + result.matches().size() + ".", result);
        }
        return this;
    }

    /**
     * There is no message, and none comes for so long; fails as soon as one does. When the time is over, it waits for mail
     * that is in the middle of its transaction, for the time-out of the inbox at most.
     */
    public InboxAssert staysEmptyFor(Duration time) {
        isNotNull();
        try {
            actual.awaitNoneFor(time);
            return this;
        } catch (AwaitFailedError e) {
            throw failure("%s", e.getMessage());
        }
    }

    /** There are exactly so many messages. */
    public InboxAssert hasMessageCount(int count) {
        isNotNull();
        AwaitResult result = actual.snapshot();
        int found = result.matches().size();
        if (found != count) {
            throw failureWithActualExpected(
                    found,
                    count,
                    "%s",
                    expecting("to have " + messages(count) + ", but it has " + found + ".", result));
        }
        return this;
    }

    /** At least one message matches. */
    public InboxAssert hasMessage(MessageQuery query) {
        isNotNull();
        AwaitResult result = actual.matching(query).snapshot();
        if (result.matches().isEmpty()) {
            throw failed("to have a message " + query + ", but none is so.", result);
        }
        return this;
    }

    /** At least one message meets the requirements. */
    public InboxAssert anySatisfy(Consumer<CapturedMessageAssert> requirements) {
        messages().anySatisfy(message -> requirements.accept(new CapturedMessageAssert(message)));
        return this;
    }

    /** Every message meets the requirements; also where there is none. */
    public InboxAssert allSatisfy(Consumer<CapturedMessageAssert> requirements) {
        messages().allSatisfy(message -> requirements.accept(new CapturedMessageAssert(message)));
        return this;
    }

    /** Every message matches; also where there is none. */
    public InboxAssert hasOnlyMessages(MessageQuery query) {
        isNotNull();
        List<CapturedMessage> messages = actual.messages();
        List<CapturedMessage> others =
                messages.stream().filter(message -> !query.matches(message)).toList();
        if (!others.isEmpty()) {
            throw failure(
                    "%s",
                    "Expecting " + actual + "\nto have only messages " + query + ", but of " + messages.size()
                            + " these are not so:\n"
                            + Failure.lines(
                                    others,
                                    message ->
                                            message + "\n      " + String.join("\n      ", query.mismatches(message))));
        }
        return this;
    }

    /** No message matches. */
    public InboxAssert hasNoMessage(MessageQuery query) {
        isNotNull();
        AwaitResult result = actual.matching(query).snapshot();
        if (!result.matches().isEmpty()) {
            throw failed(
                    "to have no message " + query + ", but it has "
                            + result.matches().size() + ".",
                    result);
        }
        return this;
    }

    /** There are exactly as many messages as queries, and each matches its own, in the order of their arrival. */
    public InboxAssert hasMessagesInOrder(MessageQuery... queries) {
        isNotNull();
        List<CapturedMessage> messages = actual.messages();
        List<String> lines = new ArrayList<>();
        boolean differs = messages.size() != queries.length;
        for (int i = 0; i < Math.max(messages.size(), queries.length); i++) {
            List<String> mismatches = i < messages.size() && i < queries.length
                    ? queries[i].mismatches(messages.get(i))
                    : List.of(i < queries.length ? "missing: a message " + queries[i] : "not expected");
            differs |= !mismatches.isEmpty();
            lines.add((i + 1) + ". " + (i < messages.size() ? messages.get(i) : "(none)")
                    + (mismatches.isEmpty() ? " matches" : "\n      " + String.join("\n      ", mismatches)));
        }
        if (differs) {
            throw failure(
                    "%s",
                    "Expecting " + actual + "\nto have " + messages(queries.length) + " in this order, but:\n"
                            + Failure.lines(lines, line -> line));
        }
        return this;
    }

    /** No two messages have the same Message-ID: nothing was sent twice. */
    public InboxAssert hasNoDuplicates() {
        isNotNull();
        Map<String, List<CapturedMessage>> byId = new TreeMap<>();
        for (CapturedMessage message : actual.messages()) {
            message.content()
                    .messageId()
                    .ifPresent(id ->
                            byId.computeIfAbsent(id, key -> new ArrayList<>()).add(message));
        }
        byId.values().removeIf(same -> same.size() < 2);
        if (!byId.isEmpty()) {
            throw failure(
                    "%s",
                    "Expecting " + actual + "\nto have each Message-ID once, but these were sent again:\n"
                            + Failure.lines(
                                    List.copyOf(byId.entrySet()),
                                    entry -> "<" + entry.getKey() + ">\n"
                                            + Failure.lines(entry.getValue(), InboxAssert::delivery)));
        }
        return this;
    }

    private static String delivery(CapturedMessage message) {
        return "  " + message + " by " + message.session().client() + " at " + message.receivedAt();
    }

    /** Goes on to the only message, which must be there. */
    public CapturedMessageAssert singleMessage() {
        return message("only message", () -> {
            hasMessageCount(1);
            return actual.messages().get(0);
        });
    }

    /** Goes on to the first message that matches, which must be there. */
    public CapturedMessageAssert firstMessage(MessageQuery query) {
        return message("message " + query, () -> {
            hasMessage(query);
            return actual.matching(query).messages().get(0);
        });
    }

    /** There is a message that matches, and the first one meets the requirements. */
    public final InboxAssert firstMessage(MessageQuery query, Consumer<CapturedMessageAssert> requirements) {
        requirements.accept(firstMessage(query));
        return this;
    }

    private CapturedMessageAssert message(String what, Supplier<CapturedMessage> message) {
        Navigation.Step<CapturedMessageAssert> step =
                navigation.to(CapturedMessageAssert.class, CapturedMessage.class, CapturedMessageAssert::new, message);
        return step.assertion().by(step.navigation()).of(this, what + " of " + actual);
    }

    /** Goes on with AssertJ's assertions on the list of messages, in the order of their arrival. */
    public ListAssert<CapturedMessage> messages() {
        return navigation
                .toList(() -> {
                    isNotNull();
                    return actual.messages();
                })
                .as("messages of the %s", actual);
    }

    /** Goes on with AssertJ's assertions on a value of each message, in the order of their arrival. */
    public final <V> AbstractListAssert<?, List<? extends V>, V, ObjectAssert<V>> extracting(
            Function<? super CapturedMessage, V> value) {
        return messages().extracting(value::apply);
    }

    /**
     * Clients have tried so many times: there are so many {@linkplain Inbox#sessions() sessions}, be it that mail came by
     * them or not.
     */
    public InboxAssert hasAttempts(int count) {
        isNotNull();
        Attempts attempts = new Attempts(actual.sessions());
        if (attempts.count() != count) {
            throw failureWithActualExpected(
                    attempts.count(),
                    count,
                    "%s",
                    "Expecting " + actual + "\nto have " + count + " attempts, but it has " + attempts.count()
                            + attempts);
        }
        return this;
    }

    /**
     * Between one attempt and the next there was at least so much time: from the first to the second at least the first of
     * these times, and so on. There may be more attempts.
     */
    public InboxAssert hasPausesOfAtLeast(Duration... pauses) {
        isNotNull();
        Attempts attempts = new Attempts(actual.sessions());
        if (!attempts.haveBetweenThem(pauses)) {
            throw failure(
                    "%s",
                    "Expecting " + actual + "\nto have attempts with pauses of at least " + List.of(pauses)
                            + " between them, but it has " + attempts.count() + attempts);
        }
        return this;
    }

    private AssertionError failed(String expectation, AwaitResult result) {
        return failure("%s", expecting(expectation, result));
    }

    private String expecting(String expectation, AwaitResult result) {
        return result.report("Expecting " + actual + "\n" + expectation);
    }

    private static String messages(int count) {
        return count == 1 ? "1 message" : count + " messages";
    }
}
