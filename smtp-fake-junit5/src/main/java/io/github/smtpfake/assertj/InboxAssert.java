package io.github.smtpfake.assertj;

import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.message.MessageQuery;
import java.util.List;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.ListAssert;
import org.jspecify.annotations.Nullable;

/** Assertions on the messages that an {@link Inbox} has when they are called; they do not wait. */
public final class InboxAssert extends AbstractAssert<InboxAssert, Inbox> {

    InboxAssert(@Nullable Inbox actual) {
        super(actual, InboxAssert.class);
    }

    /** There is no message. */
    public InboxAssert isEmpty() {
        isNotNull();
        List<CapturedMessage> messages = actual.messages();
        if (!messages.isEmpty()) {
            throw failure("Expecting %s%nto be empty, but it has %d:%n%s", actual, messages.size(), lines(messages));
        }
        return this;
    }

    /** There are exactly so many messages. */
    public InboxAssert hasMessageCount(int count) {
        isNotNull();
        List<CapturedMessage> messages = actual.messages();
        if (messages.size() != count) {
            throw failureWithActualExpected(
                    messages.size(),
                    count,
                    "Expecting %s%nto have %d messages, but it has %d:%n%s",
                    actual,
                    count,
                    messages.size(),
                    lines(messages));
        }
        return this;
    }

    /** At least one message matches. */
    public InboxAssert hasMessage(MessageQuery query) {
        isNotNull();
        List<CapturedMessage> messages = actual.messages();
        if (messages.stream().noneMatch(query::matches)) {
            throw failure(
                    "Expecting %s%nto have a message with %s, but it has %d without:%n%s",
                    actual, query, messages.size(), mismatches(messages, query));
        }
        return this;
    }

    /** No message matches. */
    public InboxAssert hasNoMessage(MessageQuery query) {
        isNotNull();
        List<CapturedMessage> matches =
                actual.messages().stream().filter(query::matches).toList();
        if (!matches.isEmpty()) {
            throw failure(
                    "Expecting %s%nto have no message with %s, but it has %d:%n%s",
                    actual, query, matches.size(), lines(matches));
        }
        return this;
    }

    /** Goes on with AssertJ's assertions on the list of messages, in the order of their arrival. */
    public ListAssert<CapturedMessage> messages() {
        isNotNull();
        return new ListAssert<>(actual.messages()).as("messages of the %s", actual);
    }

    private static String lines(List<CapturedMessage> messages) {
        return Failure.lines(messages, CapturedMessage::toString);
    }

    private static String mismatches(List<CapturedMessage> messages, MessageQuery query) {
        return Failure.lines(
                messages, message -> message + "\n      " + String.join("\n      ", query.mismatches(message)));
    }
}
