package io.github.smtpfake.junit5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.internal.text.LoopbackAddress;
import io.github.smtpfake.testing.SmtpClient;
import io.github.smtpfake.testing.UnassignedPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** Tests that a failure because of a port in use names the declaration that asked for it, and the class that has it. */
@ResourceLock("port 28025")
class UnavailablePortTest {
    /** Not among the ports that Linux, macOS and Windows choose themselves. */
    private static final int PORT = 28_025;

    private static final String HELP =
            " Remove the port, so that each server chooses a free one; or make both annotations"
                    + " equal with lifecycle = ServerLifecycle.PER_RUN, so that they share one server; or, if the tests run in"
                    + " parallel, add @ResourceLock(\"port " + PORT + "\") to both.";

    private static ServerSocket occupy() throws IOException {
        return new ServerSocket(PORT, 1, LoopbackAddress.get());
    }

    @SmtpFake(port = PORT)
    static class Outer {
        @Test
        void test() {}

        @Nested
        @SmtpFake(port = PORT, strict = true)
        class Inner {
            @Test
            void neverRuns() {
                throw new AssertionError("the class should have failed");
            }
        }
    }

    @Test
    void namesTheClassAndTheAnnotationOfBoth() {
        assumeTrue(UnassignedPort.isFree(PORT), "port " + PORT + " is in use");

        assertThat(Jupiter.of(Outer.class).failure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessageStartingWith(Outer.Inner.class.getName() + ": the server of @SmtpFake(port = " + PORT
                        + ", strict = true) did not start. Cannot listen on 127.0.0.1:" + PORT + " (")
                .hasMessageEndingWith(" The server of " + Outer.class.getName() + " has this port: @SmtpFake(port = "
                        + PORT + ")." + HELP)
                .hasCauseInstanceOf(UncheckedIOException.class);
    }

    @SmtpFake(port = PORT)
    static class Alone {
        @Test
        void test() {}
    }

    @Test
    void saysThatNoServerOfTheExtensionHasThePort() throws Exception {
        assumeTrue(UnassignedPort.isFree(PORT), "port " + PORT + " is in use");

        try (ServerSocket other = occupy()) {
            assertThat(Jupiter.of(Alone.class).failure())
                    .hasMessageStartingWith(Alone.class.getName() + ": the server of @SmtpFake(port = "
                            + other.getLocalPort() + ") did not start. Cannot listen on 127.0.0.1:")
                    .hasMessageEndingWith(
                            "Choose another port, or 0 for a free one. No server that @SmtpFake has started in"
                                    + " this JVM has this port.");
        }
        Jupiter.assertAllSucceed(Alone.class, 1);
    }

    @SmtpFake(port = PORT, properties = "smtpfake.unavailable.port=${port}")
    static class Kept {
        @Test
        void test(SmtpFakeServer server, Inbox inbox) {
            SmtpClient.sendMessage(server, "ada@example.org", "mail");
            inbox.awaitOne();
        }
    }

    @SmtpFake(port = PORT, strict = true, properties = "smtpfake.unavailable.port=${port}")
    static class KeptDifferently extends Kept {}

    static class ByField {
        @RegisterExtension
        static final SmtpFakeExtension SMTP =
                SmtpFakeExtension.of(SmtpFakeServer.builder().port(PORT));

        static {
            assertThat(SMTP.port()).isEqualTo(PORT);
        }

        @Test
        void test(SmtpFakeServer server, Inbox inbox) {
            SmtpClient.sendMessage(server, "ada@example.org", "mail");
            inbox.awaitOne();
        }
    }

    /** A second class with an extension whose port is asked for. */
    static class AgainByField {
        @RegisterExtension
        static final SmtpFakeExtension SMTP =
                SmtpFakeExtension.of(SmtpFakeServer.builder().port(PORT));

        @Test
        void test(SmtpFakeServer server) {
            assertThat(SMTP.port()).isEqualTo(server.port());
        }
    }

    @Test
    @ResourceLock(Resources.SYSTEM_PROPERTIES)
    void aServerThatIsOnlyKeptForItsApplicationMakesRoom() {
        assumeTrue(UnassignedPort.isFree(PORT), "port " + PORT + " is in use");

        Jupiter.of(Kept.class, KeptDifferently.class, Alone.class, ByField.class, AgainByField.class)
                .with("junit.jupiter.testclass.order.default", ClassOrderer.ClassName.class.getName())
                .assertAllSucceed(5);
        Jupiter.of(KeptDifferently.class, Kept.class).assertAllSucceed(2);
        assertThat(UnassignedPort.isFree(PORT))
                .as("port " + PORT + " is free after the run")
                .isTrue();
    }

    private static String message = "";

    @SmtpFake
    static class OtherField {
        @Test
        void asksForAPortInUse(SmtpFakeServer server) {
            SmtpFakeExtension second =
                    SmtpFakeExtension.of(SmtpFakeServer.builder().port(server.port()));
            assertThatThrownBy(second::port)
                    .isInstanceOfSatisfying(UncheckedIOException.class, e -> message = e.getMessage());
        }
    }

    @Test
    void namesItForAnExtensionThatStartsBeforeItsClass() {
        Jupiter.assertAllSucceed(OtherField.class, 1);

        assertThat(message)
                .contains("Choose another port, or 0 for a free one. The server of " + OtherField.class.getName()
                        + " has this port: @SmtpFake.");
    }

    private static SmtpFakeExtension early;

    @SmtpFake
    static class AsksForThePortOfAFieldWithoutAClass {
        @Test
        void asks() {
            SmtpFakeExtension second =
                    SmtpFakeExtension.of(SmtpFakeServer.builder().port(early.port()));
            assertThatThrownBy(second::port)
                    .isInstanceOfSatisfying(UncheckedIOException.class, e -> message = e.getMessage());
        }
    }

    @Test
    void namesAnExtensionWhosePortWasAskedForBeforeItsClassBegan() {
        early = SmtpFakeExtension.builder().build();
        try {
            Jupiter.assertAllSucceed(AsksForThePortOfAFieldWithoutAClass.class, 1);
        } finally {
            early.server().stop();
        }

        assertThat(message).contains("The server of an extension in a field has this port. Remove the port");
    }

    @Test
    void saysNothingAboutPortsIfTheFailureHasAnotherReason() {
        assertThat(UnavailablePort.cause(new UncheckedIOException("Cannot open the log", new IOException("disk full"))))
                .isEqualTo("Cannot open the log");
    }

    static class StoppedServer {
        @RegisterExtension
        static final SmtpFakeExtension SMTP =
                SmtpFakeExtension.of(SmtpFakeServer.builder().port(UnassignedPort.next()));

        @Test
        void stopsTheServer(SmtpFakeServer server) throws IOException {
            server.stop();
            taken = new ServerSocket(server.port(), 1, LoopbackAddress.get());
        }

        @Test
        void usesTheServer(SmtpFakeServer server) throws IOException {
            stopsTheServer(server);
        }
    }

    private static ServerSocket taken;

    @Test
    void namesTheTestThatNeedsAServerWhosePortWasTakenMeanwhile() throws Exception {
        Throwable failure = Jupiter.of(StoppedServer.class).failure();
        taken.close();

        assertThat(failure.getMessage())
                .startsWith(StoppedServer.class.getName() + "#")
                .contains(": the server of an extension in a field did not start. Cannot listen on 127.0.0.1:"
                        + taken.getLocalPort());
    }
}
