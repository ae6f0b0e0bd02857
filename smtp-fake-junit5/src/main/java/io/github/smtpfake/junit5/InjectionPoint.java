package io.github.smtpfake.junit5;

import io.github.smtpfake.SmtpEndpoint;
import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.inbox.Inbox;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Parameter;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ParameterContext;

/**
 * A parameter or field that may receive a server or an inbox.
 *
 * @param serverName the value of {@link ServerName}; empty without one
 * @param member the field, or the method or constructor of the parameter
 * @param parameter the name of the parameter; empty for a field
 * @param isAutowired whether Spring supplies the value, because annotations ask for a bean of the application context
 */
record InjectionPoint(
        Class<?> type,
        Optional<String> serverName,
        AnnotatedElement member,
        Optional<String> parameter,
        boolean isAutowired) {
    /** By name, because most projects do not have Spring. */
    private static final List<String> AUTOWIRING = List.of(
            "org.springframework.beans.factory.annotation.Autowired",
            "org.springframework.beans.factory.annotation.Qualifier");

    static InjectionPoint of(ParameterContext context) {
        Parameter parameter = context.getParameter();
        Optional<ServerName> name = context.findAnnotation(ServerName.class);
        return new InjectionPoint(
                parameter.getType(),
                name.isEmpty() ? Optional.empty() : Optional.of(name.get().value()),
                context.getDeclaringExecutable(),
                Optional.of(parameter.getName()),
                isAutowired(parameter));
    }

    static InjectionPoint of(Field field) {
        ServerName name = field.getAnnotation(ServerName.class);
        return new InjectionPoint(
                field.getType(),
                name == null ? Optional.empty() : Optional.of(name.value()),
                field,
                Optional.empty(),
                isAutowired(field));
    }

    private static boolean isAutowired(AnnotatedElement point) {
        for (Annotation annotation : point.getAnnotations()) {
            if (AUTOWIRING.contains(annotation.annotationType().getName())) {
                return true;
            }
        }
        return false;
    }

    /** Returns the place in the code, for exceptions. */
    String where() {
        String where = ConfigurationErrors.where(member);
        return parameter.isEmpty() ? where : where + ", parameter " + parameter.get();
    }

    /**
     * Returns whether the extension can inject a server or an inbox.
     *
     * @throws org.junit.jupiter.api.extension.ExtensionConfigurationException if the type is not supported, but has a
     *     {@link ServerName}
     */
    boolean isSupported() {
        boolean isSupported = type == SmtpFakeServer.class || type == SmtpEndpoint.class || type == Inbox.class;
        if (!isSupported && serverName.isPresent()) {
            throw ConfigurationErrors.at(
                    where(),
                    "@ServerName requires the type SmtpFakeServer, SmtpEndpoint or Inbox, not " + type.getName());
        }
        return isSupported && !isAutowired;
    }

    /**
     * Returns the server or the inbox to inject.
     *
     * @throws org.junit.jupiter.api.extension.ExtensionConfigurationException if the type is that of a server in this JVM, but
     *     the declaration has a URL
     */
    Object valueFrom(ServerScope scope) {
        Optional<ServerUrl> url = scope.declared().settings().source().url();
        if (type == SmtpFakeServer.class && url.isPresent()) {
            throw ConfigurationErrors.at(
                    where(),
                    "the declaration has url = \"" + url.get().template()
                            + "\", so the server may run in another process; declare SmtpEndpoint or Inbox instead of"
                            + " SmtpFakeServer, whether or not the variable is set");
        }
        return type == Inbox.class ? scope.inbox() : scope.server().endpoint();
    }
}
