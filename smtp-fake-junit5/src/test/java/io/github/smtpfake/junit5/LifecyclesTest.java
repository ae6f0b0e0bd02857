package io.github.smtpfake.junit5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.store.MessageStore;
import io.github.smtpfake.testing.SmtpClient;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests when servers start and stop in each kind of test that JUnit supports. */
class LifecyclesTest {
    private static final List<SmtpFakeServer> PER_METHOD = new CopyOnWriteArrayList<>();

    @SmtpFake(lifecycle = ServerLifecycle.PER_METHOD)
    static class PerMethod {
        private final SmtpFakeServer ofConstructor;

        PerMethod(SmtpFakeServer server) {
            ofConstructor = server;
        }

        @BeforeEach
        void sendsBefore(SmtpFakeServer server) {
            SmtpClient.sendMessage(server, "ada@example.org", "set up");
        }

        @RepeatedTest(3)
        void repeated(SmtpFakeServer server, Inbox inbox) {
            assertThat(server).isSameAs(ofConstructor);
            assertThat(inbox.awaitOne().subject()).hasValue("set up");
            PER_METHOD.add(server);
        }

        @ParameterizedTest
        @ValueSource(strings = {"a", "b"})
        void parameterized(String value, SmtpFakeServer server) {
            assertThat(server.inbox().messages()).as(value).hasSize(1);
            PER_METHOD.add(server);
        }

        @TestFactory
        Stream<DynamicTest> dynamic(SmtpFakeServer server, Inbox inbox) {
            PER_METHOD.add(server);
            return Stream.of("c", "d")
                    .map(name -> DynamicTest.dynamicTest(name, () -> {
                        SmtpClient.sendMessage(server, name + "@example.org", name);
                        assertThat(inbox.recipient(name + "@example.org")
                                        .awaitOne()
                                        .subject())
                                .hasValue(name);
                    }));
        }

        @AfterEach
        void serverStillRuns(SmtpFakeServer server) {
            assertThat(server.isRunning()).isTrue();
        }
    }

    @Test
    void givesEachTestAndInvocationASeparateServer() {
        Jupiter.assertAllSucceed(PerMethod.class, 7);

        assertThat(PER_METHOD.stream().map(SmtpFakeServer::store).distinct()).hasSize(6);
        assertThat(PER_METHOD).noneMatch(SmtpFakeServer::isRunning);
        PER_METHOD.clear();
        Jupiter.of(PerMethod.class).inParallel().assertAllSucceed(7);
        assertThat(PER_METHOD.stream().map(SmtpFakeServer::store).distinct()).hasSize(6);
    }

    @SmtpFake(lifecycle = ServerLifecycle.PER_METHOD)
    static class TooEarly {
        @BeforeAll
        static void asksForAServer(SmtpFakeServer server) {
            fail("unexpected: " + server);
        }

        @Test
        void neverRuns() {
            throw new AssertionError("the class should have failed");
        }
    }

    @Test
    void rejectsAParameterOfTheClassIfEachTestHasASeparateServer() {
        assertThat(Jupiter.of(TooEarly.class).failure())
                .hasRootCauseInstanceOf(ExtensionConfigurationException.class)
                .hasMessageContaining(TooEarly.class.getName()
                        + "#asksForAServer, parameter server: each test has a separate server (lifecycle PER_METHOD), and no"
                        + " test has begun; declare the parameter in a test or in a @BeforeEach method");
    }

    private static final Set<MessageStore> PER_RUN = ConcurrentHashMap.newKeySet();
    private static final List<SmtpFakeServer> PER_RUN_SERVERS = new CopyOnWriteArrayList<>();

    @SmtpFake(lifecycle = ServerLifecycle.PER_RUN, strict = true)
    static class First {
        @Test
        void first(SmtpFakeServer server) {
            SmtpClient.sendMessage(server, "ada@example.org", "first");
            PER_RUN.add(server.store());
            PER_RUN_SERVERS.add(server);
        }
    }

    @SmtpFake(lifecycle = ServerLifecycle.PER_RUN, strict = true)
    static class Second {
        @Test
        void second(SmtpFakeServer server, Inbox inbox) {
            assertThat(server.isRunning()).isTrue();
            assertThat(inbox.messages()).isEmpty();
            PER_RUN.add(server.store());
        }
    }

    @SmtpFake(lifecycle = ServerLifecycle.PER_RUN)
    static class Other {
        @Test
        void other(SmtpFakeServer server) {
            PER_RUN.add(server.store());
        }
    }

    @Test
    void sharesAServerOfTheRunBetweenClassesWithEqualDeclarations() {
        Jupiter.of(First.class, Second.class, Other.class).assertAllSucceed(3);

        assertThat(PER_RUN).hasSize(2);
        assertThat(PER_RUN_SERVERS).noneMatch(SmtpFakeServer::isRunning);
    }

