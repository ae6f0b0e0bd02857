package io.github.smtpfake.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class AwaitResultTest {

    private static AwaitResult empty(long evicted, long clients) {
        return new AwaitResult(List.of(), List.of(), evicted, List.of(), clients, Mark.START);
    }

    @Test
    void reportsHostAndPortOfTheServerIfKnown() {
        assertThat(empty(0, 0).report("Expected a message.")).isEqualTo("""
                        Expected a message.
                        No client connected. Check that the application uses this server's host and port.""");
        assertThat(empty(0, 0).withServer("[::1]:2525").report("Expected a message."))
                .endsWith(" uses this server's host and port, [::1]:2525.");
    }

    @Test
    void reportsHowManyClientsConnected() {
        assertThat(empty(0, 1).report("x")).endsWith("1 client connected, but its messages have since been deleted.");
        assertThat(empty(0, 2).report("x"))
                .endsWith("2 clients connected, but their messages have since been deleted.");
    }

    @Test
    void reportsHowManyMessagesWereEvicted() {
        assertThat(empty(1, 1).report("x")).contains("1 message was evicted because the store was full.");
        assertThat(empty(2, 1).report("x"))
                .endsWith("2 messages were evicted because the store was full."
                        + " Raise storedMessages or storedBytes of the Limits.");
    }

    @Test
    void isNotSerializedWithTheError() throws Exception {
        AwaitFailedError error = new AwaitFailedError("message", empty(0, 0));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(error);
        }
        AwaitFailedError read;
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            read = (AwaitFailedError) in.readObject();
        }

        assertThat(error.result()).isEqualTo(empty(0, 0));
        assertThat(read).hasMessage("message");
        assertThatIllegalStateException()
                .isThrownBy(read::result)
                .withMessage("A deserialized AwaitFailedError has no result");
    }
}
