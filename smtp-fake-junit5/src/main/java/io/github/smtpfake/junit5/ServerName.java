package io.github.smtpfake.junit5;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Chooses among several servers: {@code @ServerName("relay") Inbox inbox} is that of {@code @SmtpFake(name = "relay")}. Not
 * needed where there is only one, nor for the one without a name.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.FIELD})
public @interface ServerName {
    /** The name of the server. */
    String value();
}
