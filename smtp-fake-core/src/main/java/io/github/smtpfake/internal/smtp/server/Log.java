package io.github.smtpfake.internal.smtp.server;

import io.github.smtpfake.internal.memory.MemoryShortage;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/**
 * The server's log. A failure to log never harms the server. Such failures are likely, because the log needs the memory
 * or file descriptors whose shortage it reports.
 */
final class Log {
    private static final String NAME = "io.github.smtpfake";

    private Log() {}

    /**
     * Loads the logger and the time zone of its lines while there are file descriptors left: JDK classes that once
     * failed to open their files never work again. This does not happen at the start, because it needs more time than
     * the start of the server.
     */
    static void prepare() {
        write(Level.DEBUG, "Ready to log from " + ZonedDateTime.now(ZoneId.systemDefault()), null);
    }

    static void error(String message, Throwable cause) {
        if (cause instanceof OutOfMemoryError shortage) {
            MemoryShortage.report(shortage);
            return;
        }
        write(Level.ERROR, message, cause);
    }

    static void warning(String message) {
        write(Level.WARNING, message, null);
    }

    static void debug(String message, Throwable cause) {
        write(Level.DEBUG, message, cause);
    }

    private static void write(Level level, String message, @Nullable Throwable cause) {
        try {
            // Looked up each time, because a logger that is not found at first may be found later.
            Logger logger = System.getLogger(NAME);
            logger.log(level, message, cause);
        } catch (Throwable e) {
            // Losing a line of the log is better than ending the loop that wrote it.
            return;
        }
    }
}