    @SmtpFake
    static class Fields {
        static SmtpFakeServer ofClass;

        SmtpFakeServer server;
        Inbox inbox;
        SmtpFakeServer configured = ofClass.withAwaitTimeout(Duration.ofSeconds(1));

        @Test
        void areSet(SmtpFakeServer parameter) {
            assertThat(server).isSameAs(parameter);
            assertThat(configured).isNotSameAs(parameter);
            assertThat(ofClass.store()).isSameAs(server.store());
            SmtpClient.sendMessage(server, "ada@example.org", "mail");
            assertThat(inbox.awaitOne().subject()).hasValue("mail");
        }
    }

    @Test
    void setsFieldsThatAreNull() {
        Jupiter.assertAllSucceed(Fields.class, 1);
        assertThat(Fields.ofClass).as("reset for another run").isNull();
        Jupiter.assertAllSucceed(Fields.class, 1);
    }

    @SmtpFake
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class FieldsOfOneInstance {
        private final SmtpFakeServer ofConstructor;
        private SmtpFakeServer server;
        private Inbox inbox;

        FieldsOfOneInstance(SmtpFakeServer server) {
            this.ofConstructor = server;
        }

        @BeforeAll
        void belongToTheClass(SmtpFakeServer ofClass) {
            assertThat(server).isSameAs(ofClass).isSameAs(ofConstructor);
            SmtpClient.sendMessage(server, "ada@example.org", "before all");
        }

        @RepeatedTest(2)
        void seeAll(SmtpFakeServer ofTest, Inbox inboxOfTest) {
            assertThat(ofTest).isNotSameAs(server);
            assertThat(inbox.messages()).hasSize(1);
            assertThat(inboxOfTest.messages()).isEmpty();
        }
    }

    @Test
    void givesFieldsOfTheOnlyInstanceTheServerOfTheClass() {
        Jupiter.assertAllSucceed(FieldsOfOneInstance.class, 2);
        Jupiter.of(FieldsOfOneInstance.class).inParallel().assertAllSucceed(2);
    }

    @SmtpFake
    static class OuterPerMethod {
        private final SmtpFakeServer ofOuter;

        OuterPerMethod(SmtpFakeServer server) {
            ofOuter = server;
        }

        @Test
        void hasTheServerOfTheTest(SmtpFakeServer server) {
            assertThat(server).isSameAs(ofOuter);
        }

        @Nested
        @TestInstance(TestInstance.Lifecycle.PER_CLASS)
        class OneInstance {
            private final SmtpFakeServer ofInner;

            OneInstance(SmtpFakeServer server) {
                ofInner = server;
            }

            @RepeatedTest(2)
            void belongsToTheInnerClass(SmtpFakeServer server) {
                assertThat(ofInner).isSameAs(ofOuter).isNotSameAs(server);
            }

            @Nested
            class PerMethodAgain {
                private final SmtpFakeServer ofInnermost;

                PerMethodAgain(SmtpFakeServer server) {
                    ofInnermost = server;
                }

                @RepeatedTest(2)
                void hasTheServerOfTheTest(SmtpFakeServer server) {
                    assertThat(server).isSameAs(ofInnermost).isNotSameAs(ofInner);
                }
            }
        }
    }

    @Test
    void givesConstructorsTheServerOfTheirInstance() {
        Jupiter.assertAllSucceed(OuterPerMethod.class, 5);
        Jupiter.of(OuterPerMethod.class).inParallel().assertAllSucceed(5);
    }

    private static final List<SmtpFakeServer> BROKEN = new CopyOnWriteArrayList<>();

    @SmtpFake(lifecycle = ServerLifecycle.PER_METHOD)
    static class BrokenConstructor {
        BrokenConstructor(SmtpFakeServer server) {
            BROKEN.add(server);
            if (BROKEN.size() == 1) {
                throw new IllegalStateException("the first constructor fails");
            }
        }

        @RepeatedTest(2)
        void hasTheServerOfTheTest(SmtpFakeServer server) {
            assertThat(server).isSameAs(BROKEN.get(1));
        }
    }

    @Test
    void stopsTheServerOfAFailedConstructor() {
        assertThat(Jupiter.of(BrokenConstructor.class).failure()).hasMessage("the first constructor fails");
        assertThat(BROKEN).hasSize(2).noneMatch(SmtpFakeServer::isRunning);
    }

    @SmtpFake
    static class Outage {
        @RepeatedTest(2)
        void stopsTheServer(SmtpFakeServer server) {
            assertThat(server.isRunning()).isTrue();
            server.stop();
        }
    }

    @Test
    void restartsAServerThatATestStopped() {
        Jupiter.assertAllSucceed(Outage.class, 2);
    }
}
