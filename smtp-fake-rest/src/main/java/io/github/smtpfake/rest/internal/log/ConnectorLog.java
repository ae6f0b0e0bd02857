package io.github.smtpfake.rest.internal.log;

import io.github.smtpfake.internal.memory.MemoryShortage;
import java.lang.System.Logger.Level;
import org.apache.juli.logging.Log;
import org.jspecify.annotations.Nullable;

/**
 * Passes the log of Tomcat's connector to {@link System.Logger}, so that it has the format of all other lines. What the
 * connector reports as information is for debugging only. The build registers it as a service in the jars, in which the
 * connector has another package.
 */
public final class ConnectorLog implements Log {
    private final System.Logger logger;

    /** Creates a log without a name; the service loader calls it. */
    public ConnectorLog() {
        this("org.apache.coyote");
    }

    /** Creates a log; Tomcat calls it. */
    public ConnectorLog(String name) {
        logger = System.getLogger(name);
    }

    @Override
    public boolean isDebugEnabled() {
        return logger.isLoggable(Level.DEBUG);
    }

    @Override
    public boolean isErrorEnabled() {
        return logger.isLoggable(Level.ERROR);
    }

    @Override
    public boolean isFatalEnabled() {
        return isErrorEnabled();
    }

    @Override
    public boolean isInfoEnabled() {
        return isDebugEnabled();
    }

    @Override
    public boolean isTraceEnabled() {
        return logger.isLoggable(Level.TRACE);
    }

    @Override
    public boolean isWarnEnabled() {
        return logger.isLoggable(Level.WARNING);
    }

    @Override
    public void trace(Object message) {
        trace(message, null);
    }

    @Override
    public void trace(Object message, @Nullable Throwable thrown) {
        logger.log(Level.TRACE, String.valueOf(message), thrown);
    }

    @Override
    public void debug(Object message) {
        debug(message, null);
    }

    @Override
    public void debug(Object message, @Nullable Throwable thrown) {
        logger.log(Level.DEBUG, String.valueOf(message), thrown);
    }

    @Override
    public void info(Object message) {
        debug(message, null);
    }

    @Override
    public void info(Object message, @Nullable Throwable thrown) {
        debug(message, thrown);
    }

    @Override
    public void warn(Object message) {
        warn(message, null);
    }

    @Override
    public void warn(Object message, @Nullable Throwable thrown) {
        logger.log(Level.WARNING, String.valueOf(message), thrown);
    }

    @Override
    public void error(Object message) {
        error(message, null);
    }

    @Override
    public void error(Object message, @Nullable Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError shortage) {
                MemoryShortage.report(shortage);
                return;
            }
        }
        logger.log(Level.ERROR, String.valueOf(message), thrown);
    }

    @Override
    public void fatal(Object message) {
        error(message, null);
    }

    @Override
    public void fatal(Object message, @Nullable Throwable thrown) {
        error(message, thrown);
    }
}
