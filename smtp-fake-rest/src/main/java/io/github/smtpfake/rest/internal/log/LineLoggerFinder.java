package io.github.smtpfake.rest.internal.log;

/**
 * Makes {@link System#getLogger} return the loggers of this package. Only the jar of the command line registers it as a
 * service.
 */
public final class LineLoggerFinder extends System.LoggerFinder {

    /** Creates a finder; the JDK calls it. */
    public LineLoggerFinder() {}

    @Override
    public System.Logger getLogger(String name, Module module) {
        return new LineLogger(name, LogSettings.current(), System.err);
    }
}
