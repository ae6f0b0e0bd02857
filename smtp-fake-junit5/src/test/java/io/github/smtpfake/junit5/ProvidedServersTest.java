package io.github.smtpfake.junit5;

import static io.github.smtpfake.rules.Rules.mailFrom;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.SmtpEndpoint;
import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.junit5.internal.DeclaredServers;
import io.github.smtpfake.junit5.internal.DeclaredServers.Declared;
import io.github.smtpfake.testing.SmtpClient;
import io.github.smtpfake.testing.UnassignedPort;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.annotation.DirtiesContext.ClassMode;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.junit.jupiter.SpringExtension;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

/** Servers that belong to an application context. The nested classes run only as part of these tests. */
@ResourceLock("ProvidedServersTest")
class ProvidedServersTest {
    private static final List<SmtpFakeServer> SEEN = new CopyOnWriteArrayList<>();

    @BeforeEach
    void forget() {
        SEEN.clear();
        SpringServers.ASKED.clear();
    }

    @AfterEach
    void stop() {
        SEEN.forEach(SmtpFakeServer::stop);
    }

    private static Set<Integer> ports() {
        Set<Integer> ports = new HashSet<>();
        SEEN.forEach(server -> ports.add(server.port()));
        return ports;
    }

    @Configuration
    static class Application {
        /** On a fixed port, because tests stop the server and restart it on the same port. */
        @Bean(destroyMethod = "stop")
        SmtpFakeServer smtp() {
            return SmtpFakeServer.builder().port(UnassignedPort.next()).start();
        }

        @Bean(destroyMethod = "stop")
        SmtpFakeServer other() {
            return SmtpFakeServer.startNew();
        }
    }

    abstract static class Sending {
        // By the name of the field, because there are two.
        @Autowired
        SmtpFakeServer smtp;

        @Test
        void findsOnlyItsMail(SmtpFakeServer server, SmtpEndpoint endpoint, Inbox inbox) {
            SEEN.add(server);
            assertThat(inbox.messages()).isEmpty();
            assertThat(endpoint.port()).isEqualTo(server.port()).isEqualTo(smtp.port());
            SmtpClient.sendMessage(smtp, "ada@example.org", "Hello");
            assertThat(inbox.awaitOne().subject()).contains("Hello");
        }

        @Test
        void endsItsRules(SmtpFakeServer server) {
            SEEN.add(server);
            assertThat(server.rules()).isEmpty();
            server.on(mailFrom("nobody@example.org")).reply("450 later");
        }
    }

    @SmtpFake
    @SpringJUnitConfig(Application.class)
    static class First extends Sending {}

    @SpringJUnitConfig(Application.class)
    @SmtpFake
    static class Second extends Sending {

        @Nested
        class Inner {
            @Test
            void usesTheSameServer(SmtpFakeServer server) {
                SEEN.add(server);
                assertThat(server.port()).isEqualTo(smtp.port());
            }
        }

        @Nested
        @TestPropertySource(properties = "own=context")
        class WithOwnContext {
            @Autowired
            SmtpFakeServer smtp;

            @Test
            void usesTheServerOfItsOwnContext(SmtpFakeServer server, Inbox inbox) {
                SEEN.add(server);
                assertThat(server.port()).isEqualTo(smtp.port());
                SmtpClient.sendMessage(smtp, "ada@example.org", "Hello");
                assertThat(inbox.awaitOne().subject()).contains("Hello");
            }
        }
    }

    @Test
    void usesTheServerOfTheContextInWhateverOrderTheExtensionsAreRegistered() {
        Jupiter.of(First.class, Second.class).assertAllSucceed(6);

        assertThat(ports()).as("of two contexts").hasSize(2);
        assertThat(SEEN).allSatisfy(server -> assertThat(server.isRunning()).isTrue());
    }

    @SmtpFake
    @SpringJUnitConfig(Application.class)
    @DirtiesContext(classMode = ClassMode.AFTER_EACH_TEST_METHOD)
    static class Dirty extends Sending {}

    @Test
    void followsAContextThatIsStartedAgain() {
        Jupiter.of(Dirty.class).assertAllSucceed(2);

        assertThat(ports()).hasSize(2);
    }

    @SmtpFake
    @SmtpFake(name = "other")
    @SpringJUnitConfig(Application.class)
    static class Named {
        @Test
        void findsServersByName(SmtpFakeServer smtp, @ServerName("other") SmtpFakeServer other) {
            SEEN.add(smtp);
            SEEN.add(other);
            assertThat(smtp.port()).isNotEqualTo(other.port());
        }
    }

