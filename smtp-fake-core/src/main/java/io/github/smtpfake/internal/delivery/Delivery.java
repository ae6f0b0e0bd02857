package io.github.smtpfake.internal.delivery;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.internal.mime.RawMessage;
import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.session.Problem;
import io.github.smtpfake.session.SessionInfo;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A message that the server has received, with all its data. {@link #toMessage} creates the captured message from it
 * without copying the bytes.
 *
 * <p>{@link RawMessage} is not part of the public API, so the constructor that accepts it must not be public either.
 * The class of the captured message {@linkplain #setFactory registers} its private constructor here. This package does
 * not depend on that class.
 *
 * @param id 22 random base62 characters
 * @param receivedAt when the last byte arrived
 * @param envelope the sender and the recipients
 * @param session the session that delivered the message
 * @param raw the bytes of the message
 * @param problemsOnArrival problems that the bytes do not show, such as a dot that was not doubled
 * @param limits how much of the message is parsed and examined
 */
public record Delivery(
        String id,
        Instant receivedAt,
        Envelope envelope,
        SessionInfo session,
        RawMessage raw,
        List<Problem> problemsOnArrival,
        Limits limits) {

    /** Set once, when the class of the captured message is initialized. */
    private static volatile @Nullable Function<Delivery, ?> factory;

    /** Registers the constructor of the captured message. Called by the static initializer of its class. */
    public static void setFactory(Function<Delivery, ?> constructor) {
        factory = constructor;
    }

    /**
     * Returns the captured message.
     *
     * @param type its class
     * @throws IllegalStateException if that class registers no constructor
     */
    public <M> M toMessage(Class<M> type) {
        Function<Delivery, ?> constructor = factory;
        if (constructor == null) {
            initialize(type);
            constructor = factory;
        }
        if (constructor == null) {
            throw new IllegalStateException(type + " has not registered a constructor");
        }
        return type.cast(constructor.apply(this));
    }

    private static void initialize(Class<?> type) {
        try {
            Class.forName(type.getName(), true, type.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
