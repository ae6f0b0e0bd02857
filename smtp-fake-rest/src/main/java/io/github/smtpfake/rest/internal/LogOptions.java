package io.github.smtpfake.rest.internal;

import io.github.smtpfake.rest.internal.cli.Given;
import io.github.smtpfake.rest.internal.cli.UsageException;
import io.github.smtpfake.rest.internal.log.LogFormat;
import io.github.smtpfake.rest.internal.log.LogSettings;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the options of the log. */
final class LogOptions {

    private LogOptions() {}

    static LogSettings read(CommandLine line) throws UsageException {
        return new LogSettings(level(line.value(Option.LOG_LEVEL)), format(line.value(Option.LOG_FORMAT)));
    }

    private static Level level(@Nullable Given given) throws UsageException {
        if (given == null) {
            return LogSettings.DEFAULT.level();
        }
        return switch (given.text().toLowerCase(Locale.ROOT)) {
            case "off" -> Level.OFF;
            case "error" -> Level.ERROR;
            case "warning" -> Level.WARNING;
            case "info" -> Level.INFO;
            case "debug" -> Level.DEBUG;
            default -> throw given.notOneOf(List.of("off", "error", "warning", "info", "debug"));
        };
    }

    private static LogFormat format(@Nullable Given given) throws UsageException {
        if (given == null) {
            return LogSettings.DEFAULT.format();
        }
        return switch (given.text().toLowerCase(Locale.ROOT)) {
            case "text" -> LogFormat.TEXT;
            case "json" -> LogFormat.JSON;
            default -> throw given.notOneOf(List.of("text", "json"));
        };
    }
}
