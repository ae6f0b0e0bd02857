package io.github.smtpfake.internal.smtp.protocol;

import io.github.smtpfake.internal.smtp.wire.EndOfData;
import io.github.smtpfake.rules.TlsFault;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** What the connection has to do next, as {@link Session} decides. */
public sealed interface Step {

    /** A step that begins with a reply. */
    sealed interface Spoken extends Step {

        Reply reply();

        /** Returns the same step with another reply. */
        Spoken with(Reply other);
    }

    /** Sends a reply and goes on with the next line. */
    record Send(Reply reply) implements Spoken {
        @Override
        public Send with(Reply other) {
            return new Send(other);
        }
    }

    /**
     * Sends a reply and reads the text of a message.
     *
     * @param end what ends the text
     */
    record ReadData(Reply reply, EndOfData end) implements Spoken {
        @Override
        public ReadData with(Reply other) {
            return new ReadData(other, end);
        }
    }

    /**
     * Sends a reply and begins to speak TLS; whatever was sent behind the command is not to be read.
     *
     * @param fault what is to be wrong with the handshake, if anything
     */
    record StartTls(Reply reply, Optional<TlsFault> fault) implements Spoken {
        @Override
        public StartTls with(Reply other) {
            return new StartTls(other, fault);
        }
    }

    /** Sends a reply and closes the connection. */
    record Close(Reply reply) implements Spoken {
        @Override
        public Close with(Reply other) {
            return new Close(other);
        }
    }

    /**
     * Reads the octets of a chunk.
     *
     * @param size how many there are
     * @param room how many may be kept
     */
    record ReadChunk(long size, long room) implements Step {}

    /** Waits on purpose, and takes the next step then, or as soon as the server stops. */
    record Pause(Duration duration, Supplier<Step> next) implements Step {}

    /** Slows the connection down from now on, in both directions, and takes the next step. */
    record Throttle(long bytesPerSecond, Step next) implements Step {}

    /** Slows down the reading of the text or chunk that is being read, and goes on. */
    record ThrottleContent(long bytesPerSecond) implements Step {}

    /** Takes a step, and does something once the client has been told. */
    record Followed(Step first, Runnable afterwards) implements Step {}

    /** Closes the connection without a reply, in order or by RST. */
    record Disconnect(boolean reset) implements Step {}

    /** Takes what the client sends until it leaves, and answers nothing. */
    record StaySilent() implements Step {}
}
