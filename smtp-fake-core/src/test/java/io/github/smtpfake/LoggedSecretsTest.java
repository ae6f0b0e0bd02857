package io.github.smtpfake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.config.Users;
import io.github.smtpfake.inbox.StoreListener;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.message.SmtpSession;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What stands in the log when a server fails while somebody logs in. */
class LoggedSecretsTest {
    private static final String SECRET = "correct-horse-battery-staple";

    private final Logger logger = Logger.getLogger("io.github.smtpfake");
    private final Lines log = new Lines();

    /** Keeps every line of every level as it would be written. */
    private static final class Lines extends Handler {
        private final Formatter formatter = new SimpleFormatter();
        private final Queue<String> lines = new ConcurrentLinkedQueue<>();

        @Override
        public void publish(LogRecord logged) {
            lines.add(formatter.format(logged));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    /** Fails once, when a command was refused. */
    private static final class FailingOnce implements StoreListener {
        private final AtomicBoolean failed = new AtomicBoolean();

        @Override
        public void added(CapturedMessage message) {}

        @Override
        public void removed(CapturedMessage message) {}

        @Override
        public void changed(SmtpSession session) {
            if (!session.refusals().isEmpty() && failed.compareAndSet(false, true)) {
                throw new IllegalStateException("made up by a test, about " + session);
            }
        }
    }

    @BeforeEach
    void listen() {
        log.setLevel(Level.ALL);
        logger.addHandler(log);
    }

    @AfterEach
    void listenNoMore() {
        logger.removeHandler(log);
    }

    static List<List<String>> logins() {
        return List.of(
                List.of("AUTH PLAIN " + base64("\0ada\0" + SECRET)),
                List.of("AUTH PLAIN", base64("\0ada\0" + SECRET)),
                List.of("AUTH PLAIN " + SECRET),
                List.of("AUTH LOGIN", base64("ada"), base64(SECRET)),
                List.of("AUTH XOAUTH2 " + base64("user=ada\1auth=Bearer " + SECRET + "\1\1"), ""));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    @ParameterizedTest
    @MethodSource("logins")
    void hasNoSecretOfAClient(List<String> lines) throws Exception {
        try (SmtpFakeServer server =
                SmtpFakeServer.builder().users(Users.of("ada", "another")).start()) {
            server.store().addListener(new FailingOnce());
            try (SmtpClient client = SmtpClient.greeted(server)) {
                String reply = "334 ";
                for (String line : lines) {
                    assertThat(reply).startsWith("334 ");
                    reply = client.say(line).reply();
                }
                assertThat(reply).startsWith("421 4.3.0 ");
            }
            String session = server.store().sessions().get(0).toString();

            assertThat(log.lines).as("the failure").anyMatch(line -> line.contains("about " + session));
        }
        assertThat(log.lines).noneMatch(line -> line.contains(SECRET) || line.contains(base64(SECRET)));
        String lastSent = lines.get(0).substring(lines.get(0).lastIndexOf(' ') + 1);
        assertThat(log.lines).noneMatch(line -> lastSent.length() > 10 && line.contains(lastSent));
    }
}
