package io.github.smtpfake.rest.internal.log;

/** Gives the JDK, and everything that asks it for a logger, ours. Named in the jar of the command line only. */
public final class LineLoggerFinder extends System.LoggerFinder {

    /** Called by the JDK. */
    public LineLoggerFinder() {}

    @Override
    public System.Logger getLogger(String name, Module module) {
        return new LineLogger(name, LogSettings.current(), System.err);
    }
}
