package io.github.smtpfake.junit5;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Starts an {@link io.github.smtpfake.SmtpFakeServer} for a test class and its {@code @Nested} classes, on the loopback
 * address and a free port, and stops it after the last of their tests.
 *
 * <p>Constructors, lifecycle methods and tests can have parameters of two types:
 *
 * <ul>
 *   <li>{@link io.github.smtpfake.SmtpFakeServer}: the server;
 *   <li>{@link io.github.smtpfake.inbox.Inbox}: a view of the messages that came since the test began. In a
 *       {@code @BeforeAll} or {@code @AfterAll} method, and in a constructor under
 *       {@code @TestInstance(Lifecycle.PER_CLASS)}, it is a view of those that came since the class began.
 * </ul>
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@ExtendWith(SmtpFakeExtension.class)
public @interface SmtpFake {}
