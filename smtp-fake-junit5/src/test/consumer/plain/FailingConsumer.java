import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.junit5.SmtpFake;
import org.junit.jupiter.api.Test;

/** Fails on purpose, so that there is a failure to report. */
@SmtpFake
class FailingConsumer {
    @Test
    void fails(SmtpFakeServer server) {
        Mail.send(server, "ada@example.org");
        server.inbox().awaitOne();
        throw new AssertionError("on purpose");
    }
}
