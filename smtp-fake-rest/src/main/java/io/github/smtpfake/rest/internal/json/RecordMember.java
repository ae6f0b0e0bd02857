package io.github.smtpfake.rest.internal.json;

import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import org.jspecify.annotations.Nullable;

/**
 * A component of a class of records.
 *
 * @param start the name as it begins the member of an object
 * @param field has the value. Reading it creates no class at run time, but calling the accessor often does
 * @param isUnwrapped whether the components of the value take the place of this one
 */
record RecordMember(String start, Field field, boolean isUnwrapped) {
    /** Constant for each class. */
    private static final ClassValue<RecordMember[]> OF_CLASSES = new ClassValue<>() {
        @Override
        protected RecordMember[] computeValue(Class<?> type) {
            RecordComponent[] components = type.getRecordComponents();
            RecordMember[] members = new RecordMember[components.length];
            for (int i = 0; i < members.length; i++) {
                members[i] = of(components[i]);
            }
            return members;
        }
    };

    /** Returns the components of a class of records in their order. The caller must not change the array. */
    static RecordMember[] of(Class<?> type) {
        return OF_CLASSES.get(type);
    }

    private static RecordMember of(RecordComponent component) {
        JsonProperty property = component.getAnnotation(JsonProperty.class);
        String name = property == null ? component.getName() : property.value();
        return new RecordMember(
                '"' + name + "\":", field(component), component.isAnnotationPresent(JsonUnwrapped.class));
    }

    private static Field field(RecordComponent component) {
        try {
            Field field = component.getDeclaringRecord().getDeclaredField(component.getName());
            field.setAccessible(true);
            return field;
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }

    @Nullable
    Object of(Object object) {
        try {
            return field.get(object);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
