package io.github.smtpfake.rest.internal.log;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The format of a log line. An event is always one line, whatever its text contains, so that no text can forge another event.
 */
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
    /** {@code {"time":"…","level":"warning","message":"…"}}, with {@code "exception"} if there is one. */
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

    /** Returns the line for an event, without a line end. */
    public abstract String line(Instant time, Level level, String message, @Nullable Throwable thrown);

    /** Returns the line for a notice to the person who starts the server. As text it has no timestamp. */
    public abstract String notice(Level level, String message);

    private static String trace(Throwable thrown) {
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        return trace.toString().strip().replaceAll("\\R\\s*", " | ");
    }

    /** Escapes characters that end a line or change the direction of text, in the syntax of Java and JSON. */
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
