package io.github.smtpfake.junit5;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/** Sets the fields of a test class that can hold a server or an inbox and are null. */
final class FieldInjection {
    private final ContextStores stores;
    private final ExtensionContext context;

    private FieldInjection(ContextStores stores, ExtensionContext context) {
        this.stores = stores;
        this.context = context;
    }

    /** Sets the static fields, and the fields of an instance that belongs to the class. */
    static void injectForClass(ContextStores stores, ExtensionContext context) {
        FieldInjection injection = new FieldInjection(stores, context);
        List<Field> injected = new ArrayList<>();
        for (Field field : candidates(context.getRequiredTestClass())) {
            if (Modifier.isStatic(field.getModifiers()) && injection.injectStatic(field)) {
                injected.add(field);
            }
        }
        stores.of(context).put(FieldInjection.class, injected);
        injection.injectInstances();
    }

    /** Sets the fields of the instances of a test. */
    static void injectForTest(ContextStores stores, ExtensionContext context) {
        new FieldInjection(stores, context).injectInstances();
    }

    /** Sets static fields to null again, so that another run of the class does not find a stopped server. */
    static void undo(ContextStores stores, ExtensionContext context) {
        List<?> injected = stores.of(context).remove(FieldInjection.class, List.class);
        if (injected != null) {
            for (Object field : injected) {
                set((Field) field, null, null);
                ContextStores.shared(context.getRoot()).remove(field);
            }
        }
    }

    private static List<Field> candidates(Class<?> type) {
        return ReflectionSupport.findFields(type, new IsSupported(), HierarchyTraversalMode.TOP_DOWN);
    }

    /** Accepts fields that can be injected. This is a class because the first lambda slows down the start of a JVM. */
    private static final class IsSupported implements Predicate<Field> {
        @Override
        public boolean test(Field field) {
            return InjectionPoint.of(field).isSupported();
        }
    }

    private boolean injectStatic(Field field) {
        String id = context.getUniqueId();
        Object holder = ContextStores.shared(context.getRoot()).getOrComputeIfAbsent(field, key -> id);
        if (!id.equals(holder)) {
            throw ConfigurationErrors.at(
                    ConfigurationErrors.where(field),
                    "the static field is in use by " + holder + ", which runs concurrently with "
                            + ConfigurationErrors.where(context) + "; use an instance field or a parameter");
        }
        return inject(field, null);
    }

    private void injectInstances() {
        if (context.getTestInstances().isEmpty()) {
            return;
        }
        List<Object> instances =
                new ArrayList<>(context.getTestInstances().get().getAllInstances());
        Collections.reverse(instances);
        boolean belongsToClass = context.getTestMethod().isEmpty();
        for (Object instance : instances) {
            belongsToClass |= TestInstances.arePerClass(context, instance.getClass());
            for (Field field : candidates(instance.getClass())) {
                if (Modifier.isStatic(field.getModifiers())) {
                    continue;
                }
                if (belongsToClass && context.getTestMethod().isPresent()) {
                    // The field was set for the class; it must not keep an object of one test for the next test.
                    requireInjected(field, instance);
                } else {
                    inject(field, instance);
                }
            }
        }
    }

    private void requireInjected(Field field, Object instance) {
        if (get(field, instance) == null) {
            throw separateServerForEachTest(field);
        }
    }

    private static RuntimeException separateServerForEachTest(Field field) {
        return ConfigurationErrors.at(
                ConfigurationErrors.where(field),
                "the field belongs to the class, but each test has a separate server; use a parameter, or"
                        + " ServerLifecycle.PER_CLASS");
    }

    private boolean inject(Field field, @Nullable Object instance) {
        if (get(field, instance) != null) {
            return false;
        }
        InjectionPoint point = InjectionPoint.of(field);
        DeclaredServer server = VisibleServers.in(context).find(point);
        if (server.owner() != stores) {
            return false;
        }
        Optional<ServerScope> scope =
                stores.of(context).get(ServerScopes.class, ServerScopes.class).findOrOpenEarly(server, context);
        if (scope.isEmpty()) {
            throw separateServerForEachTest(field);
        }
        set(field, instance, point.valueFrom(scope.get()));
        return true;
    }

    private static @Nullable Object get(Field field, @Nullable Object instance) {
        try {
            field.setAccessible(true);
            return field.get(instance);
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw inaccessible(field, e);
        }
    }

    private static void set(Field field, @Nullable Object instance, @Nullable Object value) {
        try {
            field.set(instance, value);
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw inaccessible(field, e);
        }
    }

    private static RuntimeException inaccessible(Field field, Exception cause) {
        RuntimeException error = ConfigurationErrors.at(
                ConfigurationErrors.where(field),
                "cannot set the field (" + cause.getMessage()
                        + "); make it non-final and open its module to JUnit, or use a parameter");
        error.initCause(cause);
        return error;
    }
}
