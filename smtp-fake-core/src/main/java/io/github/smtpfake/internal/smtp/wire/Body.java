package io.github.smtpfake.internal.smtp.wire;

import io.github.smtpfake.internal.mime.RawMessage;
import io.github.smtpfake.session.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came after the reply to DATA, or behind BDAT. */
public sealed interface Body {

    /**
     * The text of a message with its transparency undone, or the octets of a chunk.
     *
     * @param octets the text or chunk
     * @param problems what was wrong with the transmission and cannot be seen in the octets
     */
    record Complete(RawMessage octets, List<Problem> problems) implements Body {}

    /** Returns what came in full, or that memory did not suffice for it. */
    static Body of(@Nullable RawMessage octets, List<Problem> problems) {
        return octets == null ? new OutOfMemory() : new Complete(octets, problems);
    }

    /** More than there is memory for; all of it was read, and none is kept. */
    record OutOfMemory() implements Body {}

    /** More than there is room for; all of it was read, and none is kept. */
    record TooLarge() implements Body {}
}
