package io.github.smtpfake.junit5;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.inbox.AwaitFailedError;
import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.internal.text.LoopbackAddress;
import io.github.smtpfake.testing.SmtpClient;
import io.github.smtpfake.testing.UnassignedPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** Tests the failures of applications that still use the port of an earlier server. */
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class FormerPortsTest {
    private static final List<Integer> PORTS = new CopyOnWriteArrayList<>();

    @BeforeEach
    void forget() {
        CachedPort.port = 0;
        PORTS.clear();
    }

    @SmtpFake(awaitTimeout = "0s", properties = "smtpfake.cached.differs.port=${port}")
    static class Plain {
        @Test
        void sends(SmtpFakeServer server, Inbox inbox) throws Exception {
            PORTS.add(server.port());
            CachedPort.send("smtpfake.cached.differs.port", "ada@example.org");
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

                        Meanwhile a client connected to 127.0.0.1:%1$s, the server of %2$s, although none of its tests was running.
                        The system property smtpfake.cached.differs.port was %1$s in %2$s and is %3$s in %4$s, because the declarations differ:
                          %2$s: @SmtpFake(awaitTimeout = "0s", properties = "smtpfake.cached.differs.port=${port}")
                          %4$s: @SmtpFake(awaitTimeout = "0s", properties = "smtpfake.cached.differs.port=${port}", strict = true)
                        The application still uses %1$s. Make name, lifecycle, port, tls, users, strict and properties equal, so that both classes share one server and port, or start the application again, in Spring with @DirtiesContext on %2$s.""", PORTS.get(0), Plain.class.getName(), PORTS.get(1), Strict.class.getName());
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

    static class HadThePortBefore {
        static final int PORT = UnassignedPort.next();

        @RegisterExtension
        static final SmtpFakeExtension SMTP =
                SmtpFakeExtension.of(SmtpFakeServer.builder().port(PORT));

        @Test
        void test() {}
    }

    static class HasThePort {
        @RegisterExtension
        static final SmtpFakeExtension SMTP = SmtpFakeExtension.builder()
                .server(SmtpFakeServer.builder().port(HadThePortBefore.PORT))
                .property("smtpfake.cached.again.port", "${port}")
                .build();

        @Test
        void sends(Inbox inbox) throws Exception {
            CachedPort.send("smtpfake.cached.again.port", "ada@example.org");
            inbox.awaitOne();
        }
    }

    @SmtpFake(awaitTimeout = "0s", properties = "smtpfake.cached.again.port=${port}")
    static class HasAnotherPort {
        @Test
        void sends(Inbox inbox) throws Exception {
            CachedPort.send("smtpfake.cached.again.port", "ada@example.org");
            inbox.awaitOne();
        }
    }

    @Test
    void aFailureNamesNoStoppedServerThatHadTheSamePort() {
        Jupiter.of(HadThePortBefore.class).assertAllSucceed(1);

        assertThat(Jupiter.of(HasThePort.class, HasAnotherPort.class).failure())
                .hasMessageContaining("Meanwhile a client connected to 127.0.0.1:" + HadThePortBefore.PORT
                        + ", the server of " + HasThePort.class.getName() + ",")
                .hasMessageNotContaining(HadThePortBefore.class.getName());
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
        assertThat(Jupiter.of(CachedApplicationsTest.FirstByField.class, InsteadOfTheField.class)
                        .failure())
                .hasMessageContaining(
                        "\n  " + CachedApplicationsTest.FirstByField.class.getName() + ": an extension in a field\n")
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
            CachedPort.send("smtpfake.cached.method.port", "ada@example.org");
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

                        The system property smtpfake.cached.method.port was %1$s in %2$s#first and is %3$s in %2$s#second, because each test has a separate server (lifecycle PER_METHOD).
                        An application that keeps the value, such as a cached Spring context, still uses %1$s. Use ServerLifecycle.PER_CLASS, or start the application again, in Spring with @DirtiesContext on %2$s.""", PORTS.get(0), PerMethod.class.getName(), PORTS.get(1));
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
        try (ServerSocket other = takePortOf(Taken.class, FormerPortsTest::listen)) {
            Throwable failure = Jupiter.of(Taken.class).failure();

            assertThat(other.getLocalPort()).isNotEqualTo(PORTS.get(1));
            assertThat(failure).hasMessageEndingWith("""

                        The system property smtpfake.cached.taken.port was %1$s in %2$s and is %3$s in %2$s, because the server could not listen on port %1$s again.
                        An application that keeps the value, such as a cached Spring context, still uses %1$s. Start the application again, in Spring with @DirtiesContext on %2$s.""", PORTS.get(0), Taken.class.getName(), PORTS.get(1));
        }
    }

    /** Runs a class and then takes its port; again if another process was given the port meanwhile. */
    private static <T> T takePortOf(Class<?> type, IntFunction<T> taker) {
        for (int attempt = 1; ; attempt++) {
            PORTS.clear();
            Jupiter.assertAllSucceed(type, 1);
            try {
                return taker.apply(PORTS.get(0));
            } catch (UncheckedIOException e) {
                if (attempt == 20) {
                    throw e;
                }
            }
        }
    }

    private static ServerSocket listen(int port) {
        try {
            return new ServerSocket(port, 1, LoopbackAddress.get());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SmtpFake(awaitTimeout = "0s", properties = "smtpfake.cached.taken.again.port=${port}")
    static class TakenAgain extends Taken {}

    @Test
    void aFailureNamesTheServerThatHasTakenThePort() {
        SmtpFakeServer taken = takePortOf(
                TakenAgain.class,
                port -> SmtpFakeExtension.of(SmtpFakeServer.builder().port(port))
                        .server());
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
            CachedPort.port = server.port();
            CachedPort.send("", "ada@example.org");
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

                        The system property smtpfake.cached.url is smtp://127.0.0.1:%1$s. This is the port of the server of %2$s, which has stopped. Set the property for each class, such as with @SmtpFake(properties = "smtpfake.cached.url=smtp://127.0.0.1:${port}").""", PORTS.get(0), SetsTheProperty.class.getName());
        } finally {
            System.clearProperty("smtpfake.cached.url");
        }
    }

    @SmtpFake(awaitTimeout = "0s", properties = "smtpfake.cached.kept.port=${port}")
    static class KeepsItsPort {
        @Test
        void setsAProperty(SmtpFakeServer server) {
            System.setProperty("smtpfake.cached.kept.url", "smtp://127.0.0.1:" + server.port());
        }
    }

    @Test
    void isSilentAboutAPortThatAServerHasAgain() {
        try {
            Jupiter.assertAllSucceed(KeepsItsPort.class, 1);

            assertThat(Jupiter.of(KeepsItsPort.class, FindsTheProperty.class).failure())
                    .hasMessageNotContaining("smtpfake.cached.kept.url");
        } finally {
            System.clearProperty("smtpfake.cached.kept.url");
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
