package io.github.smtpfake.rest.internal.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LineLoggerTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void logsEventsFromTheGivenLevel() {
        System.Logger logger = logger("io.github.smtpfake.http", Level.INFO);

        logger.log(Level.DEBUG, "no");
        logger.log(Level.INFO, "yes {0}");
        logger.log(Level.WARNING, "yes {0} {1}", 1, "two");
        logger.log(Level.ERROR, "yes", new IllegalStateException("why"));

        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .satisfiesExactly(
                        line -> assertThat(line).endsWith(" INFO yes {0}"),
                        line -> assertThat(line).endsWith(" WARNING yes 1 two"),
                        line -> assertThat(line).contains(" ERROR yes: java.lang.IllegalStateException: why | at "));
    }

    @Test
    void logsOnlyWarningsAndErrorsOfOtherLibraries() {
        System.Logger logger = logger("com.sun.net.httpserver", Level.DEBUG);

        logger.log(Level.INFO, "no");
        logger.log(Level.WARNING, "yes");

        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .singleElement()
                .asString()
                .endsWith(" WARNING yes");
    }

    @Test
    void logsNothingIfTheLevelIsOff() {
        System.Logger logger = logger("io.github.smtpfake", Level.OFF);

        logger.log(Level.ERROR, "no");
        logger.log(Level.OFF, "no");

        assertThat(out.size()).isZero();
        assertThat(logger.isLoggable(Level.ERROR)).isFalse();
    }

    private System.Logger logger(String name, Level level) {
        return new LineLogger(
                name, new LogSettings(level, LogFormat.TEXT), new PrintStream(out, true, StandardCharsets.UTF_8));
    }
}
