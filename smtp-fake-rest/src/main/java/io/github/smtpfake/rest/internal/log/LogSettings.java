package io.github.smtpfake.rest.internal.log;

import java.lang.System.Logger.Level;

/**
 * The level and format of the log. They are stored in system properties, because the JDK creates the loggers and cannot pass
 * settings to them.
 *
 * @param level the minimum level; {@link Level#OFF} to log nothing
 */
public record LogSettings(Level level, LogFormat format) {
    /** Only warnings and errors, as text. */
    public static final LogSettings DEFAULT = new LogSettings(Level.WARNING, LogFormat.TEXT);

    private static final String LEVEL = "io.github.smtpfake.log.level";
    private static final String FORMAT = "io.github.smtpfake.log.format";

    /** Applies the settings to all loggers that are created from now on. */
    public void use() {
        System.setProperty(LEVEL, level.name());
        System.setProperty(FORMAT, format.name());
    }

    /** Returns whether these are the {@link #DEFAULT}; comparing records would slow down the start of a JVM. */
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
