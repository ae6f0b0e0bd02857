package io.github.smtpfake.internal.protocol;

import io.github.smtpfake.message.Problem;
import java.util.List;

/** What came after the reply to DATA, or behind BDAT. */
public sealed interface Body {

    /**
     * The text of a message with its transparency undone, or the octets of a chunk.
     *
     * @param octets not to be changed
     * @param problems what was wrong with the transmission and cannot be seen in the octets
     */
    record Complete(byte[] octets, List<Problem> problems) implements Body {}

    /** More than there is room for; all of it was read, and none is kept. */
    record TooLarge() implements Body {}
}
