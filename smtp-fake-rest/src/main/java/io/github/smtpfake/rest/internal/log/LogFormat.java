package io.github.smtpfake.rest.internal.log;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How an event becomes a line. Whatever it is about, it is one line, and cannot pretend to be another. */
public enum LogFormat {
    /** {@code 2026-11-23T10:15:30.123Z WARNING what happened}. */
    TEXT {
        @Override
        public String line(Instant time, Level level, String message, @Nullable Throwable thrown) {
            StringBuilder line = new StringBuilder();
            line.append(time).append(' ').append(level).append(' ');
            escape(line, message, false);
            if (thrown != null) {
                escape(line.append(": "), trace(thrown), false);
            }
            return line.toString();
        }

        @Override
        public String notice(Level level, String message) {
            return message;
        }
    },
    /** {@code {"time":"…","level":"warning","message":"…"}}, and {@code "exception"} where there is one. */
    JSON {
        @Override
        public String line(Instant time, Level level, String message, @Nullable Throwable thrown) {
            StringBuilder line = new StringBuilder();
            line.append("{\"time\":\"").append(time).append("\",\"level\":\"");
            line.append(level.name().toLowerCase(Locale.ROOT)).append("\",\"message\":\"");
            escape(line, message, true);
            if (thrown != null) {
                escape(line.append("\",\"exception\":\""), trace(thrown), true);
            }
            return line.append("\"}").toString();
        }

        @Override
        public String notice(Level level, String message) {
            return line(Instant.now().truncatedTo(ChronoUnit.MILLIS), level, message, null);
        }
    };

    /** Returns the line, without a line end. */
    public abstract String line(Instant time, Level level, String message, @Nullable Throwable thrown);

    /** Returns the line for what is told to whoever starts the server: as text it is for people, who need no time. */
    public abstract String notice(Level level, String message);

    private static String trace(Throwable thrown) {
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        return trace.toString().strip().replaceAll("\\R\\s*", " | ");
    }

    /** Writes what ends a line, or turns its direction, as in Java and JSON. */
    private static void escape(StringBuilder line, String text, boolean quoted) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isControl(c)) {
                line.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                line.append(quoted && (c == '"' || c == '\\') ? "\\" : "").append(c);
            }
        }
    }

    private static boolean isControl(char c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
