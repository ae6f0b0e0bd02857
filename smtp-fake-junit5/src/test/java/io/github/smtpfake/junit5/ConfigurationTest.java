package io.github.smtpfake.junit5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.inbox.AwaitFailedError;
import io.github.smtpfake.inbox.Inbox;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** Tests timeouts, system properties and static fields. */
class ConfigurationTest {

    @SmtpFake
    static class UsesTheConfiguredTimeout {
        @Test
        void waits(SmtpFakeServer server, Inbox inbox) {
            assertThatThrownBy(inbox::awaitOne)
                    .isInstanceOf(AwaitFailedError.class)
                    .hasMessageContaining("within 3 ms");
            assertThatThrownBy(() -> server.inbox().awaitOne()).hasMessageContaining("within 3 ms");
        }
    }

    @SmtpFake(awaitTimeout = "2ms")
    static class UsesTheAnnotatedTimeout {
        @RegisterExtension
        static final SmtpFakeExtension OTHER = SmtpFakeExtension.builder()
                .name("other")
                .awaitTimeout(Duration.ofMillis(1))
                .build();

        @Test
        void waits(Inbox inbox, @ServerName("other") Inbox other) {
            assertThatThrownBy(inbox::awaitOne).hasMessageContaining("within 2 ms");
            assertThatThrownBy(other::awaitOne).hasMessageContaining("within 1 ms");
        }
    }

    @Test
    void usesTheConfiguredTimeout() {
        Jupiter.of(UsesTheConfiguredTimeout.class, UsesTheAnnotatedTimeout.class)
                .with("smtpfake.await.timeout", "3 ms")
                .assertAllSucceed(2);
    }

    @Test
    void rejectsAnInvalidTimeout() {
        assertThat(Jupiter.of(UsesTheConfiguredTimeout.class)
                        .with("smtpfake.await.timeout", "-1")
                        .failure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage(
                        "configuration parameter smtpfake.await.timeout: must be a duration such as 500ms, 10s, 2m, 1h"
                                + " or 7d, not \"-1\"");
    }

    @SmtpFake(properties = {"smtpfake.test.url = smtp://${host}:${port}", "smtpfake.test.before=changed"})
    @ResourceLock(Resources.SYSTEM_PROPERTIES)
    static class WithProperties {
        @RegisterExtension
        static final SmtpFakeExtension TWO_PORTS = SmtpFakeExtension.builder()
                .name("two")
                .server(SmtpFakeServer.builder().smtpsPort(0))
                .property("smtpfake.test.smtps", "${smtpsPort}")
                .build();

        @Test
        void areSet(SmtpFakeServer server, @ServerName("two") SmtpFakeServer two) {
            assertThat(System.getProperty("smtpfake.test.url"))
                    .isEqualTo("smtp://" + server.host() + ":" + server.port());
            assertThat(System.getProperty("smtpfake.test.smtps")).isEqualTo("" + two.smtpsPort());
            assertThat(System.getProperty("smtpfake.test.before")).isEqualTo("changed");
        }
    }

    @Test
    @ResourceLock(Resources.SYSTEM_PROPERTIES)
    void setsAndRestoresSystemProperties() {
        System.setProperty("smtpfake.test.before", "old");
        try {
            Jupiter.assertAllSucceed(WithProperties.class, 1);
            Jupiter.of(WithProperties.class).inParallel().assertAllSucceed(1);

            assertThat(System.getProperty("smtpfake.test.before")).isEqualTo("old");
            assertThat(System.getProperties()).doesNotContainKeys("smtpfake.test.url", "smtpfake.test.smtps");
        } finally {
            System.clearProperty("smtpfake.test.before");
        }
    }

    private static final CountDownLatch ONE_HAS_FAILED = new CountDownLatch(1);

    static final class SignalsTheEnd implements AfterAllCallback {
        @Override
        public void afterAll(ExtensionContext context) {
            ONE_HAS_FAILED.countDown();
        }
    }

    @SmtpFake
    @ExtendWith(SignalsTheEnd.class)
    abstract static class SharesAField {
        static SmtpFakeServer server;

        @Test
        void waitsForTheOther() throws InterruptedException {
            assertThat(ONE_HAS_FAILED.await(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    static class Left extends SharesAField {}

    static class Right extends SharesAField {}

    @Test
    void rejectsAStaticFieldThatConcurrentClassesShare() {
        assertThat(Jupiter.of(Left.class, Right.class)
                        .inParallel()
                        .with("junit.jupiter.execution.parallel.mode.classes.default", "concurrent")
                        .failure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessageContaining(SharesAField.class.getName() + "#server: the static field is in use by")
                .hasMessageContaining("use an instance field or a parameter");
        Jupiter.of(Left.class, Right.class).assertAllSucceed(2);
    }
}
