package io.github.smtpfake.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Selects the properties in which the application context of a test finds an {@link io.github.smtpfake.junit5.SmtpFake} server.
 * It is needed only if the application does not read {@code spring.mail}, or sends to several servers:
 *
 * <pre>{@code
 * @SmtpFake(name = "orders")
 * @SmtpFake(name = "alerts")
 * @SmtpFakeMail(server = "orders", prefix = "shop.orders.mail")
 * @SmtpFakeMail(server = "alerts", prefix = "shop.alerts.mail")
 * @SpringBootTest
 * class MailTest { … }
 * }</pre>
 *
 * <p>Below the prefix are the same properties as below {@code spring.mail}: {@code host}, {@code port}, {@code protocol}; {@code
 * username} and {@code password} if the server has fixed users; {@code ssl.enabled}, {@code ssl.bundle}, and {@code properties}
 * with the settings of Jakarta Mail. A server that no annotation mentions has the prefix {@code spring.mail}, if it has no name
 * or is the only one.
 *
 * <p>Classes inherit the annotation from superclasses and interfaces, and {@code @Nested} classes from enclosing classes. An
 * annotation for the same server replaces the inherited ones.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Repeatable(SmtpFakeMail.List.class)
public @interface SmtpFakeMail {

    /**
     * Returns the prefix of the properties.
     *
     * @return a property name such as {@code my.mail}: lower-case letters, digits and {@code -}, separated by dots
     */
    String prefix();

    /** Returns the name of the server. Default: the server without a name, or the only one. */
    String server() default "";

    /** Contains repeated {@link SmtpFakeMail} annotations. The compiler adds it; do not use it directly. */
    @Documented
    @Inherited
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.TYPE, ElementType.ANNOTATION_TYPE})
    @interface List {
        /** Returns the annotations. */
        SmtpFakeMail[] value();
    }
}
