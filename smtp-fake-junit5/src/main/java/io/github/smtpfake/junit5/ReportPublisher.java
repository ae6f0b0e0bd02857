package io.github.smtpfake.junit5;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.function.ThrowingConsumer;

/** Publishes files in the report of a test: as files since JUnit 5.12, and as report entries before. */
final class ReportPublisher {
    static final String TEXT = "text/plain;charset=UTF-8";
    private static final int MAX_ENTRY_LENGTH = 20_000;

    private final ExtensionContext context;
    private final Optional<Method> publishFile;

    private ReportPublisher(ExtensionContext context, Optional<Method> publishFile) {
        this.context = context;
        this.publishFile = publishFile;
    }

    static ReportPublisher of(ExtensionContext context) {
        return new ReportPublisher(context, publishFile());
    }

    /**
     * Returns the method, which JUnit 5.14 has twice because {@code MediaType} has moved; the new type has the shorter name.
     */
    private static Optional<Method> publishFile() {
        return Arrays.stream(ExtensionContext.class.getMethods())
                .filter(method -> method.getName().equals("publishFile") && method.getParameterCount() == 3)
                .min(Comparator.comparingInt(
                        method -> method.getParameterTypes()[1].getName().length()));
    }

    /** Publishes the content, and returns a description of its location. */
    String publish(String name, String mediaType, byte[] content) {
        if (publishFile.isPresent()) {
            try {
                return publishFile(publishFile.get(), name, mediaType, content);
            } catch (InvocationTargetException e) {
                // The launcher of the tests may not support files.
                return publishEntry(name, content);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(
                        "The publishFile method of this JUnit version has an unknown signature", e);
            }
        }
        return publishEntry(name, content);
    }

    private String publishFile(Method method, String name, String mediaType, byte[] content)
            throws ReflectiveOperationException {
        Class<?> type = method.getParameterTypes()[1];
        Object parsed = type.getMethod("parse", String.class).invoke(null, mediaType);
        AtomicReference<String> place = new AtomicReference<>("");
        ThrowingConsumer<Path> write = file -> {
            write(file, content);
            place.set(String.valueOf(file.toAbsolutePath().normalize().getParent()));
        };
        method.invoke(context, name, parsed, write);
        return Objects.requireNonNull(place.get());
    }

    private static void write(Path file, byte[] content) throws IOException {
        Files.write(file, content);
    }

    private String publishEntry(String name, byte[] content) {
        String text = new String(content, name.endsWith(".eml") ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
        context.publishReportEntry(
                name,
                text.length() <= MAX_ENTRY_LENGTH
                        ? text
                        : text.substring(0, MAX_ENTRY_LENGTH) + "\n… and " + (text.length() - MAX_ENTRY_LENGTH)
                                + " more characters");
        return "the report entries of the test";
    }
}
