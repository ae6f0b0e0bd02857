package io.github.smtpfake.internal.delivery;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.internal.mime.RawMessage;
import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.session.Problem;
import io.github.smtpfake.session.SessionInfo;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All data of a captured message: what the server received, or what a store has kept of it. {@link #toMessage} creates
 * the captured message from it without copying the bytes, and {@link #of} returns the data of a captured message, so
 * that a store can write them to disk.
 *
 * <p>{@link RawMessage} is not part of the public API, so the constructor that accepts it must not be public either.
 * The class of the captured message {@linkplain #setDoor registers} its access here. This package does not depend on
 * that class.
 *
 * @param id 22 random base62 characters
 * @param receivedAt when the last byte arrived
 * @param envelope the sender and the recipients
 * @param session the session that delivered the message
 * @param raw the bytes of the message
 * @param problemsOnArrival problems that the bytes do not show, such as a dot that was not doubled
 * @param contents keeps the parsed content, and limits how much of the message is parsed and examined
 * @param index what queries and lists need of the content, in a form that only the class of the captured message knows;
 *     empty if it has not been made yet. The caller must not change it
 * @param snippet the beginning of the text that a reader sees; null if it has not been made yet
 */
public record Delivery(
        String id,
        Instant receivedAt,
        Envelope envelope,
        SessionInfo session,
        RawMessage raw,
        List<Problem> problemsOnArrival,
        ContentCache contents,
        byte[] index,
        @Nullable String snippet) {

    /**
     * The version of what a release reads from the bytes of a message, and of the form of the index. It changes with every
     * release that reads another address, subject, text or part from the same bytes. A store must not use an index with another
     * version, and must discard all other values that it derived from the message.
     */
    public static final int INDEX_VERSION = 6;

    /** Set once, when the class of the captured message is initialized. */
    private static volatile @Nullable Door door;

    private static final byte[] NO_INDEX = {};

    /** Access to captured messages, which their class implements. */
    public interface Door {
        /** Implements {@link Delivery#toMessage}. */
        Object create(Delivery delivery);

        /** Implements {@link Delivery#asReceived}. */
        Delivery describe(Object message);

        /** Implements {@link Delivery#raw(Object)}. */
        RawMessage raw(Object message);

        /** Implements {@link Delivery#tags}. */
        List<String> tags(Object message);

        /** Implements {@link Delivery#index}. */
        void index(Object message);

        /** Implements {@link Delivery#keptSize}. */
        int keptSize(Object message);

        /** Implements {@link Delivery#readingWeight}. */
        long readingWeight(Object message);

        /** Implements {@link Delivery#isListable}. */
        boolean isListable(Object message);

        /** Implements {@link MessagePart#of}. */
        MessagePart parts(Object message);

        /** Implements {@link SearchValues#of}. */
        SearchValues searchValues(Object message);
    }

    /** Creates the data of a message that has just arrived. */
    public Delivery(
            String id,
            Instant receivedAt,
            Envelope envelope,
            SessionInfo session,
            RawMessage raw,
            List<Problem> problemsOnArrival,
            ContentCache contents) {
        this(id, receivedAt, envelope, session, raw, problemsOnArrival, contents, NO_INDEX, null);
    }

    /** Creates the data of a message that belongs to no server and keeps its content itself. */
    public Delivery(
            String id,
            Instant receivedAt,
            Envelope envelope,
            SessionInfo session,
            RawMessage raw,
            List<Problem> problemsOnArrival,
            Limits limits) {
        this(id, receivedAt, envelope, session, raw, problemsOnArrival, ContentCache.single(limits));
    }

    /** Registers the access to captured messages. Called by the static initializer of their class. */
    public static void setDoor(Door access) {
        door = access;
    }

    static Door door() {
        return Objects.requireNonNull(door, "The class of the captured message is not initialized");
    }

    /**
     * Returns the captured message.
     *
     * @param type its class
     * @throws IllegalStateException if that class registers no access
     */
    public <M> M toMessage(Class<M> type) {
        if (door == null) {
            initialize(type);
        }
        Door registered = door;
        if (registered == null) {
            throw new IllegalStateException(type + " has not registered its access");
        }
        return type.cast(registered.create(this));
    }

    private static void initialize(Class<?> type) {
        try {
            Class.forName(type.getName(), true, type.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the data of a captured message. Makes the index if necessary, which parses the message. */
    public static Delivery of(Object message) {
        index(message);
        return asReceived(message);
    }

    /** Returns the data of a captured message as they are, so that the message is not parsed for the index. */
    public static Delivery asReceived(Object message) {
        return door().describe(message);
    }

    /** Returns the bytes of a captured message, which neither parses it nor loads them. */
    public static RawMessage raw(Object message) {
        return door().raw(message);
    }

    /**
     * Returns the tags that a captured message contains: those of its X-Tags header and of addresses such as
     * {@code ada+tag@example.org}; sorted, without duplicates, ignoring case. Makes the index if necessary.
     */
    public static List<String> tags(Object message) {
        return door().tags(message);
    }

    /** Makes the index of a captured message, unless it has one. */
    public static void index(Object message) {
        door().index(message);
    }

    /**
     * Returns how many bytes of a captured message a store keeps: fewer than its size if the server has discarded its
     * body.
     */
    public static int keptSize(Object message) {
        return door().keptSize(message);
    }

    /**
     * Returns an estimate of the memory in bytes that reading a captured message needs: little more than its longest text.
     * Reads its structure if necessary, which itself needs little memory, and keeps it as {@link ContentCache#get} does.
     */
    public static long readingWeight(Object message) {
        return door().readingWeight(message);
    }

    /** Returns whether the values of a row of a list are known already, so that the message need not be read for them. */
    public static boolean isListable(Object message) {
        return door().isListable(message);
    }

    /** Returns how much of the message is parsed and examined. */
    public Limits limits() {
        return contents.limits();
    }

    /** Returns the same message without the body, of which only the size is kept. */
    public Delivery withoutBody() {
        return new Delivery(
                id, receivedAt, envelope, session, raw.withoutBody(), problemsOnArrival, contents, NO_INDEX, null);
    }
}
