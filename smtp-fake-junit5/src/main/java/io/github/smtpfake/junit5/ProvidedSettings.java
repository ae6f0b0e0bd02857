package io.github.smtpfake.junit5;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.commons.support.AnnotationSupport;

/** Decides which of the servers that a context declares are provided by others. */
final class ProvidedSettings {
    private static final String SPRING = "org.springframework.test.context.junit.jupiter.SpringExtension";

    private ProvidedSettings() {}

    /**
     * Returns the settings that annotations of a context declare, with the servers of an application instead of those that the
     * extension would start.
     */
    static List<ServerSettings> of(List<ServerSettings> declared, ExtensionContext context) {
        List<ServerSettings> provided = new ArrayList<>();
        for (ServerSettings each : declared) {
            provided.add(provided(each, context));
        }
        return provided;
    }

    /**
     * Decides without loading a provider, which would slow down the start of every JVM that runs tests. System properties must be
     * set before an application starts, so a server with properties is never that of an application.
     */
    private static ServerSettings provided(ServerSettings settings, ExtensionContext context) {
        if (settings.properties().isEmpty()
                && usesSpring(context)
                && ServerProviders.areResponsible(context, settings.name())) {
            return ProvidedServers.ofApplication(settings, context);
        }
        return settings.isRunningElsewhere() ? ProvidedServers.in(context).connected(settings) : settings;
    }

    /** Returns whether the class or an enclosing one has the extension of Spring, by whatever annotation. */
    private static boolean usesSpring(ExtensionContext context) {
        ExtensionContext each = context;
        while (each.getParent().isPresent()) {
            Optional<AnnotatedElement> element = each.getElement();
            if (element.isPresent() && hasSpring(element.get())) {
                return true;
            }
            each = each.getParent().get();
        }
        return false;
    }

    private static boolean hasSpring(AnnotatedElement element) {
        for (ExtendWith registered : AnnotationSupport.findRepeatableAnnotations(element, ExtendWith.class)) {
            for (Class<? extends Extension> extension : registered.value()) {
                if (extension.getName().equals(SPRING)) {
                    return true;
                }
            }
        }
        return element instanceof Class<?> testClass && hasFieldOfSpring(testClass);
    }

    /** Reads no value, so that a class of a test is not initialized too early. */
    private static boolean hasFieldOfSpring(Class<?> testClass) {
        for (Field field : AnnotationSupport.findAnnotatedFields(testClass, RegisterExtension.class)) {
            if (Modifier.isStatic(field.getModifiers())
                    && field.getType().getName().equals(SPRING)) {
                return true;
            }
        }
        return false;
    }
}
