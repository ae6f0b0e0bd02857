package io.github.smtpfake.junit5;

import static io.github.smtpfake.rules.Rules.connect;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.inbox.AwaitFailedError;
import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.testing.SmtpClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

/** Tests applications that outlive a test class and keep the port that they read first. */
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class CachedApplicationsTest {
    private static final String CLASS = CachedApplicationsTest.class.getName();
    private static final List<Integer> PORTS = new CopyOnWriteArrayList<>();
    private static final List<SmtpFakeServer> SERVERS = new CopyOnWriteArrayList<>();

    /** Reads the port when it is needed first, and keeps it. */
    private static final class Cached {
        static volatile int port;

        static void send(String property, String recipient) throws IOException {
            if (port == 0) {
                port = Integer.getInteger(property);
            }
            try (SmtpClient client = SmtpClient.connect(port)) {
                client.expect("220");
                client.command("EHLO client.test", "250");
                client.command("MAIL FROM:<app@example.org>", "250");
                client.command("RCPT TO:<" + recipient + ">", "250");
                client.command("DATA", "354");
                client.command("Subject: cached\r\n\r\nText\r\n.", "250");
            }
        }
    }

    @BeforeEach
    void forget() {
        Cached.port = 0;
        PORTS.clear();
        SERVERS.clear();
    }

    record Mailer(int port) {}

    @Configuration
    static class Application {
        @Bean
        Mailer mailer(@Value("${smtpfake.cached.spring.port}") int port) {
            return new Mailer(port);
        }
    }

    abstract static class UsesSpring {
        @Autowired
        Mailer mailer;

        @Test
        void sends(SmtpFakeServer server, Inbox inbox) {
            assertThat(server.inbox().messages()).as("mail of earlier classes").isEmpty();
            assertThat(server.rules()).as("rules of earlier classes").isEmpty();
            PORTS.add(mailer.port());
            SERVERS.add(server);
            SmtpClient.sendMessage(mailer.port(), "app@example.org", new byte[] {'\r', '\n'}, "ada@example.org");
            assertThat(inbox.awaitOne().envelope().recipients()).containsExactly("ada@example.org");
            server.on(connect()).disconnect();
        }
    }

    @SmtpFake(properties = "smtpfake.cached.spring.port=${port}")
    @SpringJUnitConfig(Application.class)
    static class First extends UsesSpring {}

    @SmtpFake(properties = "smtpfake.cached.spring.port=${port}", awaitTimeout = "3s", unusedRules = Consequence.IGNORE)
    @SpringJUnitConfig(Application.class)
    static class Second extends UsesSpring {
        @Nested
        @SmtpFake(properties = "smtpfake.cached.spring.port=${port}")
        class Inner {
            @Test
            void sends(SmtpFakeServer server, Inbox inbox) {
                assertThat(mailer.port()).isEqualTo(server.port());
                assertThat(inbox.messages()).isEmpty();
            }
        }
    }

    @Test
    void classesWithEqualAnnotationsWorkWithACachedSpringContext() {
        Jupiter.of(First.class, Second.class).assertAllSucceed(3);
        assertThat(SERVERS).noneMatch(SmtpFakeServer::isRunning);

        Jupiter.of(Second.class, First.class).assertAllSucceed(3);
        assertThat(PORTS).as("also in another run of this JVM").hasSize(4).containsOnly(PORTS.get(0));
        assertThat(System.getProperty("smtpfake.cached.spring.port")).isNull();
    }

    @SmtpFake(lifecycle = ServerLifecycle.PER_RUN, properties = "smtpfake.cached.run.port=${port}")
    static class FirstOfRun {
        @Test
        void sends(Inbox inbox) throws Exception {
            String address = inbox.uniqueAddress();
            Cached.send("smtpfake.cached.run.port", address);
            inbox.recipient(address).awaitOne();
        }
    }

    @SmtpFake(lifecycle = ServerLifecycle.PER_RUN, properties = "smtpfake.cached.run.port=${port}", awaitTimeout = "4s")
    static class SecondOfRun extends FirstOfRun {}

    @SmtpFake(lifecycle = ServerLifecycle.PER_RUN, strict = true, properties = "smtpfake.cached.run.port=${port}")
    static class OtherOfRun extends FirstOfRun {}

    @SmtpFake(properties = "smtpfake.cached.run.port=${port}")
    @ResourceLock(Resources.SYSTEM_PROPERTIES)
    static class Locked extends FirstOfRun {}

    private static Jupiter concurrently(Class<?>... classes) {
        return Jupiter.of(classes)
                .inParallel()
                .with("junit.jupiter.execution.parallel.mode.classes.default", "concurrent");
    }

    @Test
    void aServerOfTheRunCanSetPropertiesForParallelTests() {
        concurrently(FirstOfRun.class, SecondOfRun.class).assertAllSucceed(2);

        assertThat(System.getProperty("smtpfake.cached.run.port")).isNull();
    }

    @Test
    void rejectsDifferentValuesForParallelTests() {
        for (Class<?> different : List.of(OtherOfRun.class, Locked.class)) {
            Throwable failure = concurrently(FirstOfRun.class, different).failure();

            assertThat(failure.getMessage())
                    .contains(
                            "tests run in parallel, and the system property smtpfake.cached.run.port cannot be ",
                            ", because one of the servers runs for the whole run (lifecycle PER_RUN). Make the declarations"
                                    + " equal, so that they share one server, or use different keys:\n  ",
                            "\n  " + FirstOfRun.class.getName()
                                    + ": @SmtpFake(lifecycle = ServerLifecycle.PER_RUN, properties ="
                                    + " \"smtpfake.cached.run.port=${port}\")",
                            "\n  " + different.getName() + ": @SmtpFake(")
                    .matches("(?s)" + CLASS.replace(".", "\\.") + ".* here and \\d+ in .*");
            Cached.port = 0;
        }
        assertThat(System.getProperty("smtpfake.cached.run.port")).isNull();
    }

    abstract static class ReadsTheProperty {
        @Test
        void hasTheValueOfItsServer(SmtpFakeServer server) {
            assertThat(Integer.getInteger("smtpfake.cached.restored.port")).isEqualTo(server.port());
        }
    }

    @SmtpFake(properties = "smtpfake.cached.restored.port=${port}")
    static class OfClass extends ReadsTheProperty {
        @Nested
        @SmtpFake(lifecycle = ServerLifecycle.PER_RUN, properties = "smtpfake.cached.restored.port=${port}")
        class OfRun extends ReadsTheProperty {}

        @Nested
        @SmtpFake(lifecycle = ServerLifecycle.PER_METHOD, properties = "smtpfake.cached.restored.port=${port}")
        class OfTest extends ReadsTheProperty {}
    }

    @SmtpFake(lifecycle = ServerLifecycle.PER_RUN, properties = "smtpfake.cached.restored.port=${port}")
    static class AgainOfRun extends ReadsTheProperty {}

    @Test
    void restoresPropertiesWhateverServerEndsFirst() {
        System.setProperty("smtpfake.cached.restored.port", "25");
        try {
            Jupiter.of(OfClass.class, AgainOfRun.class).assertAllSucceed(4);

            assertThat(System.getProperty("smtpfake.cached.restored.port")).isEqualTo("25");
        } finally {
            System.clearProperty("smtpfake.cached.restored.port");
        }
    }

    abstract static class SendsTwice {
        static final SmtpFakeExtension EXTENSION = SmtpFakeExtension.builder()
                .property("smtpfake.cached.field.port", "${port}")
                .build();

        @RegisterExtension
        static final SmtpFakeExtension SMTP = EXTENSION;

        @Test
        void sends(SmtpFakeServer server, Inbox inbox) throws Exception {
            SERVERS.add(server);
            Cached.send("smtpfake.cached.field.port", "ada@example.org");
            inbox.awaitOne();
        }
    }

    static class FirstByField extends SendsTwice {}

    static class SecondByField extends SendsTwice {
        @Test
        void stillRuns() {
            assertThat(SERVERS).isNotEmpty().allMatch(SmtpFakeServer::isRunning);
        }
    }

    @Test
    void anExtensionWithPropertiesKeepsItsServerUntilTheRunEnds() {
        Jupiter.of(FirstByField.class, SecondByField.class)
                .with("junit.jupiter.testclass.order.default", ClassOrderer.ClassName.class.getName())
                .assertAllSucceed(3);

        assertThat(SERVERS).hasSize(2).noneMatch(SmtpFakeServer::isRunning);
    }

    abstract static class AsksForThePort {
        @RegisterExtension
        static final SmtpFakeExtension SMTP = SmtpFakeExtension.builder().build();

        @DynamicPropertySource
        static void mail(DynamicPropertyRegistry registry) {
            registry.add("smtpfake.cached.spring.port", SMTP::port);
        }

        @Autowired
        Mailer mailer;

        @Test
        void sends(SmtpFakeServer server, Inbox inbox) {
            assertThat(SERVERS).as("between the classes, too").allMatch(SmtpFakeServer::isRunning);
            SERVERS.add(server);
            SmtpClient.sendMessage(mailer.port(), "app@example.org", new byte[] {'\r', '\n'}, "ada@example.org");
            inbox.awaitOne();
        }
    }

    @SpringJUnitConfig(Application.class)
    static class FirstWithRegistry extends AsksForThePort {}

    static class Between implements BeforeAllCallback {
        @Override
        public void beforeAll(ExtensionContext context) {
            assertThat(SERVERS).isNotEmpty().allMatch(SmtpFakeServer::isRunning);
        }
    }

    @ExtendWith(Between.class)
    @SpringJUnitConfig(Application.class)
    static class SecondWithRegistry extends AsksForThePort {}

    @Test
    void anExtensionThatWasAskedForItsPortKeepsItsServerUntilTheRunEnds() {
        Jupiter.of(FirstWithRegistry.class, SecondWithRegistry.class)
                .with("junit.jupiter.testclass.order.default", ClassOrderer.ClassName.class.getName())
                .assertAllSucceed(2);

        assertThat(SERVERS).hasSize(2).noneMatch(SmtpFakeServer::isRunning);
    }

    static class OnMethods {
        @Test
        @SmtpFake(properties = "smtpfake.cached.test.port=${port}")
        void first(Inbox inbox) throws Exception {
            Cached.send("smtpfake.cached.test.port", "ada@example.org");
            inbox.awaitOne();
        }

        @Test
        @SmtpFake(properties = "smtpfake.cached.test.port=${port}")
        void second(Inbox inbox) throws Exception {
            first(inbox);
        }
    }

    @Test
    void testsWithEqualAnnotationsShareTheServer() {
        Jupiter.assertAllSucceed(OnMethods.class, 2);
    }

    @SmtpFake(awaitTimeout = "0s", properties = "smtpfake.cached.differs.port=${port}")
    static class Plain {
        @Test
        void sends(SmtpFakeServer server, Inbox inbox) throws Exception {
            PORTS.add(server.port());
            Cached.send("smtpfake.cached.differs.port", "ada@example.org");
            inbox.awaitOne();
        }
    }

    @SmtpFake(awaitTimeout = "0s", strict = true, properties = "smtpfake.cached.differs.port=${port}")
    static class Strict extends Plain {}

    @Test
    void aFailureNamesBothPortsAndDeclarationsIfTheyDiffer() {
        Throwable failure = Jupiter.of(Plain.class, Strict.class).failure();

        assertThat(failure)
                .isInstanceOf(AwaitFailedError.class)
                .hasMessageEndingWith("""

                        Meanwhile a client connected to 127.0.0.1:%1$d, the server of %2$s, although none of its tests was running.
                        The system property smtpfake.cached.differs.port was %1$d in %2$s and is %3$d in %4$s, because the declarations differ:
                          %2$s: @SmtpFake(awaitTimeout = "0s", properties = "smtpfake.cached.differs.port=${port}")
                          %4$s: @SmtpFake(awaitTimeout = "0s", properties = "smtpfake.cached.differs.port=${port}", strict = true)
                        The application still uses %1$d. Make name, lifecycle, port, tls, users, strict and properties equal, so that both classes share one server and port, or start the application again, in Spring with @DirtiesContext on %2$s.""", PORTS.get(0), Plain.class.getName(), PORTS.get(1), Strict.class.getName());
    }

    @SmtpFake(users = "app:secret", properties = "smtpfake.cached.differs.port=${port}")
    static class SendsNothing {
        @Test
        void test() {}
    }

    @Test
    void aFailureNamesTheServerThatTheApplicationUsesAndNotTheLastOne() {
        assertThat(Jupiter.of(Plain.class, SendsNothing.class, Strict.class).failure())
                .hasMessageContaining("The application still uses " + PORTS.get(0) + ".")
                .hasMessageContaining(Plain.class.getName() + ": @SmtpFake(")
                .hasMessageNotContaining(SendsNothing.class.getName());
    }

    @SmtpFake(awaitTimeout = "0s", properties = "smtpfake.cached.field.port=${port}")
    static class InsteadOfTheField {
        @Test
        void waits(Inbox inbox) {
            inbox.awaitOne();
        }
    }

    @Test
    void aFailureAdvisesToInheritAnExtensionInAField() {
        assertThat(Jupiter.of(FirstByField.class, InsteadOfTheField.class).failure())
                .hasMessageContaining("\n  " + FirstByField.class.getName() + ": an extension in a field\n")
                .hasMessageContaining(
                        "Let both classes inherit one extension from a common superclass, so that they share one"
                                + " server and port, or start the application again");
    }

    @Test
    void isSilentIfTheApplicationUsesTheNewPort() {
        assertThat(Jupiter.of(Plain.class, NeverSends.class).failure())
                .hasMessageContaining("delivered nothing")
                .hasMessageNotContaining("The system property");
    }

    @SmtpFake(awaitTimeout = "0s", strict = true, properties = "smtpfake.cached.differs.port=${port}")
    static class NeverSends {
        @Test
        void connects(SmtpFakeServer server, Inbox inbox) throws Exception {
            SmtpClient.greeted(server).close();
            inbox.awaitOne();
        }
    }

    @SmtpFake(
            awaitTimeout = "0s",
            lifecycle = ServerLifecycle.PER_METHOD,
            properties = "smtpfake.cached.method.port=${port}")
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class PerMethod {
        @Test
        @Order(1)
        void first(SmtpFakeServer server, Inbox inbox) throws Exception {
            PORTS.add(server.port());
            Cached.send("smtpfake.cached.method.port", "ada@example.org");
            inbox.awaitOne();
        }

        @Test
        @Order(2)
        void second(SmtpFakeServer server, Inbox inbox) {
            PORTS.add(server.port());
            inbox.awaitOne();
        }
    }

    @Test
    void aFailureNamesBothPortsIfEachTestHasASeparateServer() {
        assertThat(Jupiter.of(PerMethod.class).failure())
                .hasMessageEndingWith("""

                        The system property smtpfake.cached.method.port was %1$d in %2$s#first and is %3$d in %2$s#second, because each test has a separate server (lifecycle PER_METHOD).
                        An application that keeps the value, such as a cached Spring context, still uses %1$d. Use ServerLifecycle.PER_CLASS, or start the application again, in Spring with @DirtiesContext on %2$s.""", PORTS.get(0), PerMethod.class.getName(), PORTS.get(1));
    }

    @SmtpFake(awaitTimeout = "0s", properties = "smtpfake.cached.taken.port=${port}")
    static class Taken {
        @Test
        void uses(SmtpFakeServer server, Inbox inbox) {
            PORTS.add(server.port());
            assertThat(inbox.findOne()).isEmpty();
            if (PORTS.size() > 1) {
                inbox.awaitOne();
            }
        }
    }

    @Test
    void aFailureNamesBothPortsIfAnotherProcessHasTakenThePort() throws Exception {
        Jupiter.assertAllSucceed(Taken.class, 1);
        try (ServerSocket other = new ServerSocket(PORTS.get(0), 1, InetAddress.getLoopbackAddress())) {
            Throwable failure = Jupiter.of(Taken.class).failure();

            assertThat(other.getLocalPort()).isNotEqualTo(PORTS.get(1));
            assertThat(failure).hasMessageEndingWith("""

                        The system property smtpfake.cached.taken.port was %1$d in %2$s and is %3$d in %2$s, because the server could not listen on port %1$d again.
                        An application that keeps the value, such as a cached Spring context, still uses %1$d. Start the application again, in Spring with @DirtiesContext on %2$s.""", PORTS.get(0), Taken.class.getName(), PORTS.get(1));
        }
    }

    @SmtpFake(awaitTimeout = "0s", properties = "smtpfake.cached.taken.again.port=${port}")
    static class TakenAgain extends Taken {}

    @Test
    void aFailureNamesTheServerThatHasTakenThePort() {
        Jupiter.assertAllSucceed(TakenAgain.class, 1);
        SmtpFakeExtension taker = SmtpFakeExtension.of(SmtpFakeServer.builder().port(PORTS.get(0)));
        SmtpFakeServer taken = taker.server();
        try {
            assertThat(Jupiter.of(TakenAgain.class).failure())
                    .hasMessageContaining(", because the server could not listen on port " + PORTS.get(0)
                            + " again, which the server of an extension in a field had.");
        } finally {
            taken.stop();
        }
    }

    @SmtpFake(awaitTimeout = "0s")
    static class SetsTheProperty {
        @Test
        void sends(SmtpFakeServer server, Inbox inbox) throws Exception {
            PORTS.add(server.port());
            System.setProperty("smtpfake.cached.url", "smtp://127.0.0.1:" + server.port());
            Cached.port = server.port();
            Cached.send("", "ada@example.org");
            inbox.awaitOne();
        }
    }

    @SmtpFake(awaitTimeout = "0s")
    static class FindsTheProperty {
        @Test
        void waits(Inbox inbox) {
            inbox.withTimeout(Duration.ZERO).awaitOne();
        }
    }

    @Test
    void aFailureNamesASystemPropertyThatContainsThePortOfAStoppedServer() {
        try {
            assertThat(Jupiter.of(SetsTheProperty.class, FindsTheProperty.class).failure())
                    .hasMessageEndingWith("""

                        The system property smtpfake.cached.url is smtp://127.0.0.1:%1$d. This is the port of the server of %2$s, which has stopped. Set the property for each class, such as with @SmtpFake(properties = "smtpfake.cached.url=smtp://127.0.0.1:${port}").""", PORTS.get(0), SetsTheProperty.class.getName());
        } finally {
            System.clearProperty("smtpfake.cached.url");
        }
    }

    @SmtpFake(awaitTimeout = "0s")
    static class SetsANumber {
        @Test
        void sends(SmtpFakeServer server) {
            System.setProperty("smtpfake.cached.pid", Integer.toString(server.port()));
        }
    }

    @Test
    void isSilentAboutANumberThatIsHardlyAPort() {
        try {
            assertThat(Jupiter.of(SetsANumber.class, FindsTheProperty.class).failure())
                    .hasMessageNotContaining("smtpfake.cached.pid");
        } finally {
            System.clearProperty("smtpfake.cached.pid");
        }
    }
}
