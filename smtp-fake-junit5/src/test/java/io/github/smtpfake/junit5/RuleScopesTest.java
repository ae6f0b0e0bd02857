package io.github.smtpfake.junit5;

import static io.github.smtpfake.rules.Rules.connect;
import static io.github.smtpfake.rules.Rules.rcptTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.testing.SmtpClient;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long the rules live that tests give. */
class RuleScopesTest {

    private static String answerToRcpt(SmtpFakeServer server, String recipient) {
        return SmtpClient.replyToRcpt(server, recipient);
    }

    @SmtpFake
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class OneAfterTheOther {
        @BeforeAll
        static void forTheClass(SmtpFakeServer server) {
            server.on(rcptTo("class@example.org")).reply("450 4.2.1 class");
        }

        @BeforeEach
        void forTheTest(SmtpFakeServer server) {
            server.on(rcptTo("setup@example.org")).reply("450 4.2.1 setup");
        }

        @Test
        @Order(1)
        void gives(SmtpFakeServer server) {
            server.on(rcptTo("*")).reply("452 4.2.2 test");
            assertThat(answerToRcpt(server, "class@example.org"))
                    .as("the innermost scope wins")
                    .isEqualTo("452 4.2.2 test");
            server.on(rcptTo("setup@example.org")).reply("453 4.2.2 newer");
            assertThat(answerToRcpt(server, "setup@example.org")).isEqualTo("453 4.2.2 newer");
        }

        @AfterEach
        void stillHasThem(SmtpFakeServer server) {
            assertThat(answerToRcpt(server, "setup@example.org")).startsWith("45");
        }

        @Test
        @Order(2)
        void isNotHitByTheOther(SmtpFakeServer server) {
            assertThat(answerToRcpt(server, "other@example.org")).startsWith("250");
            assertThat(answerToRcpt(server, "setup@example.org")).isEqualTo("450 4.2.1 setup");
            assertThat(answerToRcpt(server, "class@example.org")).isEqualTo("450 4.2.1 class");
        }

        @Nested
        class Inner {
            @BeforeAll
            static void forTheNestedClass(SmtpFakeServer server) {
                server.on(rcptTo("class@example.org")).reply("454 4.2.1 nested");
            }

            @Test
            void hasBoth(SmtpFakeServer server) {
                assertThat(answerToRcpt(server, "class@example.org")).isEqualTo("454 4.2.1 nested");
                assertThat(answerToRcpt(server, "setup@example.org")).isEqualTo("450 4.2.1 setup");
            }
        }

        @Nested
        class OtherInner {
            @Test
            void isNotHitByTheOther(SmtpFakeServer server) {
                assertThat(answerToRcpt(server, "class@example.org")).isEqualTo("450 4.2.1 class");
            }
        }

        @AfterAll
        static void classStillHasItsOwn(SmtpFakeServer server) {
            assertThat(answerToRcpt(server, "class@example.org")).isEqualTo("450 4.2.1 class");
            assertThat(answerToRcpt(server, "setup@example.org")).startsWith("250");
        }
    }

    @Test
    void aRuleEndsWithWhatItWasGivenFor() {
        Jupiter.assertAllSucceed(OneAfterTheOther.class, 4);
    }

    private static final AtomicReference<SmtpFakeServer> LEFT = new AtomicReference<>();

    @SmtpFake
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class Leaves {
        private final SmtpFakeServer ofConstructor;

        Leaves(SmtpFakeServer server) {
            ofConstructor = server;
        }

        @Test
        @Order(1)
        void leaves(SmtpFakeServer server) {
            assertThat(server).as("the object of the constructor").isSameAs(ofConstructor);
            server.on(connect()).reply("421 4.3.0 not today");
            LEFT.set(server);
        }

        @Test
        @Order(2)
        void refusesWhatComesLate(SmtpFakeServer server) {
            assertThat(answerToRcpt(server, "ada@example.org")).startsWith("250");
            assertThatThrownBy(() -> LEFT.get().on(connect()).disconnect())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("has ended");
        }
    }

    @Test
    void anObjectOfATestThatHasEndedTakesNoRule() {
        Jupiter.assertAllSucceed(Leaves.class, 2);
    }

    @SmtpFake
    static class Unbound {
        @Test
        void hitsOthers(SmtpFakeServer server) {
            server.on(rcptTo("*@example.org")).reply("452 4.2.2 mailbox full");
        }
    }

