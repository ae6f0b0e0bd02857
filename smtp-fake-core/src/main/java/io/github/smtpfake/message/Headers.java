package io.github.smtpfake.message;

import io.github.smtpfake.internal.mime.ParameterizedValue;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The header fields of a message or part in the order in which they were sent, including repeated fields. Immutable.
 */
public final class Headers implements Iterable<Header> {
    private final List<Header> fields;

    Headers(List<Header> fields) {
        this.fields = List.copyOf(fields);
    }

    /** Returns all fields in order. */
    public List<Header> all() {
        return fields;
    }

    /** Returns the decoded values of all fields with this name, ignoring case. */
    public List<String> values(String name) {
        Objects.requireNonNull(name, "name");
        return fields.stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .map(Header::value)
                .toList();
    }

    /** Returns the decoded value of the first field with this name, ignoring case, or empty if there is none. */
    public Optional<String> first(String name) {
        return firstField(name).map(Header::value);
    }

    /** Returns the first field with this name, ignoring case, or empty if there is none. */
    public Optional<Header> firstField(String name) {
        Objects.requireNonNull(name, "name");
        return fields.stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .findFirst();
    }

    /** Returns the value of the first field with this name as it was sent, or an empty string if there is none. */
    String rawValue(String name) {
        return firstField(name).map(Header::rawValue).orElse("");
    }

    /** Parses the first field with this name that has a value. */
    ParameterizedValue structured(String name) {
        return fields.stream()
                .filter(field ->
                        field.name().equalsIgnoreCase(name) && !field.rawValue().isBlank())
                .findFirst()
                .map(field -> ParameterizedValue.parse(field.rawValue()))
                .orElseGet(() -> ParameterizedValue.parse(""));
    }

    @Override
    public Iterator<Header> iterator() {
        return fields.iterator();
    }

    /** Returns the fields, one per line. */
    @Override
    public String toString() {
        return String.join("\n", fields.stream().map(Header::toString).toList());
    }
}
