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

    /** Returns a query without conditions, {@link MessageQuery#any()}. */
    public static MessageQuery anyMessage() {
        return MessageQuery.any();
    }

    /** Returns {@link MessageQuery#from(String) any().from(address)}. */
    public static MessageQuery from(String address) {
        return MessageQuery.any().from(address);
    }

    /** Returns {@link MessageQuery#to(String) any().to(address)}. */
    public static MessageQuery to(String address) {
        return MessageQuery.any().to(address);
    }

    /** Returns {@link MessageQuery#cc(String) any().cc(address)}. */
    public static MessageQuery cc(String address) {
        return MessageQuery.any().cc(address);
    }

    /** Returns {@link MessageQuery#replyTo(String) any().replyTo(address)}. */
    public static MessageQuery replyTo(String address) {
        return MessageQuery.any().replyTo(address);
    }

    /** Returns {@link MessageQuery#sender(String) any().sender(address)}. */
    public static MessageQuery sender(String address) {
        return MessageQuery.any().sender(address);
    }

    /** Returns {@link MessageQuery#recipient(String) any().recipient(address)}. */
    public static MessageQuery recipient(String address) {
        return MessageQuery.any().recipient(address);
    }

    /** Returns {@link MessageQuery#subjectContains(String) any().subjectContains(text)}. */
    public static MessageQuery subjectContains(String text) {
        return MessageQuery.any().subjectContains(text);
    }

    /** Returns {@link MessageQuery#textContains(String) any().textContains(text)}. */
    public static MessageQuery textContains(String text) {
        return MessageQuery.any().textContains(text);
    }

    /** Returns {@link MessageQuery#htmlContains(String) any().htmlContains(text)}. */
    public static MessageQuery htmlContains(String text) {
        return MessageQuery.any().htmlContains(text);
    }

    /** Returns {@link MessageQuery#headerContains(String, String) any().headerContains(name, text)}. */
    public static MessageQuery headerContains(String name, String text) {
        return MessageQuery.any().headerContains(name, text);
    }

    /** Returns {@link MessageQuery#anyTextContains(String) any().anyTextContains(words)}. */
    public static MessageQuery anyTextContains(String words) {
        return MessageQuery.any().anyTextContains(words);
    }

    /** Returns {@link MessageQuery#receivedAfter(Instant) any().receivedAfter(time)}. */
    public static MessageQuery receivedAfter(Instant time) {
        return MessageQuery.any().receivedAfter(time);
    }

    /** Returns {@link MessageQuery#receivedBefore(Instant) any().receivedBefore(time)}. */
    public static MessageQuery receivedBefore(Instant time) {
        return MessageQuery.any().receivedBefore(time);
    }

    /** Returns {@link MessageQuery#largerThan(long) any().largerThan(bytes)}. */
    public static MessageQuery largerThan(long bytes) {
        return MessageQuery.any().largerThan(bytes);
    }

    /** Returns {@link MessageQuery#smallerThan(long) any().smallerThan(bytes)}. */
    public static MessageQuery smallerThan(long bytes) {
        return MessageQuery.any().smallerThan(bytes);
    }

    /** Returns {@link MessageQuery#attachment(String) any().attachment(fileName)}. */
    public static MessageQuery attachment(String fileName) {
        return MessageQuery.any().attachment(fileName);
    }

    /** Returns {@link MessageQuery#helo(String) any().helo(name)}. */
    public static MessageQuery helo(String name) {
        return MessageQuery.any().helo(name);
    }

    /** Returns {@link MessageQuery#user(String) any().user(name)}. */
    public static MessageQuery user(String name) {
        return MessageQuery.any().user(name);
    }

    /** Returns a query for messages that do not match the given query. */
    public static MessageQuery not(MessageQuery query) {
        return MessageQuery.any().and(Criterion.not(Objects.requireNonNull(query, "query")));
    }

    /** Returns {@link MessageQuery#matching(String, Predicate) any().matching(clause, condition)}. */
    public static MessageQuery matching(String clause, Predicate<CapturedMessage> condition) {
        return MessageQuery.any().matching(clause, condition);
    }
}
