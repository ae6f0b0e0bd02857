package io.github.smtpfake.internal.smtp.wire;

import io.github.smtpfake.internal.delivery.TransmissionLint;
import io.github.smtpfake.internal.memory.Reservation;
import io.github.smtpfake.internal.mime.RawMessage;
import io.github.smtpfake.session.Problem;
import java.util.List;
import java.util.Optional;

/** The message that the client sent after DATA, or the chunk that it sent after BDAT. */
public sealed interface Body extends Input {

    /**
     * A message without its dot-stuffing, or a chunk.
     *
     * @param bytes the bytes, or those of its header
     * @param problems the problems of the transmission that the bytes do not show
     * @param lint knows the other problems of the message so far, if only its header is kept
     * @param memory what is reserved for the bytes until the body has been answered. Code that keeps them for longer takes it
     *     over
     */
    record Complete(RawMessage bytes, List<Problem> problems, Optional<TransmissionLint> lint, Reservation memory)
            implements Body {

        /** Returns the same body with all bytes of the message that it completes. */
        public Complete with(RawMessage message) {
            return new Complete(message, problems, lint, memory);
        }
    }

    /** A body for which there is not enough memory: all of it was read, and nothing is kept. */
    record OutOfMemory() implements Body {}

    /** A body that is larger than allowed: all of it was read, and nothing is kept. */
    record TooLarge() implements Body {}
}
