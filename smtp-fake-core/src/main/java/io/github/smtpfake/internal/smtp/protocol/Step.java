package io.github.smtpfake.internal.smtp.protocol;

import io.github.smtpfake.internal.smtp.wire.EndOfData;
import io.github.smtpfake.rules.TlsFault;
import java.time.Duration;
import java.util.Optional;

/**
 * An action that a {@link Session} requests from its connection. When the connection has performed it, {@link
 * Session#next} returns the next step, if there is one.
 */
public sealed interface Step {

    /** A step that begins with a reply. */
    sealed interface WithReply extends Step {

        Reply reply();

        /** Returns the same step with another reply. */
        WithReply with(Reply other);
    }

    /** Sends a reply; the next line follows. */
    record Send(Reply reply) implements WithReply {
        @Override
        public Send with(Reply other) {
            return new Send(other);
        }
    }

    /**
     * Sends a reply and reads a message.
     *
     * @param end the line that ends the message
     */
    record ReadData(Reply reply, EndOfData end) implements WithReply {
        @Override
        public ReadData with(Reply other) {
            return new ReadData(other, end);
        }
    }

    /**
     * Sends a reply and starts TLS, unless the client has already sent more.
     *
     * @param fault the fault of the handshake, if a rule wants one
     */
    record StartTls(Reply reply, Optional<TlsFault> fault) implements WithReply {
        @Override
        public StartTls with(Reply other) {
            return new StartTls(other, fault);
        }
    }

    /** Sends a reply and closes the connection. */
    record Close(Reply reply) implements WithReply {
        @Override
        public Close with(Reply other) {
            return new Close(other);
        }
    }

    /**
     * Reads a chunk.
     *
     * @param size its size in bytes
     * @param room the largest size that is kept
     * @param first whether it begins a message
     */
    record ReadChunk(long size, long room, boolean first) implements Step {}

    /** Waits for the given time, or until the server stops. */
    record Pause(Duration duration) implements Step {}

    /** Limits the rate of the connection in both directions until it ends. */
    record Throttle(long bytesPerSecond) implements Step {}

    /** Limits the rate at which the current message or chunk is read. */
    record ThrottleContent(long bytesPerSecond) implements Step {}

    /** Sends all replies so far, then calls {@link Session#onAnswered}. */
    record ConfirmAnswer() implements Step {}

    /** Closes or resets the connection without a reply. */
    record Disconnect(boolean reset) implements Step {}

    /** Reads and ignores the client's input, without a reply, until the client disconnects. */
    record Stall() implements Step {}
}
