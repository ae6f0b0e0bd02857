package io.github.smtpfake.rest.internal.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;
import org.junit.jupiter.api.Test;

class ConnectorLogTest {
    private static final Logger TARGET = Logger.getLogger("connector.log.test");

    @Test
    void passesInformationOnForDebuggingOnly() {
        List<LogRecord> logged = new CopyOnWriteArrayList<>();
        TARGET.setUseParentHandlers(false);
        TARGET.setLevel(Level.ALL);
        TARGET.addHandler(new StreamHandler() {
            @Override
            public synchronized void publish(LogRecord entry) {
                logged.add(entry);
            }
        });
        Exception thrown = new IllegalStateException("why");
        ConnectorLog log = new ConnectorLog(TARGET.getName());

        log.info("started");
        log.warn("odd", thrown);
        log.error("failed");
        log.fatal("dead", thrown);

        assertThat(logged)
                .extracting(LogRecord::getLevel)
                .containsExactly(Level.FINE, Level.WARNING, Level.SEVERE, Level.SEVERE);
        assertThat(logged).extracting(LogRecord::getMessage).containsExactly("started", "odd", "failed", "dead");
        assertThat(logged).extracting(LogRecord::getThrown).containsExactly(null, thrown, null, thrown);
    }
}
