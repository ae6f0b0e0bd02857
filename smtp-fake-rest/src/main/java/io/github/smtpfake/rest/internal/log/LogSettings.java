package io.github.smtpfake.rest.internal.log;

import java.lang.System.Logger.Level;

/**
 * What is logged and how. Kept in properties of the JVM, as loggers are found by the JDK, which passes nothing on.
 *
 * @param level the least important that is logged; {@link Level#OFF} for nothing
 */
public record LogSettings(Level level, LogFormat format) {
    /** Problems of the server only, as text. */
    public static final LogSettings DEFAULT = new LogSettings(Level.WARNING, LogFormat.TEXT);

    private static final String LEVEL = "io.github.smtpfake.log.level";
    private static final String FORMAT = "io.github.smtpfake.log.format";

    /** Lets every logger that is found from now on follow these. */
    public void use() {
        System.setProperty(LEVEL, level.name());
        System.setProperty(FORMAT, format.name());
    }

    /** Returns whether these are the {@link #DEFAULT}; the first comparison of records costs a new JVM much. */
    public boolean areDefault() {
        return level == DEFAULT.level && format == DEFAULT.format;
    }

    static LogSettings current() {
        return new LogSettings(
                Level.valueOf(System.getProperty(LEVEL, DEFAULT.level.name())),
                LogFormat.valueOf(System.getProperty(FORMAT, DEFAULT.format.name())));
    }

    /** Returns whether events of this level are logged. */
    public boolean includes(Level other) {
        return other != Level.OFF && other.getSeverity() >= level.getSeverity();
    }
}
