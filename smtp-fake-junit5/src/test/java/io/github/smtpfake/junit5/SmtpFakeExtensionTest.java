package io.github.smtpfake.junit5;

import static io.github.smtpfake.message.MessageQueries.to;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.instanceOf;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import io.github.smtpfake.SmtpEndpoint;
import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.inbox.AwaitFailedError;
import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.testing.SmtpClient;
import io.github.smtpfake.testing.UnassignedPort;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Runs test classes as users write them, and checks what JUnit reports. */
class SmtpFakeExtensionTest {

    @SmtpFake
    @SmtpFake(name = "relay")
    static class WithEndpoints {
        static SmtpEndpoint ofClass;

        SmtpEndpoint ofTest;

        @ServerName("relay")
        SmtpEndpoint relay;

        private final SmtpEndpoint constructed;

        WithEndpoints(SmtpEndpoint endpoint) {
            this.constructed = endpoint;
        }

        @Test
        void sends(
                SmtpEndpoint parameter, SmtpFakeServer server, Inbox inbox, @ServerName("relay") SmtpFakeServer other) {
            assertThat(List.of(ofClass, ofTest, constructed, parameter))
                    .extracting(SmtpEndpoint::port)
                    .containsOnly(server.port());
            assertThat(relay.port()).isEqualTo(other.port());
            SmtpClient.sendMessage(parameter.port(), "app@example.org", "x\r\n".getBytes(UTF_8), "ada@example.org");
            assertThat(inbox.awaitOne().envelope().recipients()).containsExactly("ada@example.org");
            assertThatThrownBy(server::clear)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("clear() would delete the messages of other tests, which may use this server;"
                            + " inbox.sinceNow() shows only later messages");
        }
    }

    @Test
    void injectsTheEndpointOfTheServer() {
        Jupiter.of(WithEndpoints.class).assertAllSucceed(1);
    }

    /** The servers that the class below received, in order. */
    private static final List<SmtpFakeServer> OUTER = new CopyOnWriteArrayList<>();

    @SmtpFake
    static class WithNested {
        @BeforeAll
        static void classStarts(SmtpFakeServer server) {
            OUTER.add(server);
        }

        @Test
        void test(SmtpFakeServer server) {
            OUTER.add(server);
        }

        @Nested
        class Inner {
            @BeforeEach
            void before(SmtpFakeServer server) {
                OUTER.add(server);
            }

            @Test
            void test(SmtpFakeServer server) {
                assertThat(server.isRunning()).isTrue();
                OUTER.add(server);
            }

            @Nested
            class Innermost {
                @Test
                void test(SmtpFakeServer server) {
                    assertThat(server.isRunning()).isTrue();
                    OUTER.add(server);
                }
            }
        }

        @Nested
        class SecondInner {
            @Test
            void test(SmtpFakeServer server) {
                assertThat(server.isRunning()).isTrue();
                OUTER.add(server);
            }
        }
    }

    @Test
    void usesOneServerForAClassAndItsNestedClasses() {
        Jupiter.assertAllSucceed(WithNested.class, 4);

        assertThat(OUTER)
                .hasSize(7)
                .extracting(SmtpFakeServer::port)
                .containsOnly(OUTER.get(0).port());
        assertThat(OUTER.get(0).isRunning()).isFalse();
    }

    @SmtpFake
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class TwoTests {
        @Test
        @Order(1)
        void first(SmtpFakeServer server, Inbox inbox) {
            SmtpClient.sendMessage(server, "ada@example.org", "first");
            assertThat(inbox.awaitOne().subject()).hasValue("first");
        }

        @Test
        @Order(2)
        void second(SmtpFakeServer server, Inbox inbox) {
            assertThat(inbox.messages()).isEmpty();
            SmtpClient.sendMessage(server, "ada@example.org", "second");
            assertThat(inbox.awaitOne().subject()).hasValue("second");
            assertThat(server.inbox().messages()).hasSize(2);
        }
    }

    @Test
    void showsOnlyTheMailOfTheTestInItsInbox() {
        Jupiter.assertAllSucceed(TwoTests.class, 2);
    }

    @SmtpFake
    static class Setup {
        @BeforeEach
        void sendBeforeTheTest(SmtpFakeServer server) {
            SmtpClient.sendMessage(server, "ada@example.org", "set up");
        }

        @Test
        void sees(Inbox inbox) {
            assertThat(inbox.messages()).extracting(CapturedMessage::subject).hasSize(1);
        }
    }

    @Test
    void showsTheMailOfBeforeEachMethodsInTheInbox() {
        Jupiter.assertAllSucceed(Setup.class, 1);
    }

