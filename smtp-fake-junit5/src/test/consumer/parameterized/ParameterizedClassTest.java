import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.junit5.SmtpFake;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** A class that runs once for each argument, which JUnit supports since 5.13. All runs share the server of the class. */
@SmtpFake
@ParameterizedClass
@ValueSource(strings = {"ada@example.org", "bob@example.org"})
class ParameterizedClassTest {
    private final String address;
    private final SmtpFakeServer ofConstructor;
    private SmtpFakeServer field;

    ParameterizedClassTest(String address, SmtpFakeServer server) {
        this.address = address;
        this.ofConstructor = server;
    }

    @RepeatedTest(2)
    void receivesTheSameServerEverywhere(SmtpFakeServer server, Inbox inbox) {
        assertSame(ofConstructor, server);
        assertSame(field, server);
        Mail.send(server, address);
        assertEquals(address, inbox.awaitOne().envelope().recipients().get(0));
    }

    @Nested
    class Inner {
        @Test
        void inherits(SmtpFakeServer server) {
            assertEquals(ofConstructor.port(), server.port());
        }
    }
}
