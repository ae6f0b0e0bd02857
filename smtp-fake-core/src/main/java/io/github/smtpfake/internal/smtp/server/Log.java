package io.github.smtpfake.internal.smtp.server;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/**
 * The server's log. A log that fails never harms the server: whoever writes to it is often short of the memory or the file
 * descriptors that the log would need, too.
 */
final class Log {
    private static final String NAME = "io.github.smtpfake";

    private Log() {}

    /**
     * Finds the logger, and the time zone for its lines, for both of which the JDK opens files: its classes that cannot do
     * so are of no use for ever. Not done at the start, as it costs a new JVM more than starting the server.
     */
    static void prepare() {
        write(Level.DEBUG, "Ready to log from " + ZonedDateTime.now(ZoneId.systemDefault()), null);
    }

    static void error(String message, Throwable cause) {
        write(Level.ERROR, message, cause);
    }

    static void debug(String message, Throwable cause) {
        write(Level.DEBUG, message, cause);
    }

    private static void write(Level level, String message, @Nullable Throwable cause) {
        try {
            // Not kept: a logger that was not found once may be found later.
            Logger logger = System.getLogger(NAME);
            logger.log(level, message, cause);
        } catch (Throwable e) {
            // Rather a line less in the log than the end of the loop that wanted to tell of its trouble.
            return;
        }
    }
}