    @SmtpFake
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class ByConstructor {
        private final SmtpFakeServer server;
        private final Inbox inbox;

        ByConstructor(SmtpFakeServer server, Inbox inbox) {
            this.server = server;
            this.inbox = inbox;
        }

        @Test
        void hasBoth(SmtpFakeServer same) {
            assertThat(server.store()).isSameAs(same.store());
            SmtpClient.sendMessage(server, "ada@example.org", "constructed");
            assertThat(inbox.awaitOne().subject()).hasValue("constructed");
        }
    }

    @Test
    void resolvesConstructorParameters() {
        Jupiter.assertAllSucceed(ByConstructor.class, 1);
    }

    private static final List<SmtpFakeServer> PER_TEST = new CopyOnWriteArrayList<>();

    static class InstanceField {
        @RegisterExtension
        final SmtpFakeExtension extension =
                SmtpFakeExtension.of(SmtpFakeServer.builder().hostName("mx.example.org"));

        @Test
        void first(SmtpFakeServer server) {
            PER_TEST.add(server);
        }

        @Test
        void second(SmtpFakeServer server) {
            PER_TEST.add(server);
        }
    }

    @Test
    void startsASeparateServerForEachTestWithAnInstanceField() {
        Jupiter.assertAllSucceed(InstanceField.class, 2);

        assertThat(PER_TEST).hasSize(2).extracting(SmtpFakeServer::port).doesNotHaveDuplicates();
        assertThat(PER_TEST).noneMatch(SmtpFakeServer::isRunning);
    }

    private static final List<SmtpFakeServer> PER_CLASS = new CopyOnWriteArrayList<>();

    static class StaticField {
        @RegisterExtension
        static final SmtpFakeExtension EXTENSION =
                SmtpFakeExtension.of(SmtpFakeServer.builder().hostName("mx.example.org"));

        @Test
        void first(SmtpFakeServer server) {
            PER_CLASS.add(server);
        }

        @Test
        void second(SmtpFakeServer server) {
            PER_CLASS.add(server);
        }
    }

    @Test
    void startsOneServerForTheClassWithAStaticField() {
        Jupiter.assertAllSucceed(StaticField.class, 2);

        assertThat(PER_CLASS)
                .hasSize(2)
                .extracting(SmtpFakeServer::port)
                .containsOnly(PER_CLASS.get(0).port());
        assertThat(PER_CLASS.get(0).isRunning()).isFalse();
    }

    @SmtpFake
    @Execution(ExecutionMode.CONCURRENT)
    static class NothingArrives {
        @Test
        void waits(SmtpFakeServer server, Inbox inbox) {
            SmtpClient.sendMessage(server, "bob@example.org", "Goodbye");
            inbox.withTimeout(Duration.ofMillis(1))
                    .awaitOne(to("ada@example.org").subjectContains("Welcome"));
        }
    }

    @Test
    void showsTheReceivedMessagesWhenAWaitTimesOut() {
        Jupiter.of(NothingArrives.class)
                .run()
                .testEvents()
                .assertThatEvents()
                .haveExactly(
                        1,
                        event(finishedWithFailure(
                                instanceOf(AwaitFailedError.class),
                                message(text -> text.contains("To ada@example.org: was missing")
                                        && text.contains("subject containing \"Welcome\": was \"Goodbye\"")))));
    }

    @SmtpFake
    static class OtherParameter {
        @Test
        void asksForAnotherType(StringBuilder other) {
            other.append("unexpected");
        }
    }

    @Test
    void leavesParametersOfOtherTypesToOtherExtensions() {
        Jupiter.of(OtherParameter.class)
                .run()
                .testEvents()
                .assertThatEvents()
                .haveExactly(1, event(finishedWithFailure(instanceOf(ParameterResolutionException.class))));
    }

    @SmtpFake
    @Retention(RetentionPolicy.RUNTIME)
    @interface Mailing {}

    @Mailing
    static class Composed {
        @Test
        void has(SmtpFakeServer server) {
            assertThat(server.isRunning()).isTrue();
        }
    }

    @Test
    void supportsComposedAnnotations() {
        Jupiter.assertAllSucceed(Composed.class, 1);
    }

    @Test
    void doesNotAcceptConnectionsAfterAStop() {
        SmtpFakeServer server =
                SmtpFakeServer.builder().port(UnassignedPort.next()).start();
        server.stop();

        assertThatThrownBy(() -> SmtpClient.sendMessage(server, "ada@example.org", "late"))
                .hasMessageContaining("refused");
    }
}
