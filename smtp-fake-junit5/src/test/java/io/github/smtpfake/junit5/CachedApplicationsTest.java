package io.github.smtpfake.junit5;

import static io.github.smtpfake.rules.Rules.connect;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.testing.SmtpClient;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
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

    @BeforeEach
    void forget() {
        CachedPort.port = 0;
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
            CachedPort.send("smtpfake.cached.run.port", address);
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
            CachedPort.port = 0;
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
            CachedPort.send("smtpfake.cached.field.port", "ada@example.org");
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
            CachedPort.send("smtpfake.cached.test.port", "ada@example.org");
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
}
