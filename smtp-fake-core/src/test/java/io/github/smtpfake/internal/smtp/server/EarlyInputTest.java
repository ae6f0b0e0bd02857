package io.github.smtpfake.internal.smtp.server;

import static io.github.smtpfake.rules.Rules.anyCommand;
import static io.github.smtpfake.rules.Rules.data;
import static io.github.smtpfake.rules.Rules.startTls;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.SmtpFakeServerBuilder;
import io.github.smtpfake.config.Limits;
import io.github.smtpfake.config.SmtpExtension;
import io.github.smtpfake.config.TlsMode;
import io.github.smtpfake.rules.RuleTrigger;
import io.github.smtpfake.session.Problem;
import io.github.smtpfake.store.RecordingStore;
import io.github.smtpfake.testing.SmtpClient;
import io.github.smtpfake.testing.TimeLimit;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Input that arrives after the server has read a line, but before the client can have received its reply. */
class EarlyInputTest {
    private final RecordingStore store = new RecordingStore(Limits.defaults());

    /** Holds the server while it executes a command. */
    private final CountDownLatch reached = new CountDownLatch(1);

    private final CountDownLatch released = new CountDownLatch(1);

    @Test
    void reportsALineAfterACommandThatMustBeTheLastOfItsGroup() throws Exception {
        try (SmtpFakeServer server = builder().start();
                SmtpClient client = SmtpClient.greeted(server)) {
            meanwhile(server, anyCommand(), client, "NOOP", "RSET");
            client.expect("250", "250").say("QUIT").expect("221");
        }
        assertThat(problems()).containsExactly("notLastInGroup");
    }

    @Test
    void reportsALineIfPipeliningIsNotOffered() throws Exception {
        try (SmtpFakeServer server = builder().disable(SmtpExtension.PIPELINING).start();
                SmtpClient client = SmtpClient.greeted(server)) {
            meanwhile(server, anyCommand(), client, "RSET", "RSET");
            client.expect("250", "250").say("QUIT").expect("221");
        }
        assertThat(problems()).containsExactly("pipelinedWithoutPipelining");
    }

    @Test
    void reportsAMessageBeforeTheReplyToData() throws Exception {
        try (SmtpFakeServer server = builder().start();
                SmtpClient client = SmtpClient.greeted(server)) {
            client.command("MAIL FROM:<a@example.org>", "250");
            client.command("RCPT TO:<b@example.org>", "250");
            meanwhile(server, data(), client, "DATA", "A: b\r\n\r\n.");
            client.expect("354", "250").say("QUIT").expect("221");
        }
        assertThat(problems()).containsExactly("notLastInGroup");
    }

    @Test
    void reportsALineThatIsEncrypted() throws Exception {
        try (SmtpFakeServer server = builder().tls(TlsMode.STARTTLS).start();
                SmtpClient client = SmtpClient.greetedAfterStartTls(server)) {
            meanwhile(server, anyCommand(), client, "NOOP", "RSET");
            client.expect("250", "250").say("QUIT").expect("221");
        }
        assertThat(problems()).containsExactly("notLastInGroup");
    }

    @Test
    void endsTheSessionIfALineFollowsStartTls() throws Exception {
        try (SmtpFakeServer server = builder().tls(TlsMode.STARTTLS).start();
                SmtpClient client = SmtpClient.greeted(server)) {
            meanwhile(server, startTls(), client, "STARTTLS", "RSET");
            client.expect("421");
        }
        assertThat(problems()).containsExactly("pipelinedAfterStartTls");
    }

    @Test
    void acceptsAGroup() throws Exception {
        try (SmtpFakeServer server = builder().strict().start();
                SmtpClient client = SmtpClient.greeted(server)) {
            meanwhile(server, anyCommand(), client, "RSET", "MAIL FROM:<a@example.org>");
            client.expect("250", "250").say("QUIT").expect("221");
        }
        assertThat(problems()).isEmpty();
    }

    private SmtpFakeServerBuilder builder() {
        return SmtpFakeServer.builder().store(store);
    }

    /** Sends the second line while the server executes the first one. */
    private void meanwhile(SmtpFakeServer server, RuleTrigger trigger, SmtpClient client, String first, String second)
            throws Exception {
        server.on(trigger.matching("the second line was sent", situation -> block()))
                .reply("450 never said");
        client.say(first);
        TimeLimit.await(reached);
        client.say(second);
        released.countDown();
    }

    /** Never matches. */
    private boolean block() {
        reached.countDown();
        TimeLimit.await(released);
        return false;
    }

    private List<String> problems() throws InterruptedException {
        return store.awaitEnd().problems().stream().map(Problem::id).toList();
    }
}
