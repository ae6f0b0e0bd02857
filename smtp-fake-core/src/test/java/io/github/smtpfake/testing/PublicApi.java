package io.github.smtpfake.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The public API of a module as text: each public type outside of the internal packages, and its public and protected
 * members, sorted. Compared with a file in {@code api/}, so that a review sees each change of the API.
 */
public final class PublicApi {
    private static final String UPDATE = "smtpfake.api.update";

    private final List<Class<?>> types;

    private PublicApi(List<Class<?>> types) {
        this.types = types;
    }

    /** Returns the API of the module that a class belongs to, read from the folder of its compiled classes. */
    public static PublicApi ofModuleOf(Class<?> one) {
        Path classes = Path.of(URI.create(
                one.getProtectionDomain().getCodeSource().getLocation().toString()));
        try (Stream<Path> files = Files.walk(classes)) {
            return new PublicApi(files.map(file -> classes.relativize(file).toString())
                    .filter(file -> file.endsWith(".class") && !file.endsWith("-info.class"))
                    .map(file -> file.substring(0, file.length() - ".class".length())
                            .replace('/', '.')
                            .replace('\\', '.'))
                    .filter(name -> !name.contains(".internal."))
                    .sorted()
                    .<Class<?>>map(PublicApi::load)
                    .filter(PublicApi::isVisible)
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, PublicApi.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new AssertionError("No class " + name, e);
        }
    }

    private static boolean isVisible(Class<?> type) {
        Class<?> outer = type.getEnclosingClass();
        return isVisible(type.getModifiers()) && (outer == null || isVisible(outer));
    }

    private static boolean isVisible(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    /** Returns the number of public types, nested ones included. */
    public int typeCount() {
        return types.size();
    }

    /**
     * Verifies that the API equals the text of a file, or writes the file if the system property
     * {@code smtpfake.api.update} is true.
     */
    public void requireEqualTo(Path file) throws IOException {
        String text = text();
        if (Boolean.getBoolean(UPDATE)) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return;
        }
        String pinned = Files.exists(file) ? Files.readString(file) : "";
        if (!text.equals(pinned)) {
            List<String> removed = new ArrayList<>(pinned.lines().toList());
            List<String> added = new ArrayList<>(text.lines().toList());
            removed.removeAll(text.lines().toList());
            added.removeAll(pinned.lines().toList());
            throw new AssertionError(Stream.of(
                            Stream.of("Expected the public API to equal " + file.getFileName() + ", but it differs:"),
                            removed.stream().map(line -> "  - " + line.strip()),
                            added.stream().map(line -> "  + " + line.strip()),
                            Stream.of("If the change is intended, run the test with -D" + UPDATE + "=true"))
                    .flatMap(lines -> lines)
                    .collect(Collectors.joining("\n")));
        }
    }

    private String text() {
        return types.stream().map(PublicApi::describe).collect(Collectors.joining("\n"));
    }

    private static String describe(Class<?> type) {
        StringBuilder text = new StringBuilder(declaration(type)).append('\n');
        Stream.of(
                        Stream.of(type.getDeclaredFields())
                                .filter(PublicApi::isOfApi)
                                .map(Field::toGenericString),
                        Stream.of(type.getDeclaredConstructors())
                                .filter(PublicApi::isOfApi)
                                .map(Constructor::toGenericString),
                        Stream.of(type.getDeclaredMethods())
                                .filter(PublicApi::isOfApi)
                                .filter(method -> !isImplied(type, method))
                                .map(Method::toGenericString))
                .flatMap(members -> members.map(member -> member.replace(type.getName() + ".", ""))
                        .sorted())
                .forEach(member -> text.append("    ").append(member).append('\n'));
        return text.toString();
    }

    private static String declaration(Class<?> type) {
        String parents = Stream.concat(
                        Stream.ofNullable(type.getGenericSuperclass()), Stream.of(type.getGenericInterfaces()))
                .map(java.lang.reflect.Type::getTypeName)
                .filter(name -> !name.matches("java\\.lang\\.(Object|Record|Enum<.*>|annotation\\.Annotation)"))
                .collect(Collectors.joining(", "));
        // Only newer versions of Java say which types are sealed.
        String name = type.toGenericString().replaceFirst("\\b(?:non-)?sealed ", "");
        return name + (parents.isEmpty() ? "" : " : " + parents);
    }

    private static boolean isOfApi(Member member) {
        return isVisible(member.getModifiers())
                && !member.isSynthetic()
                && !(member instanceof Executable code && code.isSynthetic());
    }

    /** Every enum and record has these. */
    private static boolean isImplied(Class<?> type, Method method) {
        String name = method.getName();
        return type.isEnum() && (name.equals("values") || name.equals("valueOf"))
                || type.isRecord() && (name.equals("equals") || name.equals("hashCode") || name.equals("toString"));
    }
}
