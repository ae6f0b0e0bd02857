package io.github.smtpfake.junit5;

import io.github.smtpfake.junit5.DeclaredServers.Declared;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/** Gives the fields of a test class what parameters are given, if they hold nothing yet. */
final class FieldInjection {
    private final SmtpFakeExtension owner;
    private final ExtensionContext context;

    private FieldInjection(SmtpFakeExtension owner, ExtensionContext context) {
        this.owner = owner;
        this.context = context;
    }

    /** Fills static fields, and those of an instance that belongs to the class. */
    static void ofClass(SmtpFakeExtension owner, ExtensionContext context) {
        FieldInjection injection = new FieldInjection(owner, context);
        List<Field> filled = new ArrayList<>();
        for (Field field : injectable(context.getRequiredTestClass())) {
            if (Modifier.isStatic(field.getModifiers()) && injection.fillStatic(field)) {
                filled.add(field);
            }
        }
        Stores.of(owner, context).put(FieldInjection.class, filled);
        injection.fillInstances();
    }

    /** Fills the fields of the instances of a test. */
    static void ofTest(SmtpFakeExtension owner, ExtensionContext context) {
        new FieldInjection(owner, context).fillInstances();
    }

    /** Empties static fields, as another run of the class must not find a server there that has ended. */
    static void undo(SmtpFakeExtension owner, ExtensionContext context) {
        List<?> filled = Stores.of(owner, context).remove(FieldInjection.class, List.class);
        if (filled != null) {
            for (Object field : filled) {
                set((Field) field, null, null);
                Stores.of(context.getRoot()).remove(new StaticKey((Field) field));
            }
        }
    }

    /** What a class has that is running now. */
    private record StaticKey(Field field) {}

    private static List<Field> injectable(Class<?> type) {
        return ReflectionSupport.findFields(
                type,
                field -> Injectable.isPossible(field.getType()) || field.isAnnotationPresent(ServerName.class),
                HierarchyTraversalMode.TOP_DOWN);
    }

    private boolean fillStatic(Field field) {
        String by = context.getUniqueId();
        Object holder = Stores.of(context.getRoot()).getOrComputeIfAbsent(new StaticKey(field), key -> by);
        if (!by.equals(holder)) {
            throw Misuse.of(
                    Misuse.where(field),
                    "the static field is filled for " + holder + ", which runs at the same time as "
                            + Misuse.where(context) + ": make it an instance field, or take a parameter");
        }
        return fill(field, null);
    }

    private void fillInstances() {
        if (context.getTestInstances().isEmpty()) {
            return;
        }
        List<Object> instances =
                new ArrayList<>(context.getTestInstances().get().getAllInstances());
        Collections.reverse(instances);
        boolean belongsToClass = context.getTestMethod().isEmpty();
        for (Object instance : instances) {
            belongsToClass |= isOneInstance(instance.getClass());
            for (Field field : injectable(instance.getClass())) {
                if (Modifier.isStatic(field.getModifiers())) {
                    continue;
                }
                if (belongsToClass && context.getTestMethod().isPresent()) {
                    // Has been filled for the class; what is of one test must not stay there for the next.
                    requireFilled(field, instance);
                } else {
                    fill(field, instance);
                }
            }
        }
    }

    /** Returns whether one instance of a class serves all tests; so do then those of the classes around it. */
    private boolean isOneInstance(Class<?> type) {
        for (ExtensionContext each = context;
                each.getTestClass().isPresent();
                each = each.getParent().orElseThrow()) {
            if (each.getRequiredTestClass() == type) {
                return each.getTestInstanceLifecycle().equals(Optional.of(TestInstance.Lifecycle.PER_CLASS));
            }
        }
        return false;
    }

    private void requireFilled(Field field, Object instance) {
        if (get(field, instance) == null) {
            throw ofATest(field);
        }
    }

    private static RuntimeException ofATest(Field field) {
        return Misuse.of(
                Misuse.where(field),
                "the field belongs to the class, and the server to each test: take a parameter, or let the server live"
                        + " PER_CLASS");
    }

    private boolean fill(Field field, @Nullable Object instance) {
        if (!Injectable.isPossible(field.getType())) {
            throw Misuse.of(
                    Misuse.where(field),
                    "@ServerName is for fields of the types SmtpFakeServer and Inbox, not "
                            + field.getType().getName());
        }
        if (get(field, instance) != null) {
            return false;
        }
        Declared server = DeclaredServers.seenBy(context)
                .wantedBy(Optional.ofNullable(field.getAnnotation(ServerName.class)), Misuse.where(field));
        Optional<ServerUse> use = server.owner() == owner
                ? Stores.of(owner, context)
                        .get(ServerUses.class, ServerUses.class)
                        .find(server)
                : Optional.empty();
        if (use.isEmpty()) {
            if (server.owner() == owner) {
                throw ofATest(field);
            }
            return false;
        }
        set(field, instance, Injectable.of(field.getType(), use.get()));
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
        RuntimeException misuse = Misuse.of(
                Misuse.where(field),
                "the field cannot be filled (" + cause.getMessage()
                        + "): make it neither final nor part of a module that is not open, or take a parameter");
        misuse.initCause(cause);
        return misuse;
    }
}
