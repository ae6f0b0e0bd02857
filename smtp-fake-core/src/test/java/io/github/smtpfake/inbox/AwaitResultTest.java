package io.github.smtpfake.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.message.MessageQuery;
import io.github.smtpfake.store.InMemoryMessageStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AwaitResultTest {
    private static final MailSource SOURCE = new InMemoryMessageStore(Limits.defaults());

    private static AwaitResult empty(long evicted, long clients) {
        return new AwaitResult(List.of(), List.of(), evicted, List.of(), clients, Mark.START);
    }

    @Test
    void reportsHostAndPortOfTheServerIfKnown() {
        assertThat(empty(0, 0).report("Expected a message.")).isEqualTo("""
                        Expected a message.
                        Nobody has connected.
                        Check the host and port that the application sends to, and that its sending code ran. If it sends later, wait longer.""");
        assertThat(empty(0, 0).withServer("[::1]:2525").report("Expected a message."))
                .startsWith("Expected a message.\nNobody has connected to [::1]:2525.\n");
    }

    @Test
    void reportsHowManyClientsConnected() {
        assertThat(empty(0, 1).report("x"))
                .endsWith(
                        "1 client was connected, but no message is stored: none was delivered, or all have been deleted.\n"
                                + "Check that the sending code of the application ran. If it sends later, wait longer.");
        assertThat(empty(0, 2).report("x")).contains("2 clients were connected, but no message is stored");
        assertThat(empty(0, 1).report("x", SOURCE, Mark.START, Duration.ofSeconds(5)))
                .isEqualTo("x\n1 client was connected, but delivered no message.\n"
                        + "Check that the sending code of the application ran. If it sends later, wait longer.");
        assertThat(empty(0, 0).report("x", SOURCE, Mark.START, Duration.ofSeconds(5)))
                .startsWith("x\nNobody connected within 5 s.\n");
        assertThat(empty(0, 0).report("x", SOURCE, new Mark(1, 1), Duration.ZERO))
                .startsWith("x\nNobody has connected since the inbox began.\n");
    }

    @Test
    void reportsHowManyMessagesWereEvicted() {
        assertThat(empty(1, 1).report("x")).contains("1 message was evicted because the store was full.");
        assertThat(empty(2, 1).report("x"))
                .endsWith("2 messages were evicted because the store was full."
                        + " Raise storedMessages or storedBytes of the Limits (--max-messages, --max-store-size).");
    }

    @Test
    void isNotSerializedWithTheError() throws Exception {
        AwaitFailedError error = new AwaitFailedError("message", MessageQuery.any(), empty(0, 0));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(error);
        }
        AwaitFailedError read;
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            read = (AwaitFailedError) in.readObject();
        }

        assertThat(error.result()).isEqualTo(empty(0, 0));
        assertThat(error.query().size()).isZero();
        assertThat(read).hasMessage("message");
        assertThatIllegalStateException()
                .isThrownBy(read::result)
                .withMessage("A deserialized AwaitFailedError has no result");
        assertThatIllegalStateException()
                .isThrownBy(read::query)
                .withMessage("A deserialized AwaitFailedError has no query");
    }
}
