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

/** Tests how long the rules of a test last, and the rejection of rules that may affect concurrent tests. */
class RuleScopesTest {

    private static String replyToRcpt(SmtpFakeServer server, String recipient) {
        return SmtpClient.replyToRcpt(server, recipient);
    }

    @SmtpFake
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class InSequence {
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
        void addsRules(SmtpFakeServer server) {
            server.on(rcptTo("*")).reply("452 4.2.2 test");
            assertThat(replyToRcpt(server, "class@example.org"))
                    .as("the innermost scope wins")
                    .isEqualTo("452 4.2.2 test");
            server.on(rcptTo("setup@example.org")).reply("453 4.2.2 newer");
            assertThat(replyToRcpt(server, "setup@example.org")).isEqualTo("453 4.2.2 newer");
        }

        @AfterEach
        void seesTheRulesOfTheTest(SmtpFakeServer server) {
            assertThat(replyToRcpt(server, "setup@example.org")).startsWith("45");
        }

        @Test
        @Order(2)
        void isNotAffectedByTheOther(SmtpFakeServer server) {
            assertThat(replyToRcpt(server, "other@example.org")).startsWith("250");
            assertThat(replyToRcpt(server, "setup@example.org")).isEqualTo("450 4.2.1 setup");
            assertThat(replyToRcpt(server, "class@example.org")).isEqualTo("450 4.2.1 class");
        }

        @Nested
        class Inner {
            @BeforeAll
            static void forTheNestedClass(SmtpFakeServer server) {
                server.on(rcptTo("class@example.org")).reply("454 4.2.1 nested");
            }

            @Test
            void seesTheRulesOfBothClasses(SmtpFakeServer server) {
                assertThat(replyToRcpt(server, "class@example.org")).isEqualTo("454 4.2.1 nested");
                assertThat(replyToRcpt(server, "setup@example.org")).isEqualTo("450 4.2.1 setup");
            }
        }

        @Nested
        class OtherInner {
            @Test
            void isNotAffectedByTheOther(SmtpFakeServer server) {
                assertThat(replyToRcpt(server, "class@example.org")).isEqualTo("450 4.2.1 class");
            }
        }

        @AfterAll
        static void keepsTheRulesOfTheClass(SmtpFakeServer server) {
            assertThat(replyToRcpt(server, "class@example.org")).isEqualTo("450 4.2.1 class");
            assertThat(replyToRcpt(server, "setup@example.org")).startsWith("250");
        }
    }

    @Test
    void removesARuleWithTheTestOrClassThatAddedIt() {
        Jupiter.assertAllSucceed(InSequence.class, 4);
    }

    private static final AtomicReference<SmtpFakeServer> KEPT = new AtomicReference<>();

    @SmtpFake
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class KeepsTheServerObject {
        private final SmtpFakeServer ofConstructor;

        KeepsTheServerObject(SmtpFakeServer server) {
            ofConstructor = server;
        }

        @Test
        @Order(1)
        void keepsTheServerObject(SmtpFakeServer server) {
            assertThat(server).as("the server of the constructor").isSameAs(ofConstructor);
            server.on(connect()).reply("421 4.3.0 not today");
            KEPT.set(server);
        }

        @Test
        @Order(2)
        void rejectsALateRule(SmtpFakeServer server) {
            assertThat(replyToRcpt(server, "ada@example.org")).startsWith("250");
            assertThatThrownBy(() -> KEPT.get().on(connect()).disconnect())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("has ended");
        }
    }

    @Test
    void rejectsRulesAfterTheEndOfTheTest() {
        Jupiter.assertAllSucceed(KeepsTheServerObject.class, 2);
    }

    @SmtpFake
    static class Unrestricted {
        @Test
        void affectsOthers(SmtpFakeServer server) {
            server.on(rcptTo("*@example.org")).reply("452 4.2.2 mailbox full");
        }
    }

