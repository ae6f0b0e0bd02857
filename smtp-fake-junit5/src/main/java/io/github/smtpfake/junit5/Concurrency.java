package io.github.smtpfake.junit5;

import java.lang.reflect.AnnotatedElement;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.platform.commons.support.AnnotationSupport;

/** Determines from the configuration of JUnit which tests may run concurrently. */
final class Concurrency {
    private static final String ENABLED = "junit.jupiter.execution.parallel.enabled";
    private static final String DEFAULT_MODE = "junit.jupiter.execution.parallel.mode.default";
    private static final String DEFAULT_MODE_OF_CLASSES = "junit.jupiter.execution.parallel.mode.classes.default";

    private Concurrency() {}

    static boolean isEnabled(ExtensionContext context) {
        return context.getConfigurationParameter(ENABLED)
                .map(Boolean::parseBoolean)
                .orElse(false);
    }

    /**
     * Returns whether tests outside this context may use a server concurrently.
     *
     * @param declaredAt the id of the context that declares the server; empty if the whole run shares it
     */
    static boolean mayShare(ExtensionContext context, Optional<String> declaredAt) {
        if (!isEnabled(context) || isIsolated(context)) {
            return false;
        }
        ExtensionContext each = context;
        // The root represents the whole run, and nothing runs concurrently with the run.
        while (each.getParent().isPresent() && !declaredAt.equals(Optional.of(each.getUniqueId()))) {
            ExtensionContext parent = each.getParent().get();
            if (each.getExecutionMode() == ExecutionMode.CONCURRENT || runsChildrenConcurrently(parent)) {
                return true;
            }
            each = parent;
        }
        return false;
    }

    /**
     * Returns whether the context is in an isolated class: JUnit runs nothing concurrently with its tests, whatever their mode.
     */
    private static boolean isIsolated(ExtensionContext context) {
        Optional<ExtensionContext> each = Optional.of(context);
        while (each.isPresent()) {
            if (AnnotationSupport.isAnnotated(each.get().getElement(), Isolated.class)) {
                return true;
            }
            each = each.get().getParent();
        }
        return false;
    }

    /**
     * Returns whether any children run concurrently: a SAME_THREAD child also runs concurrently with CONCURRENT siblings.
     */
    private static boolean runsChildrenConcurrently(ExtensionContext parent) {
        if (parent.getParent().isEmpty()) {
            return isConcurrent(parent, DEFAULT_MODE_OF_CLASSES);
        }
        Optional<Class<?>> testClass = classOf(parent);
        return testClass.isPresent() && (defaultOfChildren(parent) || hasConcurrentMember(testClass.get()));
    }

    private static boolean defaultOfChildren(ExtensionContext parent) {
        for (ExtensionContext each = parent;
                classOf(each).isPresent();
                each = each.getParent().orElseThrow()) {
            Optional<Execution> mode = AnnotationSupport.findAnnotation(each.getElement(), Execution.class);
            if (mode.isPresent()) {
                return mode.get().value() == ExecutionMode.CONCURRENT;
            }
            if (AnnotationSupport.isAnnotated(each.getElement(), TestMethodOrder.class)
                    || each.getTestInstanceLifecycle().equals(Optional.of(TestInstance.Lifecycle.PER_CLASS))) {
                return false;
            }
        }
        return isConcurrent(parent, DEFAULT_MODE);
    }

    private static Optional<Class<?>> classOf(ExtensionContext context) {
        Optional<AnnotatedElement> element = context.getElement();
        return element.isPresent() && element.get() instanceof Class<?> type ? Optional.of(type) : Optional.empty();
    }

    private static boolean hasConcurrentMember(Class<?> testClass) {
        Stream<AnnotatedElement> members = Stream.concat(
                Arrays.stream(testClass.getDeclaredMethods()), Arrays.stream(testClass.getDeclaredClasses()));
        return members.flatMap(member -> AnnotationSupport.findAnnotation(member, Execution.class).stream())
                .anyMatch(mode -> mode.value() == ExecutionMode.CONCURRENT);
    }

    private static boolean isConcurrent(ExtensionContext context, String parameter) {
        Optional<String> mode = context.getConfigurationParameter(parameter);
        if (mode.isEmpty() && parameter.equals(DEFAULT_MODE_OF_CLASSES)) {
            mode = context.getConfigurationParameter(DEFAULT_MODE);
        }
        return mode.map(value -> value.strip().toUpperCase(Locale.ROOT))
                .equals(Optional.of(ExecutionMode.CONCURRENT.name()));
    }
}
