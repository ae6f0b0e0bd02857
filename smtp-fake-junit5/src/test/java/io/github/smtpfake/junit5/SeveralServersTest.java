package io.github.smtpfake.junit5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.config.TlsMode;
import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.testing.SmtpClient;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tests which of several servers a test receives. */
class SeveralServersTest {

    @SmtpFake
    @SmtpFake(name = "relay", strict = true)
    static class TwoServers {
        @ServerName("relay")
        private Inbox relayed;

        @Test
        void areSelectedByName(SmtpFakeServer server, @ServerName("relay") SmtpFakeServer relay, Inbox inbox) {
            SmtpClient.sendMessage(server, "ada@example.org", "direct");
            SmtpClient.sendMessage(relay, "ada@example.org", "relayed");

            assertThat(inbox.awaitOne().subject()).hasValue("direct");
            assertThat(relayed.awaitOne().subject()).hasValue("relayed");
        }

        @Nested
        @SmtpFake(name = "relay")
        class Inner {
            @Test
            void shadowsOne(SmtpFakeServer server, @ServerName("relay") SmtpFakeServer relay) {
                SmtpClient.sendMessage(server, "ada@example.org", "direct");
                assertThat(relay.inbox().messages()).isEmpty();
            }
        }
    }

    @Test
    void selectsServersOfParametersAndFieldsByName() {
        Jupiter.assertAllSucceed(TwoServers.class, 2);
    }

    private static final List<SmtpFakeServer> NESTED = new CopyOnWriteArrayList<>();

    @SmtpFake
    static class Outer {
        @Test
        void outer(SmtpFakeServer server) {
            NESTED.add(server);
        }

        @Nested
        @SmtpFake(tls = TlsMode.IMPLICIT)
        class Inner {
            @Test
            void hasASeparateServer(SmtpFakeServer server) throws IOException {
                assertSpeaksTls(server);
                NESTED.add(server);
            }
        }

        @Nested
        class Inheriting {
            @Test
            void hasTheServerOfTheOuterClass(SmtpFakeServer server) {
                NESTED.add(server);
            }

            @Test
            @SmtpFake
            void hasASeparateServer(SmtpFakeServer server) {
                NESTED.add(server);
            }
        }
    }

    private static void assertSpeaksTls(SmtpFakeServer server) throws IOException {
        try (SmtpClient client = SmtpClient.connect(server)) {
            client.encrypt(server.tlsTrust().sslContext()).expect("220");
        }
    }

    @Test
    void startsASeparateServerForAnAnnotatedNestedClassOrTest() {
        Jupiter.assertAllSucceed(Outer.class, 4);

        assertThat(NESTED.stream().map(SmtpFakeServer::store).distinct()).hasSize(3);
        assertThat(NESTED).noneMatch(SmtpFakeServer::isRunning);
    }

    @SmtpFake(name = "strict", strict = true)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Strict {}

    @SmtpFake
    @Strict
    static class Composed {
        @RegisterExtension
        static final SmtpFakeExtension SMTP =
                SmtpFakeExtension.builder().name("field").build();

        @Test
        void hasAll(
                SmtpFakeServer plain,
                @ServerName("strict") SmtpFakeServer strict,
                @ServerName("field") SmtpFakeServer field) {
            assertThat(List.of(plain.port(), strict.port(), field.port())).doesNotHaveDuplicates();
            assertThat(field.port()).isEqualTo(SMTP.port());
        }
    }

    @Test
    void combinesAnnotationsAndFields() {
        Jupiter.assertAllSucceed(Composed.class, 1);
    }

    @SmtpFake(name = "only")
    abstract static class Base {
        @Test
        void needsNoName(SmtpFakeServer server) {
            assertThat(server.isRunning()).isTrue();
        }
    }

    static class Derived extends Base {}

    @SmtpFake(name = "only", tls = TlsMode.STARTTLS_REQUIRED, users = "app:secret")
    static class Overridden extends Base {
        @Test
        void hasSeparateSettings(SmtpFakeServer server) {
            assertThat(SmtpClient.replyTo(server, "EHLO test")).contains("250-STARTTLS");
            assertThat(SmtpClient.replyTo(server, "MAIL FROM:<a@example.org>"))
                    .first(STRING)
                    .startsWith("530 ");
        }
    }

    @Test
    void inheritsAndReplacesAnnotations() {
        Jupiter.assertAllSucceed(Derived.class, 1);
        Jupiter.assertAllSucceed(Overridden.class, 2);
    }
}
