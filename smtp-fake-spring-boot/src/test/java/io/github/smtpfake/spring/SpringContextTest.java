package io.github.smtpfake.spring;

import static io.github.smtpfake.assertj.SmtpFakeAssertions.assertThat;
import static io.github.smtpfake.rules.Rules.rcptTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.smtpfake.SmtpEndpoint;
import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.junit5.SmtpFake;
import io.github.smtpfake.testing.SmtpClient;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.MailSendException;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

/**
 * The server of an application context. The nested classes run only as part of these tests, which count contexts and therefore do
 * not run in parallel.
 */
@Execution(ExecutionMode.SAME_THREAD)
class SpringContextTest {
    /** The contexts and the ports that the tests of one run have seen. */
    private static final Set<ApplicationContext> CONTEXTS = ConcurrentHashMap.newKeySet();

    private static final Set<Integer> PORTS = ConcurrentHashMap.newKeySet();

    @BeforeEach
    void forget() {
        CONTEXTS.clear();
        PORTS.clear();
    }

    /** What each test does: the mail of its context arrives in its inbox, and no other mail does. */
    abstract static class Sending {
        @Autowired
        ApplicationContext context;

        @Autowired
        SmtpEndpoint endpoint;

        @Autowired
        Shop.Mails mails;

        Inbox inbox;

        @RepeatedTest(2)
        void receivesItsMail(SmtpFakeServer server) {
            CONTEXTS.add(context);
            PORTS.add(server.port());
            assertThat(endpoint.port()).isEqualTo(server.port());
            String customer = inbox.uniqueAddress();

            mails.sendLater(customer);

            assertThat(inbox.recipient(customer).awaitOne()).hasSubject("Your order");
        }
    }

    @SmtpFake
    @SpringBootTest(classes = Shop.class)
    static class First extends Sending {
        @Nested
        class Inner extends Sending {}
    }

    @SpringBootTest(classes = Shop.class)
    @SmtpFake
    static class Second extends Sending {
        @Nested
        class Inner extends Sending {}
    }

    @Test
    void sharesContextAndServerBetweenClassesAndNestedClasses() {
        TestClasses.pass(8, First.class, Second.class);

        assertThat(CONTEXTS).hasSize(1);
        assertThat(PORTS).hasSize(1);
    }

    @SmtpFake
    @SpringBootTest(classes = Shop.class)
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    @interface ShopTest {}

    @ShopTest
    static class Meta extends Sending {}

    @ShopTest
    interface Declaring {}

    static class Inheriting extends Sending implements Declaring {}

    @Test
    void findsTheAnnotationOnOtherAnnotationsAndInterfaces() {
        TestClasses.pass(4, Meta.class, Inheriting.class);

        assertThat(CONTEXTS).hasSize(1);
    }

    @ShopTest
    @TestPropertySource(properties = "color=blue")
    static class Blue extends Sending {
        @Nested
        class InnerWithTheSameContext extends Sending {}

        @Nested
        @TestPropertySource(properties = "color=green")
        class InnerWithAnotherContext extends Sending {}

        @Nested
        @SmtpFake(strict = true)
        class InnerWithAnotherServer extends Sending {}
    }

    @Test
    void givesEachContextASeparateServer() {
        TestClasses.pass(10, Meta.class, Blue.class);

        assertThat(CONTEXTS).hasSize(4);
        assertThat(PORTS).hasSize(4);
    }

    @Test
    void runsClassesInParallelOnOneServer() {
        TestClasses.passInParallel(10, First.class, Second.class, Meta.class);

        assertThat(CONTEXTS).hasSize(1);
        assertThat(PORTS).hasSize(1);
    }

    @ShopTest
    @TestPropertySource(properties = "restarted=after the class")
    @DirtiesContext
    static class Dirtying extends Sending {}

    @Test
    void restartsNothingThatOthersUse() throws Exception {
        TestClasses.pass(4, First.class);
        int port = PORTS.iterator().next();
        ApplicationContext shared = CONTEXTS.iterator().next();
        try (SmtpClient client = SmtpClient.greeted("127.0.0.1", port)) {
            TestClasses.pass(2, Dirtying.class);

            // A server that was stopped meanwhile would have closed the connection.
            client.command("NOOP", "250");
        }
        ApplicationContext dirtied = CONTEXTS.stream()
                .filter(context -> context != shared)
                .findFirst()
                .orElseThrow();
        assertThat(((ConfigurableApplicationContext) dirtied).isActive()).isFalse();
        assertThat(((ConfigurableApplicationContext) shared).isActive()).isTrue();
        assertThat(PORTS).hasSize(2);
        forget();

        TestClasses.pass(4, First.class);

        assertThat(CONTEXTS).containsExactly(shared);
        assertThat(PORTS).containsExactly(port);
    }

