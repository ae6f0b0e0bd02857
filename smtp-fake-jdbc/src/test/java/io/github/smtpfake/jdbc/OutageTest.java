package io.github.smtpfake.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class OutageTest {

    @Test
    void logsTheBeginningAndTheEndOnce() {
        List<String> lines = new ArrayList<>();
        Handler handler = collecting(lines);
        Logger logger = Logger.getLogger(Outage.class.getName());
        logger.addHandler(handler);
        try {
            Outage outage = new Outage("sing");
            outage.end();
            outage.begin(new IllegalStateException("on purpose"));
            outage.begin(new IllegalStateException("again"));
            assertThat(outage.isUnderWay()).isTrue();
            outage.end();
            outage.end();
            assertThat(outage.isUnderWay()).isFalse();
        } finally {
            logger.removeHandler(handler);
        }

        assertThat(lines)
                .containsExactly(
                        "WARNING The store cannot sing; it tries again: on purpose", "INFO The store can sing again");
    }

    private static Handler collecting(List<String> lines) {
        return new Handler() {
            @Override
            public void publish(LogRecord entry) {
                Throwable thrown = entry.getThrown();
                lines.add(entry.getLevel() + " " + entry.getMessage()
                        + (thrown == null ? "" : ": " + thrown.getMessage()));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }
}