    @Test
    void findsServersByName() {
        Jupiter.of(Named.class).assertAllSucceed(1);

        assertThat(SEEN).allSatisfy(server -> assertThat(server.isRunning()).isTrue());
    }

    @SmtpFake(name = "unknown")
    @SpringJUnitConfig(Application.class)
    static class Unknown {
        @Test
        void startsAServer(SmtpFakeServer server) {
            SEEN.add(server);
            assertThat(server.isRunning()).isTrue();
        }
    }

    @SmtpFake
    @ContextConfiguration(classes = Application.class)
    static class ByField extends Sending {
        @RegisterExtension
        static final SpringExtension SPRING = new SpringExtension();
    }

    @Test
    void findsTheServersOfAnApplicationThatAFieldRegisters() {
        Jupiter.of(ByField.class).assertAllSucceed(2);

        assertThat(ports()).hasSize(1);
    }

    @Test
    void startsAServerThatNoContextHas() {
        Jupiter.of(Unknown.class).assertAllSucceed(1);

        assertThat(SEEN).allSatisfy(server -> assertThat(server.isRunning()).isFalse());
    }

    @SmtpFake(lifecycle = ServerLifecycle.PER_METHOD)
    @SpringJUnitConfig(Application.class)
    static class PerMethod {
        @Test
        void neverRuns() {}
    }

    @Test
    void rejectsALifecycleThatTheServerCannotHave() {
        assertThat(Jupiter.of(PerMethod.class).failure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessageContaining("lifecycle = PER_METHOD is not possible")
                .hasMessageContaining("belongs to an application context; remove the lifecycle");
    }

    @SmtpFake
    @SpringJUnitConfig(Application.class)
    static class Restarting {
        @Test
        void stopsTheServer(SmtpFakeServer server) {
            SEEN.add(server);
            assertThat(server.isRunning()).isTrue();
            server.stop();
        }

        @Test
        void stopsTheServerAgain(SmtpFakeServer server) {
            stopsTheServer(server);
        }
    }

    @Test
    void startsTheServerOfTheContextAgainAfterATestHasStoppedIt() {
        Jupiter.of(Restarting.class).assertAllSucceed(2);

        assertThat(ports()).hasSize(1);
    }

    @SmtpFake
    static class Plain {
        @Test
        void runs(SmtpFakeServer server) {
            assertThat(server.isRunning()).isTrue();
        }

        @Test
        @SmtpFake(name = "own")
        void declaresAServer(@ServerName("own") SmtpFakeServer server) {
            assertThat(server.isRunning()).isTrue();
        }
    }

    @Test
    void asksNoProviderWithoutSpring() {
        Jupiter.of(Plain.class).assertAllSucceed(2);

        assertThat(SpringServers.ASKED).isEmpty();
    }

    @SmtpFake(users = "app:secret")
    static class Outer {
        @Nested
        @SmtpFake(name = "inner")
        class Inner {}

        @Nested
        @SmtpFake(strict = true)
        class Shadowing {}

        @Nested
        @SmtpFake(properties = "mail.port=${port}")
        class WithProperties {}

        @SmtpFake(name = "static")
        static class Static {}
    }

    @SmtpFake(users = "app:secret", awaitTimeout = "1s")
    static class Same {}

    @Test
    void showsTheDeclaredServersOfAClass() {
        List<Declared> inner = DeclaredServers.of(Outer.Inner.class);
        List<Declared> outer = DeclaredServers.of(Outer.class);

        assertThat(inner).extracting(Declared::name).containsExactly("", "inner");
        assertThat(inner.get(0).key())
                .isEqualTo(outer.get(0).key())
                .hasSameHashCodeAs(outer.get(0).key());
        assertThat(DeclaredServers.of(Same.class).get(0).key())
                .isEqualTo(outer.get(0).key());
        assertThat(DeclaredServers.of(Outer.Shadowing.class))
                .singleElement()
                .extracting(Declared::key)
                .isNotEqualTo(outer.get(0).key());
        assertThat(DeclaredServers.of(Outer.Static.class))
                .extracting(Declared::name)
                .containsExactly("static");
        assertThat(DeclaredServers.of(Outer.WithProperties.class)).isEmpty();
        assertThat(DeclaredServers.of(String.class)).isEmpty();
    }

    @Test
    void startsADeclaredServer() {
        var started = DeclaredServers.of(Outer.class).get(0).start();
        try {
            assertThat(started.isRunning()).isTrue();
            assertThat(started.endpoint().mailProperties()).containsEntry("mail.smtp.user", "app");
        } finally {
            started.stop();
        }
    }
}