    @ShopTest
    @TestPropertySource(properties = "restarted=after each test")
    @DirtiesContext(classMode = DirtiesContext.ClassMode.AFTER_EACH_TEST_METHOD)
    static class DirtyingAfterEachTest extends Sending {}

    @ShopTest
    @TestPropertySource(properties = "restarted=before each test")
    @DirtiesContext(classMode = DirtiesContext.ClassMode.BEFORE_EACH_TEST_METHOD)
    static class DirtyingBeforeEachTest extends Sending {}

    @ShopTest
    @TestPropertySource(properties = "restarted=before the class")
    @DirtiesContext(classMode = DirtiesContext.ClassMode.BEFORE_CLASS)
    static class DirtyingBeforeTheClass extends Sending {}

    @Test
    void followsAContextThatIsLoadedAgain() {
        TestClasses.pass(6, DirtyingAfterEachTest.class, DirtyingBeforeEachTest.class, DirtyingBeforeTheClass.class);
        TestClasses.pass(2, DirtyingBeforeTheClass.class);

        assertThat(CONTEXTS).hasSize(6);
        assertThat(PORTS).hasSize(3);
    }

    @ShopTest
    @TestPropertySource(properties = "closed=yes")
    @DirtiesContext
    static class Closing {
        static final List<SmtpFakeServer> SERVERS = new ArrayList<>();

        @Test
        void usesTheServer(@Autowired SmtpFakeServer server, SmtpFakeServer ofTheTest) {
            assertThat(server.port()).isEqualTo(ofTheTest.port());
            SERVERS.add(server);
            assertThat(server.isRunning()).isTrue();
        }
    }

    @Test
    void stopsTheServerWithTheContext() {
        Closing.SERVERS.clear();

        TestClasses.pass(1, Closing.class);

        assertThat(Closing.SERVERS).singleElement().matches(server -> !server.isRunning());
    }

    @ShopTest
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class OneInstance extends Sending {}

    @ShopTest
    static class Constructed {
        private final Inbox inbox;

        Constructed(Inbox inbox, @Autowired Shop.Mails mails) {
            this.inbox = inbox;
            mails.send("constructor@example.org");
        }

        @RepeatedTest(2)
        void receivesTheMailOfItsConstructor() {
            assertThat(inbox.recipient("constructor@example.org").awaitOne()).hasSubject("Your order");
        }
    }

    @ShopTest
    static class WithRulesOfTheClass {
        @BeforeAll
        static void reject(SmtpFakeServer server, Inbox inbox) {
            server.on(rcptTo("full@example.org")).reply(452, "4.2.2 mailbox full");
            assertThat(inbox).isEmpty();
        }

        @RepeatedTest(2)
        void reportsTheFullMailbox(@Autowired Shop.Mails mails) {
            assertThatExceptionOfType(MailSendException.class).isThrownBy(() -> mails.send("full@example.org"));
        }
    }

    @Test
    void suppliesInboxesAndRulesAsWithoutSpring() {
        TestClasses.pass(6, OneInstance.class, Constructed.class, WithRulesOfTheClass.class);
    }

    static class Container implements BeforeAllCallback {
        static boolean isStarted;

        @Override
        public void beforeAll(ExtensionContext context) {
            isStarted = true;
        }
    }

    @SmtpFake
    @SpringBootTest(classes = Shop.class)
    @ExtendWith(Container.class)
    static class AfterAContainer extends Sending {
        @DynamicPropertySource
        static void container(DynamicPropertyRegistry registry) {
            registry.add("spring.mail.default-encoding", () -> {
                assertThat(Container.isStarted).isTrue();
                return "UTF-8";
            });
        }
    }

    @Test
    void loadsNoContextBeforeTheExtensionsOfTheClassHaveBegun() {
        Container.isStarted = false;

        TestClasses.pass(2, AfterAContainer.class);
    }

    @SmtpFake
    @SpringJUnitConfig
    static class WithoutSpringBoot {
        @Configuration
        static class Empty {}

        @Test
        void receivesProperties(@Value("${spring.mail.port}") int port, SmtpEndpoint server) {
            assertThat(port).isEqualTo(server.port());
        }
    }

    @Test
    void setsThePropertiesWithoutSpringBoot() {
        TestClasses.pass(1, WithoutSpringBoot.class);
    }
}
