package io.github.smtpfake.internal.server;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** The server's log. Looked up at its first use, as finding a logger costs a new JVM more than starting the server. */
final class Log {

    private Log() {}

    private static final class Holder {
        static final Logger LOGGER = System.getLogger("io.github.smtpfake");
    }

    static void error(String message, Throwable cause) {
        try {
            Holder.LOGGER.log(Level.ERROR, message, cause);
        } catch (OutOfMemoryError e) {
            // Rather a line less in the log than the end of the loop that wanted to tell of a full heap.
            return;
        }
    }

    static void debug(String message, Throwable cause) {
        Holder.LOGGER.log(Level.DEBUG, message, cause);
    }
}
