package io.github.smtpfake.junit5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpfake.inbox.Inbox;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tests that each invalid use fails with the class, the member and the fix. */
class ConfigurationErrorsTest {

    private static void assertConfigurationError(Jupiter run, String message) {
        Throwable failure = run.failure();
        while (failure.getCause() != null && !(failure instanceof ExtensionConfigurationException)) {
            failure = failure.getCause();
        }
        assertThat(failure).isInstanceOf(ExtensionConfigurationException.class).hasMessage(message);
    }

    private static void assertConfigurationError(Class<?> testClass, String message) {
        assertConfigurationError(Jupiter.of(testClass), testClass.getName() + message);
    }

    @SmtpFake
    @SmtpFake(port = 0, strict = true)
    static class TwoWithoutName {
        @Test
        void test() {}
    }

    @SmtpFake(name = "a")
    @SmtpFake(name = "b")
    static class Ambiguous {
        @Test
        void test(Inbox inbox) {
            throw new AssertionError(inbox);
        }
    }

    @SmtpFake(name = "a")
    @SmtpFake(name = "b")
    static class Unknown {
        @ServerName("c")
        Inbox inbox;

        @Test
        void test() {}
    }

    @SmtpFake
    static class UnknownName {
        @Test
        void test(@ServerName("c") Inbox inbox) {
            throw new AssertionError(inbox);
        }
    }

    @SmtpFake
    static class OtherType {
        @Test
        void test(@ServerName("") String name) {
            throw new AssertionError(name);
        }
    }

    @SmtpFake
    static class OtherFieldType {
        @ServerName("")
        String name;

        @Test
        void test() {}
    }

    @Test
    void rejectsParametersAndFieldsWithoutASuitableServer() {
        assertConfigurationError(
                TwoWithoutName.class,
                ": two servers have no name; give each server a different name, such as @SmtpFake(name = \"relay\")");
        assertConfigurationError(
                Ambiguous.class,
                "#test, parameter inbox: several servers are declared; choose one of [a, b] with @ServerName");
        assertConfigurationError(
                Unknown.class, "#inbox: no server is named \"c\"; choose one of [a, b] with @ServerName");
        assertConfigurationError(
                UnknownName.class,
                "#test, parameter inbox: no server is named \"c\"; remove @ServerName, or name the only server with"
                        + " @SmtpFake(name = \"c\")");
        assertConfigurationError(
                OtherType.class,
                "#test, parameter name: @ServerName requires the type SmtpFakeServer, SmtpEndpoint or Inbox, not java.lang.String");
        assertConfigurationError(
                OtherFieldType.class,
                "#name: @ServerName requires the type SmtpFakeServer, SmtpEndpoint or Inbox, not java.lang.String");
    }

    @SmtpFake(port = 70_000)
    static class BadPort {
        @Test
        void test() {}
    }

    @SmtpFake(users = "app")
    static class BadUser {
        @Test
        void test() {}
    }

    @SmtpFake(awaitTimeout = "10")
    static class TimeoutWithoutUnit {
        @Test
        void test() {}
    }

    @SmtpFake(awaitTimeout = "soon")
    static class BadTimeout {
        @Test
        void test() {}
    }

    @SmtpFake(name = "../up")
    static class BadName {
        @Test
        void test() {}
    }

    @SmtpFake(properties = "mail.smtp.port")
    static class BadProperty {
        @Test
        void test() {}
    }

    static class OnATest {
        @Test
        @SmtpFake(properties = "mail.smtp.port=${prot}")
        void test() {}
    }

    @Test
    void rejectsInvalidAttributes() {
        assertConfigurationError(BadPort.class, ": @SmtpFake: port must be between 0 and 65535, not 70000");
        assertConfigurationError(
                BadUser.class, ": @SmtpFake: users must be name:password, such as \"app:secret\", but one is \"app\"");
        assertConfigurationError(
                BadTimeout.class,
                ": @SmtpFake: awaitTimeout must be a duration such as 500ms, 10s, 2m, 1h or 7d, not \"soon\"");
        assertConfigurationError(
                TimeoutWithoutUnit.class,
                ": @SmtpFake: awaitTimeout must be a duration such as 500ms, 10s, 2m, 1h or 7d, not \"10\"; add a unit,"
                        + " such as 10s");
        assertConfigurationError(
                BadName.class,
                ": @SmtpFake: name must have at most 50 characters, only letters, digits, - and _, but is \"../up\"");
        assertConfigurationError(
                BadProperty.class,
                ": @SmtpFake: properties must be key=value, such as \"mail.smtp.port=${port}\", but one is"
                        + " \"mail.smtp.port\"");
        assertConfigurationError(
                OnATest.class,
                "#test: @SmtpFake: properties can contain the placeholders ${host}, ${port} and ${smtpsPort}, but one contains ${prot}");
    }

    @SmtpFake(properties = "smtpfake.test.port=${port}")
    static class Unlocked {
        @Test
        void test() {}
    }

