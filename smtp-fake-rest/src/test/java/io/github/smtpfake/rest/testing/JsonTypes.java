package io.github.smtpfake.rest.testing;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the components of records, and of the records in them, that {@code Json} cannot write. Not thread-safe. */
public final class JsonTypes {
    private static final Set<Class<?>> WRITABLE =
            Set.of(boolean.class, Boolean.class, String.class, Instant.class, Duration.class, byte[].class);
    private static final Set<Class<?>> NUMBERS =
            Set.of(byte.class, short.class, int.class, long.class, float.class, double.class);
    private static final Set<Class<?>> CONTAINERS = Set.of(Optional.class, Collection.class, Map.class);

    private final Set<Class<?>> examined = new LinkedHashSet<>();
    private final List<String> unwritable = new ArrayList<>();

    /** Examines a record. */
    public void examine(Class<?> type) {
        if (!examined.add(type)) {
            return;
        }
        for (RecordComponent component : type.getRecordComponents()) {
            if (!isWritable(component.getGenericType())) {
                unwritable.add(type.getName() + "." + component.getName() + ": "
                        + component.getGenericType().getTypeName());
            }
        }
    }

    /** Returns all examined records, with those that they contain. */
    public Set<Class<?>> examined() {
        return Set.copyOf(examined);
    }

    /** Returns the components that cannot be written, with their types. */
    public List<String> unwritable() {
        return List.copyOf(unwritable);
    }

    private boolean isWritable(Type type) {
        if (type instanceof Class<?> simple) {
            return isWritable(simple);
        }
        if (type instanceof ParameterizedType generic) {
            return generic.getRawType() instanceof Class<?> raw
                    && CONTAINERS.stream().anyMatch(container -> container.isAssignableFrom(raw))
                    && areWritable(generic.getActualTypeArguments());
        }
        if (type instanceof WildcardType wildcard) {
            return areWritable(wildcard.getUpperBounds());
        }
        return false;
    }

    private boolean areWritable(Type[] types) {
        boolean areWritable = true;
        for (Type type : types) {
            areWritable &= isWritable(type);
        }
        return areWritable;
    }

    private boolean isWritable(Class<?> type) {
        if (type.isRecord()) {
            examine(type);
            return true;
        }
        if (type.isSealed()) {
            return areWritable(type.getPermittedSubclasses());
        }
        return WRITABLE.contains(type)
                || NUMBERS.contains(type)
                || Number.class.isAssignableFrom(type)
                || type.isEnum();
    }
}
