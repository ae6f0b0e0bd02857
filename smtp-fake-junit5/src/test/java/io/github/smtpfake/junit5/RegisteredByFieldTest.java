package io.github.smtpfake.junit5;

import static io.github.smtpfake.rules.Rules.rcptTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.smtpfake.SmtpEndpoint;
import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.testing.Background;
import io.github.smtpfake.testing.SmtpClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.junit.jupiter.SpringExtension;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

/** Tests an extension that a field registers, including the use of its port before JUnit calls it. */
class RegisteredByFieldTest {
    private static final List<SmtpFakeServer> SERVERS = new CopyOnWriteArrayList<>();

    @Configuration
    static class NoBeans {}

    @SpringJUnitConfig(NoBeans.class)
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class SpringBefore {
        @RegisterExtension
        static final SmtpFakeExtension SMTP =
                SmtpFakeExtension.of(SmtpFakeServer.builder().hostName("mx.example.org"));

        @DynamicPropertySource
        static void mail(DynamicPropertyRegistry registry) {
            registry.add("mail.port", SMTP::port);
        }

        private final int port;

        SpringBefore(@Value("${mail.port}") int port) {
            this.port = port;
        }

        @Test
        void knowsThePort(SmtpFakeServer server, Inbox inbox) {
            SERVERS.add(server);
            assertThat(port).isEqualTo(server.port());
            SmtpClient.sendMessage(server, "ada@example.org", "spring");
            assertThat(inbox.awaitOne().subject()).hasValue("spring");
        }

        @Nested
        class Inner {
            @Test
            void knowsThePort(SmtpFakeServer server) {
                assertThat(port).isEqualTo(server.port());
            }
        }
    }

    static class SpringAfter {
        @RegisterExtension
        @Order(1)
        static final SmtpFakeExtension SMTP = SmtpFakeExtension.builder().build();

        @RegisterExtension
        @Order(2)
        static final SpringExtension SPRING = new SpringExtension();

        @DynamicPropertySource
        static void mail(DynamicPropertyRegistry registry) {
            registry.add("mail.port", SMTP::port);
        }

        @Value("${mail.port}")
        private int port;

        @Configuration
        static class Beans {}

        @Test
        void knowsThePort(SmtpFakeServer server) {
            SERVERS.add(server);
            assertThat(port).isEqualTo(server.port());
        }
    }

    @Test
    void providesThePortToSpringInAnyOrder() {
        Jupiter.of(SpringBefore.class, SpringAfter.class).assertAllSucceed(3);

        assertThat(SERVERS).hasSize(2).noneMatch(SmtpFakeServer::isRunning);
    }

    abstract static class Base {
        @RegisterExtension
        static final SmtpFakeExtension SMTP = SmtpFakeExtension.builder().build();

        static final List<Integer> PORTS = new CopyOnWriteArrayList<>();

        @Test
        void sends(SmtpFakeServer server, Inbox inbox) {
            SmtpClient.sendMessage(server, getClass().getSimpleName() + "@example.org", "mail");
            PORTS.add(server.port());
            assertThat(inbox.recipient(getClass().getSimpleName() + "@example.org")
                            .awaitOne()
                            .subject())
                    .hasValue("mail");
        }
    }

    static class First extends Base {}

    static class Second extends Base {}

    static class Third extends Base {}

    @Test
    void sharesTheServerBetweenClassesThatInheritTheField() {
        Jupiter.of(First.class, Second.class, Third.class).assertAllSucceed(3);
        Jupiter.of(First.class, Second.class, Third.class)
                .inParallel()
                .with("junit.jupiter.execution.parallel.mode.classes.default", "concurrent")
                .assertAllSucceed(3);

        assertThat(Base.PORTS).hasSize(6).containsOnly(Base.PORTS.get(0));
    }

    static class WithRules {
        @RegisterExtension
        static final SmtpFakeExtension SMTP = SmtpFakeExtension.builder().build();

        @BeforeAll
        static void addsARuleOfTheClass() {
            SMTP.on(rcptTo("class@example.org")).reply("450 class");
        }

        @AfterAll
        static void keepsOnlyTheRuleOfTheClass() {
            assertThat(SMTP.rules()).singleElement().asString().contains("class@example.org");
        }

        @ParameterizedTest
        @ValueSource(strings = {"one", "two"})
        void endsTheRulesOfATestWithIt(String name, SmtpFakeServer server) {
            assertThat(SMTP.rules()).isEmpty();
            SMTP.on(rcptTo(name + "@example.org")).reply("451 test");
            assertThat(SMTP.rules()).isEqualTo(server.rules()).hasSize(1);
        }

        @Test
        void removesItsRules() {
            SMTP.on(rcptTo("three@example.org")).reply("451 test");
            SMTP.clearRules();
            assertThat(SMTP.rules()).isEmpty();
        }
    }

    @Test
    void addsRulesToTheTestOfTheThread() {
        Jupiter.assertAllSucceed(WithRules.class, 3);
    }

