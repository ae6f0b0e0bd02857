package io.github.smtpfake.junit5;

import io.github.smtpfake.config.TlsMode;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Starts an {@link io.github.smtpfake.SmtpFakeServer} for a test class and its {@code @Nested} classes, or for one test, on
 * the loopback address, and stops it after the last of their tests. A nested class, or a test, that has an annotation of its
 * own has a server of its own.
 *
 * <p>Constructors, lifecycle methods and tests can have parameters of two types, and test classes fields, which must not be
 * initialized:
 *
 * <ul>
 *   <li>{@link io.github.smtpfake.SmtpFakeServer}: the server, as an object of the test. Rules that are given through it end
 *       with the test, and come before those of the class. While other tests can use the server at the same time, a rule must
 *       be bound to an address, a user or an EHLO name, so that it hits no other test.
 *   <li>{@link io.github.smtpfake.inbox.Inbox}: a view of the messages that came since the test began.
 * </ul>
 *
 * <p>What belongs to the class is given an object of the class, with rules that end with the class, and a view of the
 * messages that came since the class began: {@code @BeforeAll} and {@code @AfterAll} methods, static fields, and under
 * {@code @TestInstance(Lifecycle.PER_CLASS)} constructor and fields.
 *
 * <p>When a test fails, the transcript of the sessions and the messages since it began go to its report.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@ExtendWith(SmtpFakeExtension.class)
@Repeatable(SmtpFakes.class)
public @interface SmtpFake {

    /** How {@link ServerName} calls the server, where there are several; of letters, digits, {@code -} and {@code _}. */
    String name() default "";

    /** The port; by default a free one. */
    int port() default 0;

    /** How long the server lives; an annotation of one test means that test, unless it says {@code PER_RUN}. */
    ServerLifecycle lifecycle() default ServerLifecycle.PER_CLASS;

    /** What the port does about TLS; {@link io.github.smtpfake.SmtpFakeServer#tlsTrust()} is what a client must trust. */
    TlsMode tls() default TlsMode.OFF;

    /** Who may log in, as {@code name:password}; by default anybody with any password. */
    String[] users() default {};

    /** Whether what is against an RFC is refused; by default it is taken and recorded as a problem. */
    boolean strict() default false;

    /** What becomes of a rule that never fired. */
    UnusedRules unusedRules() default UnusedRules.REPORT;

    /**
     * How long a wait lasts unless it says otherwise: {@code 500ms}, {@code 10s}, {@code 2m} or {@code 1h}. By default what the
     * configuration parameter {@code smtpfake.await.timeout} says, or else five seconds.
     */
    String awaitTimeout() default "";

    /**
     * System properties to set while the server lives, as {@code key=value}; <code>${host}</code>, <code>${port}</code> and
     * <code>${smtpsPort}</code> are replaced: <code>mail.smtp.port=${port}</code>. Where tests run in parallel the
     * class needs {@code @ResourceLock(Resources.SYSTEM_PROPERTIES)}.
     */
    String[] properties() default {};
}