    @Test
    void rejectsAnUnrestrictedRuleIfTestsRunInParallel() {
        assertThat(Jupiter.of(Unrestricted.class).inParallel().failure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage(Unrestricted.class.getName()
                        + "#affectsOthers: rule rcptTo(*@example.org) -> 452 4.2.2 mailbox full may affect tests that run"
                        + " concurrently on this server. Restrict it, without a wildcard, to an address, user or EHLO"
                        + " name that only this test uses, such as recipient(inbox.uniqueAddress()). Or give each test a separate server"
                        + " with @SmtpFake(lifecycle = ServerLifecycle.PER_METHOD), or run the class alone with"
                        + " @Isolated.");
        Jupiter.assertAllSucceed(Unrestricted.class, 1);
    }

    static class UnrestrictedByConstructor {
        @SmtpFake
        static class Inner extends UnrestrictedByConstructor {
            private final SmtpFakeServer server;

            Inner(SmtpFakeServer server) {
                this.server = server;
            }

            @Test
            void affectsOthers() {
                server.on(connect()).disconnect();
            }
        }
    }

    @Test
    void rejectsAnUnrestrictedRuleThroughTheServerOfTheConstructor() {
        assertThat(Jupiter.of(UnrestrictedByConstructor.Inner.class)
                        .inParallel()
                        .failure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessageContaining(
                        "#affectsOthers: rule connect() -> disconnect may affect tests that run concurrently");
    }

    @SmtpFake
    static class SameThread {
        @Test
        @Execution(ExecutionMode.SAME_THREAD)
        void affectsTheOther(SmtpFakeServer server) {
            server.on(connect()).disconnect();
        }

        @Test
        void isAffected() {}
    }

    @SmtpFake
    @Execution(ExecutionMode.SAME_THREAD)
    static class BesideAConcurrentTest {
        @Test
        void affectsTheConcurrentTest(SmtpFakeServer server) {
            server.on(connect()).disconnect();
        }

        @Test
        @Execution(ExecutionMode.CONCURRENT)
        void isConcurrent() {}
    }

    @ParameterizedTest
    @ValueSource(classes = {SameThread.class, BesideAConcurrentTest.class})
    void rejectsAnUnrestrictedRuleOfASameThreadTestWithConcurrentSiblings(Class<?> tests) {
        assertThat(Jupiter.of(tests).inParallel().failure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessageContaining(": rule connect() -> disconnect may affect tests that run concurrently");
    }

    @SmtpFake
    @Execution(ExecutionMode.SAME_THREAD)
    static class InOneThread {
        @RepeatedTest(2)
        void affectsNoOtherTest(SmtpFakeServer server) {
            server.on(connect()).disconnect();
        }

        @Nested
        class Inner {
            @Test
            void affectsNoOtherTestEither(SmtpFakeServer server) {
                server.on(connect()).disconnect();
            }
        }
    }

    @SmtpFake
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class OnOneInstance {
        @Test
        @Execution(ExecutionMode.SAME_THREAD)
        void affectsNoOtherTest(SmtpFakeServer server) {
            server.on(connect()).disconnect();
        }
    }

    @SmtpFake
    @Isolated
    static class Alone {
        @RepeatedTest(2)
        void affectsNoOtherTest(SmtpFakeServer server) {
            server.on(connect()).disconnect();
        }
    }

    @SmtpFake(lifecycle = ServerLifecycle.PER_RUN)
    @Isolated
    static class AloneInTheRun {
        @Test
        void affectsNoOtherTest(SmtpFakeServer server) {
            server.on(connect()).disconnect();
        }
    }

    @Test
    void acceptsAnUnrestrictedRuleIfNothingRunsConcurrently() {
        Jupiter.of(InOneThread.class, OnOneInstance.class, Alone.class, AloneInTheRun.class)
                .inParallel()
                .assertAllSucceed(7);
    }

    @SmtpFake(lifecycle = ServerLifecycle.PER_METHOD)
    static class UnrestrictedOnASeparateServer {
        @Test
        void affectsNoOtherTest(SmtpFakeServer server) {
            server.on(rcptTo("*@example.org")).reply("452 4.2.2 mailbox full");
        }

        @Test
        @SmtpFake(strict = true)
        void affectsNoOtherTestEither(SmtpFakeServer server) {
            server.on(rcptTo("*@example.org")).reply("452 4.2.2 mailbox full");
        }
    }

    @Test
    void acceptsAnUnrestrictedRuleOnASeparateServer() {
        Jupiter.of(UnrestrictedOnASeparateServer.class).inParallel().assertAllSucceed(2);
    }

    @SmtpFake
    static class ForAll {
        @BeforeAll
        static void forTheClass(SmtpFakeServer server) {
            server.on(rcptTo("*@full.example.org")).reply("452 4.2.2 mailbox full");
        }

        @Test
        void isAffected(SmtpFakeServer server) {
            assertThat(replyToRcpt(server, "ada@full.example.org")).startsWith("452");
        }
    }

    @Test
    void acceptsAnUnrestrictedRuleOfTheClass() {
        Jupiter.of(ForAll.class).inParallel().assertAllSucceed(1);
    }

    private static final List<String> REPLIES = new CopyOnWriteArrayList<>();

    @SmtpFake
    static class Restricted {
        @RepeatedTest(20)
        void isAffectedByItsOwnRuleOnly(SmtpFakeServer server, RepetitionInfo info) {
            int n = info.getCurrentRepetition();
            server.on(rcptTo("user" + n + "@example.org")).reply("452 4.2.2 full " + n);
            REPLIES.add(replyToRcpt(server, "user" + n + "@example.org"));
        }
    }

    @Test
    void keepsRestrictedRulesOfConcurrentTestsApart() {
        Jupiter.of(Restricted.class).inParallel().assertAllSucceed(20);

        assertThat(REPLIES).hasSize(20).doesNotHaveDuplicates().allMatch(reply -> reply.startsWith("452 4.2.2 full"));
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
    void rejectsAnUnrestrictedRuleOfTheClassOnAServerOfTheRun() {
        assertThat(Jupiter.of(Shared.class)
                        .inParallel()
                        .with("junit.jupiter.execution.parallel.mode.classes.default", "concurrent")
                        .failure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessageContaining(Shared.class.getName()
                        + ": rule connect() -> disconnect may affect tests that run concurrently");
    }
}
