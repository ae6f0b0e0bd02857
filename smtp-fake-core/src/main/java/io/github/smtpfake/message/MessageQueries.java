package io.github.smtpfake.message;

import java.util.function.Predicate;

/** Static beginnings of a {@link MessageQuery}, made for a static import. */
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

    /** @see MessageQuery#matching(String, Predicate) */
    public static MessageQuery matching(String description, Predicate<CapturedMessage> condition) {
        return MessageQuery.any().matching(description, condition);
    }
}
