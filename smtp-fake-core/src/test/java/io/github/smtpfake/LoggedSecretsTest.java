package io.github.smtpfake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.config.Users;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.store.InMemoryMessageStore;
import io.github.smtpfake.store.MessageStore;
import io.github.smtpfake.testing.SmtpClient;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Proxy;
import java.util.Base64;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A session with a login that fails for a fault of the server's own is told of in the log, and its password is not. */
class LoggedSecretsTest {
    private static final String PASSWORD = "correct-horse-battery";
    private static final String TOKEN = "user=eve\1auth=Bearer " + PASSWORD + "\1\1";

    /** Held, as the log manager would let it go. */
    private final Logger logger = Logger.getLogger("io.github.smtpfake");

    private final Recorder recorder = new Recorder();

    private static final class Recorder extends Handler {
        private final Queue<String> told = new ConcurrentLinkedQueue<>();

        @Override
        public void publish(LogRecord line) {
            StringWriter text = new StringWriter();
            text.append(line.getMessage());
            if (line.getThrown() != null) {
                line.getThrown().printStackTrace(new PrintWriter(text, true));
            }
            told.add(text.toString());
        }

        @Override
        public void flush() {
            // Nothing is held back.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    @BeforeEach
    void record() {
        recorder.setLevel(Level.ALL);
        logger.addHandler(recorder);
    }

    @AfterEach
    void stopRecording() {
        logger.removeHandler(recorder);
    }

    @Test
    void areNotThere() throws Exception {
        try (SmtpFakeServer server = SmtpFakeServer.builder()
                        .users(Users.of("ada", PASSWORD))
                        .store(brokenStore())
                        .start();
                SmtpClient client = SmtpClient.greeted(server)) {
            client.say("AUTH PLAIN " + base64("\0eve\0" + PASSWORD)).expect("535");
            client.say("AUTH PLAIN !" + PASSWORD).expect("501");
            client.say("AUTH XOAUTH2 " + base64(TOKEN)).expect("334").say("").expect("535");
            client.say("AUTH LOGIN").expect("334");
            client.say(base64("ada")).expect("334");
            client.say(base64(PASSWORD)).expect("235");
            client.untilData().say("A: b", ".").expect("421");
        }

        assertThat(recorder.told).anyMatch(text -> text.contains("the store is broken"));
        assertThat(String.join("\n", recorder.told))
                .doesNotContain(PASSWORD, base64(PASSWORD), base64("\0eve\0" + PASSWORD), base64(TOKEN));
    }

    private static MessageStore brokenStore() {
        MessageStore store = new InMemoryMessageStore(Limits.defaults());
        return (MessageStore) Proxy.newProxyInstance(
                MessageStore.class.getClassLoader(),
                new Class<?>[] {MessageStore.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("add") && arguments[0] instanceof CapturedMessage) {
                        throw new IllegalStateException("the store is broken");
                    }
                    return method.invoke(store, arguments);
                });
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }
}
