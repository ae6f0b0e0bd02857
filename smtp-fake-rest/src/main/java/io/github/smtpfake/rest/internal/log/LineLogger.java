package io.github.smtpfake.rest.internal.log;

import java.io.PrintStream;
import java.text.MessageFormat;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/** Writes one line per event. From other libraries, logs only warnings and errors. */
final class LineLogger implements System.Logger {
    private static final String OWN_PREFIX = "io.github.smtpfake";

    private final String name;
    private final LogSettings settings;
    private final PrintStream out;

    LineLogger(String name, LogSettings settings, PrintStream out) {
        this.name = name;
        this.settings = settings;
        this.out = out;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public boolean isLoggable(Level level) {
        return settings.includes(level)
                && (name.startsWith(OWN_PREFIX) || level.getSeverity() >= Level.WARNING.getSeverity());
    }

    @Override
    public void log(Level level, @Nullable ResourceBundle bundle, String message, @Nullable Throwable thrown) {
        if (isLoggable(level)) {
            Instant time = Instant.now().truncatedTo(ChronoUnit.MILLIS);
            out.println(settings.format().line(time, level, String.valueOf(message), thrown));
        }
    }

    @Override
    public void log(Level level, @Nullable ResourceBundle bundle, String format, @Nullable Object... parameters) {
        if (isLoggable(level)) {
            boolean plain = parameters == null || parameters.length == 0;
            log(level, bundle, plain ? format : new MessageFormat(format, Locale.ROOT).format(parameters), (Throwable)
                    null);
        }
    }
}