    @Test
    void requiresALockForSystemPropertiesIfTestsRunInParallel() {
        assertConfigurationError(
                Jupiter.of(Unlocked.class).inParallel(),
                Unlocked.class.getName()
                        + ": properties change the system properties of all tests, and tests run in parallel; add"
                        + " @ResourceLock(Resources.SYSTEM_PROPERTIES) to the class, or share one server between all"
                        + " classes with lifecycle = ServerLifecycle.PER_RUN in equal annotations");
        assertThat(System.getProperty("smtpfake.test.port")).isNull();
    }

    static class PerRunByInstance {
        @RegisterExtension
        final SmtpFakeExtension smtp =
                SmtpFakeExtension.builder().lifecycle(ServerLifecycle.PER_RUN).build();

        @Test
        void test() {}
    }

    static class TwoFields {
        @RegisterExtension
        static final SmtpFakeExtension FIRST = SmtpFakeExtension.builder().build();

        @RegisterExtension
        static final SmtpFakeExtension SECOND = SmtpFakeExtension.builder().build();

        @Test
        void test() {}
    }

    @Test
    void rejectsInvalidExtensionsInFields() {
        assertConfigurationError(
                PerRunByInstance.class,
                ": an extension in an instance field cannot have a server with the lifecycle PER_RUN; make the field"
                        + " static");
        assertConfigurationError(
                TwoFields.class,
                ": two servers have no name; give each server a different name, such as @SmtpFake(name = \"relay\")");
    }

    @Test
    void builderRejectsInvalidArguments() {
        SmtpFakeExtension.Builder builder = SmtpFakeExtension.builder();

        assertThatThrownBy(() -> builder.name("a b")).hasMessageContaining("name must have at most 50 characters");
        assertThatThrownBy(() -> builder.awaitTimeout(Duration.ofSeconds(-1)))
                .hasMessage("timeout must not be negative, but is PT-1S");
        assertThatThrownBy(() -> builder.property(" ", "x"))
                .hasMessageContaining("key must not be empty or only spaces");
        assertThatThrownBy(() -> builder.property("port", "${x}"))
                .hasMessageContaining("properties can contain the placeholders ${host}");
        assertThatThrownBy(() ->
                        builder.lifecycle(ServerLifecycle.PER_METHOD).build().port())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Each test has a separate server (lifecycle PER_METHOD); declare a parameter of the type"
                        + " SmtpFakeServer");
        assertThatThrownBy(() -> new SmtpFakeExtension().server())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("with @SmtpFake, declare a parameter");
    }

    @Test
    void builderNamesNullArguments() {
        SmtpFakeExtension.Builder builder = SmtpFakeExtension.builder();

        assertThatNullPointerException().isThrownBy(() -> builder.name(null)).withMessage("name");
        assertThatNullPointerException().isThrownBy(() -> builder.server(null)).withMessage("server");
        assertThatNullPointerException()
                .isThrownBy(() -> SmtpFakeExtension.of(null))
                .withMessage("server");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.lifecycle(null))
                .withMessage("lifecycle");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.unusedRules(null))
                .withMessage("unusedRules");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.concurrentInbox(null))
                .withMessage("concurrentInbox");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.awaitTimeout(null))
                .withMessage("timeout");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.property(null, ""))
                .withMessage("key");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.property("key", null))
                .withMessage("value");
    }

    @SmtpFake(strict = true)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Strict {}

    @SmtpFake
    @Strict
    static class Contradictory {
        @Test
        void test() {}
    }

    @SmtpFake(lifecycle = ServerLifecycle.PER_METHOD)
    static class StaticFieldForATest {
        static Inbox inbox;

        @Test
        void test() {}
    }

    @SmtpFake(lifecycle = ServerLifecycle.PER_METHOD)
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class FieldForATest {
        Inbox inbox;

        @Test
        void test() {}
    }

    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class FieldForAnAnnotatedTest {
        Inbox inbox;

        @Test
        @SmtpFake
        void test() {}
    }

    @Test
    void rejectsAFieldOfTheClassIfEachTestHasASeparateServer() {
        String problem = ": the field belongs to the class, but each test has a separate server; use a parameter, or"
                + " ServerLifecycle.PER_CLASS";
        assertConfigurationError(StaticFieldForATest.class, "#inbox" + problem);
        assertConfigurationError(FieldForATest.class, "#inbox" + problem);
        assertConfigurationError(FieldForAnAnnotatedTest.class, "#inbox" + problem);
    }

    @Test
    void rejectsAnnotationsOfOneElementWithTheSameName() {
        assertConfigurationError(
                Contradictory.class,
                ": two servers have no name; give each server a different name, such as @SmtpFake(name = \"relay\")");
    }

    @SmtpFake(http = true)
    static class WithHttp {
        @Test
        void test() {}
    }

    @Test
    void httpNeedsItsModule() {
        assertConfigurationError(
                Jupiter.of(WithHttp.class),
                "@SmtpFake(http = true): add io.github.smtpfake:smtp-fake-rest to the class path of the tests, or remove http");
    }
}
