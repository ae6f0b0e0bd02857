package io.github.smtpfake.junit5;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Selects one of several servers for a parameter or field: {@code @ServerName("relay") Inbox inbox} receives the inbox of
 * {@code @SmtpFake(name = "relay")}. It is not needed if there is only one server, or for the server without a name.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.FIELD})
public @interface ServerName {
    /**
     * Returns the name of the server. If no server has this name, the test fails with an
     * {@link org.junit.jupiter.api.extension.ExtensionConfigurationException} that lists the names.
     */
    String value();
}
