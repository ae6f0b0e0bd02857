package io.github.smtpfake.message;

import java.time.Instant;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * Static methods that start a {@link MessageQuery}, for a static import. Each behaves like the method that it refers
 * to.
 */
public final class MessageQueries {

    private MessageQueries() {}

    /** @see MessageQuery#any() */
    public static MessageQuery anyMessage() {
        return MessageQuery.any();
    }

    /** @see MessageQuery#from(String) */
    public static MessageQuery from(String address) {
        return MessageQuery.any().from(address);
    }

    /** @see MessageQuery#to(String) */
    public static MessageQuery to(String address) {
        return MessageQuery.any().to(address);
    }

    /** @see MessageQuery#cc(String) */
    public static MessageQuery cc(String address) {
        return MessageQuery.any().cc(address);
    }

    /** @see MessageQuery#replyTo(String) */
    public static MessageQuery replyTo(String address) {
        return MessageQuery.any().replyTo(address);
    }

    /** @see MessageQuery#sender(String) */
    public static MessageQuery sender(String address) {
        return MessageQuery.any().sender(address);
    }

    /** @see MessageQuery#recipient(String) */
    public static MessageQuery recipient(String address) {
        return MessageQuery.any().recipient(address);
    }

    /** @see MessageQuery#subjectContains(String) */
    public static MessageQuery subjectContains(String text) {
        return MessageQuery.any().subjectContains(text);
    }

    /** @see MessageQuery#textContains(String) */
    public static MessageQuery textContains(String text) {
        return MessageQuery.any().textContains(text);
    }

    /** @see MessageQuery#htmlContains(String) */
    public static MessageQuery htmlContains(String text) {
        return MessageQuery.any().htmlContains(text);
    }

    /** @see MessageQuery#headerContains(String, String) */
    public static MessageQuery headerContains(String name, String text) {
        return MessageQuery.any().headerContains(name, text);
    }

    /** @see MessageQuery#anyTextContains(String) */
    public static MessageQuery anyTextContains(String words) {
        return MessageQuery.any().anyTextContains(words);
    }

    /** @see MessageQuery#receivedAfter(Instant) */
    public static MessageQuery receivedAfter(Instant time) {
        return MessageQuery.any().receivedAfter(time);
    }

    /** @see MessageQuery#receivedBefore(Instant) */
    public static MessageQuery receivedBefore(Instant time) {
        return MessageQuery.any().receivedBefore(time);
    }

    /** @see MessageQuery#largerThan(long) */
    public static MessageQuery largerThan(long bytes) {
        return MessageQuery.any().largerThan(bytes);
    }

    /** @see MessageQuery#smallerThan(long) */
    public static MessageQuery smallerThan(long bytes) {
        return MessageQuery.any().smallerThan(bytes);
    }

    /** @see MessageQuery#attachment(String) */
    public static MessageQuery attachment(String fileName) {
        return MessageQuery.any().attachment(fileName);
    }

    /** @see MessageQuery#helo(String) */
    public static MessageQuery helo(String name) {
        return MessageQuery.any().helo(name);
    }

    /** @see MessageQuery#user(String) */
    public static MessageQuery user(String name) {
        return MessageQuery.any().user(name);
    }

    /** Returns a query for messages that do not match the given query. */
    public static MessageQuery not(MessageQuery query) {
        return MessageQuery.any().and(Criterion.not(Objects.requireNonNull(query, "query")));
    }

    /** @see MessageQuery#matching(String, Predicate) */
    public static MessageQuery matching(String clause, Predicate<CapturedMessage> condition) {
        return MessageQuery.any().matching(clause, condition);
    }
}
