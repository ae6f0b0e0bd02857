import static io.github.smtpfake.rules.Rules.rcptTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.junit5.ServerLifecycle;
import io.github.smtpfake.junit5.ServerName;
import io.github.smtpfake.junit5.SmtpFake;
import io.github.smtpfake.junit5.SmtpFakeExtension;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A project that has JUnit but neither AssertJ nor anything else. */
class ConsumerTest {

    @SmtpFake
    @SmtpFake(name = "strict", strict = true)
    @Execution(ExecutionMode.CONCURRENT)
    static class ByAnnotation {
        static SmtpFakeServer ofClass;

        final SmtpFakeServer ofConstructor;
        SmtpFakeServer field;

        ByAnnotation(SmtpFakeServer server) {
            ofConstructor = server;
        }

        @BeforeAll
        static void begins(SmtpFakeServer server) {
            assertSame(ofClass, server);
        }

        @RepeatedTest(5)
        void parameter(SmtpFakeServer server, Inbox inbox, @ServerName("strict") SmtpFakeServer strict) {
            assertSame(ofConstructor, server);
            assertSame(field, server);
            assertNotEquals(server.port(), strict.port());
            String address = "a" + System.nanoTime() + "@example.org";
            Mail.send(server, address);
            assertEquals("Hello", inbox.recipient(address).awaitOne().subject().orElseThrow());
        }

        @ParameterizedTest
        @ValueSource(strings = {"full1@example.org", "full2@example.org"})
        void rule(String address, SmtpFakeServer server) {
            server.on(rcptTo(address)).reply("452 4.2.2 mailbox full");
            assertEquals("452 4.2.2 mailbox full", Mail.send(server, address));
        }

        @TestFactory
        Stream<DynamicTest> dynamic(SmtpFakeServer server) {
            return Stream.of("b@example.org", "c@example.org")
                    .map(address -> DynamicTest.dynamicTest(address, () -> Mail.send(server, address)));
        }

        @Nested
        class Inner {
            @Test
            void inherits(SmtpFakeServer server) {
                assertEquals(ofConstructor.port(), server.port());
            }
        }
    }

    @SmtpFake(lifecycle = ServerLifecycle.PER_METHOD)
    static class PerMethod {
        @RepeatedTest(3)
        void hasASeparateServer(SmtpFakeServer server) {
            assertTrue(server.inbox().messages().isEmpty());
            Mail.send(server, "ada@example.org");
        }
    }

    @SmtpFake(lifecycle = ServerLifecycle.PER_RUN)
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class PerRun {
        Inbox inbox;

        @Test
        void isShared(SmtpFakeServer server) {
            Mail.send(server, "ada@example.org");
            assertEquals("Hello", inbox.awaitOne().subject().orElseThrow());
        }
    }

    static class ByField {
        @RegisterExtension
        static final SmtpFakeExtension SMTP = SmtpFakeExtension.of(SmtpFakeServer.builder().hostName("mx.example.org"));

        @Test
        void knowsItsPort(SmtpFakeServer server) {
            assertEquals(SMTP.port(), server.port());
        }
    }
}
