package io.github.smtpfake.junit5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpfake.inbox.Inbox;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** Each wrong use is told with class, member and fix. */
class MisuseTest {

    private static void assertMisuse(Jupiter run, String message) {
        Throwable failure = run.failure();
        while (failure.getCause() != null && !(failure instanceof ExtensionConfigurationException)) {
            failure = failure.getCause();
        }
        assertThat(failure).isInstanceOf(ExtensionConfigurationException.class).hasMessage(message);
    }

    private static void assertMisuse(Class<?> testClass, String message) {
        assertMisuse(Jupiter.of(testClass), testClass.getName() + message);
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
    static class UnknownBesideNoName {
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
    void whoWantsAServerMustSayWhich() {
        assertMisuse(
                TwoWithoutName.class,
                ": two servers have no name: give each a name of its own, as in @SmtpFake(name = \"relay\")");
        assertMisuse(
                Ambiguous.class,
                "#test, parameter inbox: which of several servers is meant? Take @ServerName(..) with one of [a, b]");
        assertMisuse(Unknown.class, "#inbox: no server is called \"c\". Take @ServerName(..) with one of [a, b]");
        assertMisuse(
                UnknownBesideNoName.class,
                "#test, parameter inbox: no server is called \"c\", as the only one has no name: leave @ServerName out, or"
                        + " give it the name by @SmtpFake(name = ..)");
        assertMisuse(
                OtherType.class,
                "#test: @ServerName is for parameters of the types SmtpFakeServer and Inbox, not java.lang.String");
        assertMisuse(
                OtherFieldType.class,
                "#name: @ServerName is for fields of the types SmtpFakeServer and Inbox, not java.lang.String");
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

    static class OfATest {
        @Test
        @SmtpFake(properties = "mail.smtp.port=${prot}")
        void test() {}
    }

    @Test
    void attributesAreChecked() {
        assertMisuse(BadPort.class, ": @SmtpFake: port must be between 0 and 65535, not 70000");
        assertMisuse(BadUser.class, ": @SmtpFake: users need a name and a password, as \"app:secret\", not \"app\"");
        assertMisuse(
                BadTimeout.class,
                ": @SmtpFake: awaitTimeout must be a duration such as 500ms, 10s, 2m or 1h, not \"soon\"");
        assertMisuse(BadName.class, ": @SmtpFake: name must be at most 50 letters, digits, - and _, not \"../up\"");
        assertMisuse(
                BadProperty.class,
                ": @SmtpFake: properties are \"key=value\", such as \"mail.smtp.port=${port}\", not"
                        + " \"mail.smtp.port\"");
        assertMisuse(OfATest.class, "#test: @SmtpFake: properties know ${host}, ${port} and ${smtpsPort}, not ${prot}");
    }

    @SmtpFake(properties = "smtpfake.misuse.port=${port}")
    static class Unlocked {
        @Test
        void test() {}
    }

    @SmtpFake(lifecycle = ServerLifecycle.PER_RUN, properties = "smtpfake.misuse.port=${port}")
    @ResourceLock(Resources.SYSTEM_PROPERTIES)
    static class OfTheRun {
        @Test
        void test() {}
    }

    @Test
    void systemPropertiesNeedALockWhereTestsRunInParallel() {
        assertMisuse(
                Jupiter.of(Unlocked.class).inParallel(),
                Unlocked.class.getName()
                        + ": properties change the system properties of all tests, and they run in parallel: add"
                        + " @ResourceLock(Resources.SYSTEM_PROPERTIES) to the class");
        assertMisuse(
                Jupiter.of(OfTheRun.class).inParallel(),
                OfTheRun.class.getName()
                        + ": properties of a server that lives PER_RUN are seen by tests that run in parallel: take"
                        + " Lifecycle.PER_CLASS with @ResourceLock(Resources.SYSTEM_PROPERTIES), or hand the port on"
                        + " from a parameter of the type SmtpFakeServer");
        assertThat(System.getProperty("smtpfake.misuse.port")).isNull();
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
    void registeredExtensionsAreChecked() {
        assertMisuse(
                PerRunByInstance.class,
                ": the extension is registered by an instance field, so that each test has its own: make the field"
                        + " static for a server that lives PER_RUN");
        assertMisuse(
                TwoFields.class,
                ": two servers have no name: give each a name of its own, as in @SmtpFake(name = \"relay\")");
    }

    @Test
    void theBuilderIsChecked() {
        SmtpFakeExtensionBuilder builder = SmtpFakeExtension.builder();

        assertThatThrownBy(() -> builder.name("a b")).hasMessageContaining("name must be at most 50 letters");
        assertThatThrownBy(() -> builder.awaitTimeout(Duration.ofSeconds(-1)))
                .hasMessageContaining("must not be negative");
        assertThatThrownBy(() -> builder.property("port", "${x}")).hasMessageContaining("properties know ${host}");
        assertThatThrownBy(() ->
                        builder.lifecycle(ServerLifecycle.PER_METHOD).build().port())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The server lives PER_METHOD: take that of a test from a parameter of the type"
                        + " SmtpFakeServer");
        assertThatThrownBy(() -> new SmtpFakeExtension().server())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("hands the server out as a parameter");
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
    static class StaticFieldOfATest {
        static Inbox inbox;

        @Test
        void test() {}
    }

    @SmtpFake(lifecycle = ServerLifecycle.PER_METHOD)
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class FieldOfATest {
        Inbox inbox;

        @Test
        void test() {}
    }

    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class FieldOfAnAnnotatedTest {
        Inbox inbox;

        @Test
        @SmtpFake
        void test() {}
    }

    @Test
    void whatBelongsToTheClassHoldsNothingOfATest() {
        String fault =
                ": the field belongs to the class, and the server to each test: take a parameter, or let the server"
                        + " live PER_CLASS";
        assertMisuse(StaticFieldOfATest.class, "#inbox" + fault);
        assertMisuse(FieldOfATest.class, "#inbox" + fault);
        assertMisuse(FieldOfAnAnnotatedTest.class, "#inbox" + fault);
    }

    @Test
    void annotationsOfOneElementMustNotContradictEachOther() {
        assertMisuse(
                Contradictory.class,
                ": two servers have no name: give each a name of its own, as in @SmtpFake(name = \"relay\")");
    }
}
