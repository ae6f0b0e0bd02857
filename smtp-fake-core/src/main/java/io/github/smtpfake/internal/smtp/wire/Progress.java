package io.github.smtpfake.internal.smtp.wire;

import java.io.IOException;

/** Is told how much of a message has come, and decides whether the rest is read. */
public interface Progress {
    /** Reads everything. */
    Progress UNWATCHED = new Progress() {
        @Override
        public boolean goesOn(long octets) {
            return true;
        }
    };

    /** @param octets of the text or chunk, with its transparency undone */
    boolean goesOn(long octets) throws IOException;
}