    private static final List<String> SEEN = new CopyOnWriteArrayList<>();

    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class UsesTheField {
        @RegisterExtension
        static final SmtpFakeExtension SMTP =
                SmtpFakeExtension.builder().awaitTimeout(Duration.ofSeconds(7)).build();

        @BeforeAll
        static void sendsForTheClass() {
            SmtpClient.sendMessage(SMTP.server(), "ada@example.org", "class");
            SEEN.add(subjects(SMTP.inbox()));
        }

        @Test
        @Order(1)
        void seesItsMail(SmtpFakeServer server) {
            SmtpClient.sendMessage(server, "ada@example.org", "first");
            SEEN.add(subjects(SMTP.inbox()));
        }

        @Test
        @Order(2)
        void seesNoMailOfEarlierTests() throws Exception {
            SmtpClient.sendMessage(SMTP.server(), "ada@example.org", "second");
            SEEN.add(subjects(SMTP.inbox()));
            SEEN.add(CompletableFuture.supplyAsync(() -> subjects(SMTP.inbox())).get());
        }

        @Nested
        class Inner {
            @Test
            void seesNoMailOfTheOuterClass() {
                SEEN.add(subjects(SMTP.inbox()));
                SmtpEndpoint endpoint = SMTP;
                assertThat(endpoint.host()).isEqualTo(SMTP.server().host());
                assertThat(endpoint.mailProperties()).isEqualTo(SMTP.server().mailProperties());
                assertThat(endpoint.tlsTrust()).isEqualTo(SMTP.server().tlsTrust());
            }
        }

        @AfterAll
        static void seesTheMailOfTheClass() {
            SEEN.add(subjects(SMTP.inbox()));
        }

        private static String subjects(Inbox inbox) {
            return inbox.messages().stream()
                    .map(message -> message.subject().orElseThrow())
                    .collect(Collectors.joining(" "));
        }
    }

    @Test
    void showsTheMailOfTheTestThatAsksTheField() {
        Jupiter.of(UsesTheField.class).assertAllSucceed(3);

        assertThat(SEEN).containsExactly("class", "first", "second", "second", "", "class first second");
    }

    static class ConcurrentFields {
        @RegisterExtension
        static final SmtpFakeExtension SMTP = SmtpFakeExtension.builder().build();

        private static final CountDownLatch BOTH_RUN = new CountDownLatch(2);

        @ParameterizedTest
        @ValueSource(strings = {"ada@example.org", "bob@example.org"})
        void seesItsMail(String address) throws InterruptedException {
            BOTH_RUN.countDown();
            assertThat(BOTH_RUN.await(60, TimeUnit.SECONDS)).isTrue();
            SmtpClient.sendMessage(SMTP.server(), address, address);
            assertThat(SMTP.inbox().recipient(address).awaitOne().subject()).hasValue(address);
        }
    }

    @Test
    void showsMailToConcurrentTests() {
        Jupiter.of(ConcurrentFields.class).inParallel().assertAllSucceed(2);
    }

    static class ConcurrentThreads {
        @RegisterExtension
        static final SmtpFakeExtension SMTP = SmtpFakeExtension.builder().build();

        private static final CyclicBarrier BARRIER = new CyclicBarrier(2);

        @ParameterizedTest
        @ValueSource(strings = {"ada@example.org", "bob@example.org"})
        void asksInAnotherThread(String address) throws Exception {
            BARRIER.await(60, TimeUnit.SECONDS);
            try {
                Background.of(SMTP::inbox).get();
            } finally {
                BARRIER.await(60, TimeUnit.SECONDS);
            }
        }
    }

    @Test
    void guessesNoTestForTheThreadOfOneOfSeveralTests() {
        assertThat(Jupiter.of(ConcurrentThreads.class).inParallel().failures())
                .hasSize(2)
                .allSatisfy(failure -> assertThat(failure)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage(
                                "This thread was not started by JUnit, and 2 tests use the server; declare a parameter of"
                                        + " the type Inbox and read that inbox in the thread"));
    }

    static class ThreadOfAClass {
        @RegisterExtension
        static final SmtpFakeExtension SMTP = SmtpFakeExtension.builder().build();

        @BeforeAll
        static void sends() throws Exception {
            SmtpClient.sendMessage(SMTP.server(), "ada@example.org", "class");
            assertThat(Background.of(SMTP::inbox).get().messages()).hasSize(1);
        }

        @Test
        @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
        void runsInASeparateThread() {
            assertThat(SMTP.inbox().messages()).as("mail of the class").isEmpty();
        }
    }

    @Test
    void showsTheMailOfTheClassOrTheOnlyTestToAThread() {
        Jupiter.assertAllSucceed(ThreadOfAClass.class, 1);
    }

    @Test
    void needsAFieldForItsMethods() {
        SmtpFakeExtension ofAnnotation = new SmtpFakeExtension();

        assertThatIllegalStateException().isThrownBy(ofAnnotation::inbox).withMessageContaining("Inbox");
        assertThatIllegalStateException().isThrownBy(ofAnnotation::host).withMessageContaining("SmtpEndpoint");
        assertThatIllegalStateException().isThrownBy(ofAnnotation::tlsTrust);
        assertThatIllegalStateException().isThrownBy(ofAnnotation::mailProperties);
    }

    private static final List<SmtpFakeServer> EARLY = new CopyOnWriteArrayList<>();

    static final class FailsEarly implements BeforeAllCallback {
        @Override
        public void beforeAll(ExtensionContext context) {
            EARLY.add(Early.SMTP.server());
            throw new IllegalStateException("before smtp-fake was called");
        }
    }

    @ExtendWith(FailsEarly.class)
    static class Early {
        @RegisterExtension
        static final SmtpFakeExtension SMTP = SmtpFakeExtension.builder().build();

        @Test
        void neverRuns() {
            throw new AssertionError("the class should have failed");
        }
    }

    @Test
    void stopsAServerThatStartedBeforeAFailedClass() {
        assertThat(Jupiter.of(Early.class).failure()).hasMessage("before smtp-fake was called");
        assertThat(EARLY).hasSize(1).noneMatch(SmtpFakeServer::isRunning);
    }
}
