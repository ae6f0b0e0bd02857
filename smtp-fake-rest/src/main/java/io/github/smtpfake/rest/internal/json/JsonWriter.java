package io.github.smtpfake.rest.internal.json;

import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes values as JSON without spaces. Replaces Jackson's writer, which loads 500 classes for the first value. Not thread-safe.
 */
final class JsonWriter {
    private static final char[] HEX_DIGITS = "0123456789ABCDEF".toCharArray();

    private final Writer out;

    JsonWriter(Writer out) {
        this.out = out;
    }

    /**
     * Writes a value. An empty {@link Optional} is null.
     *
     * @throws IOException if the writer fails
     * @throws IllegalStateException if a value has a class that has no form in JSON
     */
    void write(@Nullable Object value) throws IOException {
        if (value instanceof String text) {
            write(text);
        } else if (value == null || value instanceof Boolean) {
            out.write(String.valueOf(value));
        } else if (value instanceof Number number) {
            write(number);
        } else if (value instanceof Instant || value instanceof Duration) {
            write(value.toString());
        } else if (value instanceof Enum<?> constant) {
            write(constant.name());
        } else if (value instanceof byte[] bytes) {
            write(Base64.getEncoder().encodeToString(bytes));
        } else if (value instanceof Record) {
            out.write('{');
            writeMembers(value, "");
            out.write('}');
        } else if (value instanceof Collection<?> elements) {
            write(elements);
        } else if (value instanceof Map<?, ?> members) {
            write(members);
        } else if (value instanceof Optional<?> optional) {
            write(optional.orElse(null));
        } else {
            throw new IllegalStateException("Cannot be written as JSON: " + value.getClass());
        }
    }

    private void write(Number number) throws IOException {
        String text = number.toString();
        // JSON has no such number.
        boolean isFinite = Double.isFinite(number.doubleValue());
        out.write(isFinite ? text : '"' + text + '"');
    }

    private void write(Collection<?> elements) throws IOException {
        out.write('[');
        String separator = "";
        for (Object element : elements) {
            out.write(separator);
            write(element);
            separator = ",";
        }
        out.write(']');
    }

    private void write(Map<?, ?> members) throws IOException {
        out.write('{');
        String separator = "";
        for (Map.Entry<?, ?> member : members.entrySet()) {
            out.write(separator);
            write(String.valueOf(member.getKey()));
            out.write(':');
            write(member.getValue());
            separator = ",";
        }
        out.write('}');
    }

    /** Writes the components of a record, without those that are an empty {@link Optional}, and returns the separator after them. */
    private String writeMembers(Object value, String before) throws IOException {
        String separator = before;
        for (RecordMember member : RecordMember.of(value.getClass())) {
            Object component = member.of(value);
            if (member.isUnwrapped()) {
                separator = component == null ? separator : writeMembers(component, separator);
            } else if (!(component instanceof Optional<?> optional)) {
                separator = writeMember(separator, member, component);
            } else if (optional.isPresent()) {
                separator = writeMember(separator, member, optional.get());
            }
        }
        return separator;
    }

    private String writeMember(String separator, RecordMember member, @Nullable Object value) throws IOException {
        out.write(separator);
        out.write(member.start());
        write(value);
        return ",";
    }

    private void write(String text) throws IOException {
        out.write('"');
        int written = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '"' || c == '\\') {
                out.write(text, written, i - written);
                writeEscaped(c);
                written = i + 1;
            }
        }
        out.write(text, written, text.length() - written);
        out.write('"');
    }

    private void writeEscaped(char c) throws IOException {
        out.write('\\');
        switch (c) {
            case '\b' -> out.write('b');
            case '\t' -> out.write('t');
            case '\n' -> out.write('n');
            case '\f' -> out.write('f');
            case '\r' -> out.write('r');
            case '"', '\\' -> out.write(c);
            default -> {
                out.write("u00");
                out.write(HEX_DIGITS[c >> 4]);
                out.write(HEX_DIGITS[c & 0xF]);
            }
        }
    }
}