    @Test
    void anUnboundRuleIsRefusedWhereTestsRunInParallel() {
        assertThat(Jupiter.of(Unbound.class).inParallel().failure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage(Unbound.class.getName()
                        + "#hitsOthers: the rule rcptTo(*@example.org) -> 452 4.2.2 mailbox full would hit other tests,"
                        + " too, which may use the server at the same time. Bind it without a wildcard to what only this"
                        + " test uses: an address of inbox.newAddress(), by recipient(..) or sender(..), a user(..) or"
                        + " the EHLO name helo(..). Or give each test a server of its own by"
                        + " @SmtpFake(lifecycle = Lifecycle.PER_METHOD), or run the class alone by @Isolated.");
        Jupiter.assertAllSucceed(Unbound.class, 1);
    }

    static class UnboundByConstructor {
        @SmtpFake
        static class Inner extends UnboundByConstructor {
            private final SmtpFakeServer server;

            Inner(SmtpFakeServer server) {
                this.server = server;
            }

            @Test
            void hitsOthers() {
                server.on(connect()).disconnect();
            }
        }
    }

    @Test
    void anUnboundRuleIsRefusedThroughWhicheverObjectOfTheTest() {
        assertThat(Jupiter.of(UnboundByConstructor.Inner.class).inParallel().failure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessageContaining("#hitsOthers: the rule connect() -> disconnect would hit other tests");
    }

    @SmtpFake
    static class InItsThread {
        @Test
        @Execution(ExecutionMode.SAME_THREAD)
        void hitsThoseBeside(SmtpFakeServer server) {
            server.on(connect()).disconnect();
        }

        @Test
        void isBeside() {}
    }

    @SmtpFake
    @Execution(ExecutionMode.SAME_THREAD)
    static class BesideOne {
        @Test
        void hitsTheOne(SmtpFakeServer server) {
            server.on(connect()).disconnect();
        }

        @Test
        @Execution(ExecutionMode.CONCURRENT)
        void isTheOne() {}
    }

    @ParameterizedTest
    @ValueSource(classes = {InItsThread.class, BesideOne.class})
    void anUnboundRuleIsRefusedToATestOfOneThreadBesideOthers(Class<?> tests) {
        assertThat(Jupiter.of(tests).inParallel().failure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessageContaining(": the rule connect() -> disconnect would hit other tests");
    }

    @SmtpFake
    @Execution(ExecutionMode.SAME_THREAD)
    static class OneAfterAnother {
        @RepeatedTest(2)
        void hitsNobody(SmtpFakeServer server) {
            server.on(connect()).disconnect();
        }

        @Nested
        class Inner {
            @Test
            void hitsNobodyEither(SmtpFakeServer server) {
                server.on(connect()).disconnect();
            }
        }
    }

    @SmtpFake
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class OnOneInstance {
        @Test
        @Execution(ExecutionMode.SAME_THREAD)
        void hitsNobody(SmtpFakeServer server) {
            server.on(connect()).disconnect();
        }
    }

    @SmtpFake
    @Isolated
    static class Alone {
        @RepeatedTest(2)
        void hitsNobody(SmtpFakeServer server) {
            server.on(connect()).disconnect();
        }
    }

    @SmtpFake(lifecycle = ServerLifecycle.PER_RUN)
    @Isolated
    static class AloneInTheRun {
        @Test
        void hitsNobody(SmtpFakeServer server) {
            server.on(connect()).disconnect();
        }
    }

    @Test
    void anUnboundRuleIsTakenWhereNothingRunsBesideTheTest() {
        Jupiter.of(OneAfterAnother.class, OnOneInstance.class, Alone.class, AloneInTheRun.class)
                .inParallel()
                .assertAllSucceed(7);
    }

    @SmtpFake(lifecycle = ServerLifecycle.PER_METHOD)
    static class UnboundOfItsOwn {
        @Test
        void hitsNobody(SmtpFakeServer server) {
            server.on(rcptTo("*@example.org")).reply("452 4.2.2 mailbox full");
        }

        @Test
        @SmtpFake(strict = true)
        void hitsNobodyEither(SmtpFakeServer server) {
            server.on(rcptTo("*@example.org")).reply("452 4.2.2 mailbox full");
        }
    }

    @Test
    void anUnboundRuleIsTakenWhereTheTestHasItsOwnServer() {
        Jupiter.of(UnboundOfItsOwn.class).inParallel().assertAllSucceed(2);
    }

    @SmtpFake
    static class ForAll {
        @BeforeAll
        static void forTheClass(SmtpFakeServer server) {
            server.on(rcptTo("*@full.example.org")).reply("452 4.2.2 mailbox full");
        }

        @Test
        void isHit(SmtpFakeServer server) {
            assertThat(answerToRcpt(server, "ada@full.example.org")).startsWith("452");
        }
    }

    @Test
    void anUnboundRuleIsTakenForAWholeClass() {
        Jupiter.of(ForAll.class).inParallel().assertAllSucceed(1);
    }

    private static final List<String> ANSWERS = new CopyOnWriteArrayList<>();

    @SmtpFake
    static class Bound {
        @RepeatedTest(20)
        void isHitByItsOwnRuleAlone(SmtpFakeServer server, RepetitionInfo info) {
            int n = info.getCurrentRepetition();
            server.on(rcptTo("user" + n + "@example.org")).reply("452 4.2.2 full " + n);
            ANSWERS.add(answerToRcpt(server, "user" + n + "@example.org"));
        }
    }

    @Test
    void boundRulesOfTestsAtTheSameTimeDoNotMeet() {
        Jupiter.of(Bound.class).inParallel().assertAllSucceed(20);

        assertThat(ANSWERS).hasSize(20).doesNotHaveDuplicates().allMatch(answer -> answer.startsWith("452 4.2.2 full"));
    }

    @SmtpFake(lifecycle = ServerLifecycle.PER_RUN)
    static class Shared {
        @BeforeAll
        static void forTheClass(SmtpFakeServer server) {
            server.on(connect()).disconnect();
        }

        @Test
        void neverRuns() {
            throw new AssertionError("the class should have failed");
        }
    }

    @Test
    void aRuleOfAClassMustBeBoundToIfTheServerIsThatOfTheRun() {
        assertThat(Jupiter.of(Shared.class)
                        .inParallel()
                        .with("junit.jupiter.execution.parallel.mode.classes.default", "concurrent")
                        .failure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessageContaining(
                        Shared.class.getName() + ": the rule connect() -> disconnect would hit other tests");
    }
}
