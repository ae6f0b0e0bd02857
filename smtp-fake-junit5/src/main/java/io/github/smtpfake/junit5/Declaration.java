package io.github.smtpfake.junit5;

import java.lang.annotation.Annotation;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What declares a server: an annotation, or an extension in a field. Annotations are equal if they declare the same server,
 * which means that the attributes of the server are equal; an extension is equal only to itself. This is no record, because
 * computing the first hash code of a record slows down the start of a JVM.
 */
final class Declaration {
    private final @Nullable Annotation annotation;
    private final List<?> server;

    private Declaration(@Nullable Annotation annotation, List<?> server) {
        this.annotation = annotation;
        this.server = server;
    }

    /**
     * Returns the declaration by an annotation.
     *
     * @param server the values that declare the server, not those that concern its use; never empty
     */
    static Declaration of(Annotation annotation, List<?> server) {
        return new Declaration(annotation, server);
    }

    static Declaration ofField() {
        return new Declaration(null, List.of());
    }

    boolean isField() {
        return annotation == null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || other instanceof Declaration declaration && !server.isEmpty() && server.equals(declaration.server);
    }

    @Override
    public int hashCode() {
        return server.isEmpty() ? System.identityHashCode(this) : server.hashCode();
    }

    /** Returns the declaration as it is written in Java, without attributes that have their defaults. */
    @Override
    public String toString() {
        Annotation known = annotation;
        if (known == null) {
            return "an extension in a field";
        }
        List<String> attributes = new ArrayList<>();
        for (Method attribute : known.annotationType().getDeclaredMethods()) {
            Object value = value(attribute, known);
            if (!Arrays.deepEquals(new Object[] {value}, new Object[] {attribute.getDefaultValue()})) {
                attributes.add(attribute.getName() + " = " + written(value));
            }
        }
        attributes.sort(null);
        return "@" + known.annotationType().getSimpleName()
                + (attributes.isEmpty() ? "" : "(" + String.join(", ", attributes) + ")");
    }

    private static Object value(Method attribute, Annotation annotation) {
        try {
            return attribute.invoke(annotation);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String written(Object value) {
        if (value instanceof String text) {
            return "\"" + text + "\"";
        }
        if (value instanceof Enum<?> constant) {
            return constant.getDeclaringClass().getSimpleName() + "." + constant.name();
        }
        if (!value.getClass().isArray()) {
            return value.toString();
        }
        List<String> elements = new ArrayList<>();
        for (int i = 0; i < Array.getLength(value); i++) {
            elements.add(written(Array.get(value, i)));
        }
        return elements.size() == 1 ? elements.get(0) : "{" + String.join(", ", elements) + "}";
    }
}
