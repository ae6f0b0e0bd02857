import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.junit5.SmtpFake;
import org.junit.jupiter.api.Test;

/** Is to fail, so that there is something to report. */
@SmtpFake
class FailingConsumer {
    @Test
    void fails(SmtpFakeServer server) {
        Mail.send(server, "ada@example.org");
        throw new AssertionError("on purpose");
    }
}
